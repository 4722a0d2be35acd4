//! How many codes may be tried: five for one sign-in, ten an hour for one person, wherever they come from, thirty a minute from one
//! network. All are counted before the code is looked at; the first two in stores that outlive the process.
//!
//! "the verifier SHALL implement a rate-limiting mechanism that effectively limits the number of failed authentication attempts
//! that can be made on the subscriber account"  NIST SP 800-63B-4 §3.2.2

use crate::accounts::Browser;
use crate::accounts::limits::{self, Action, Reservation};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::UserId;
use crate::storage::{Budget, Reserved, StorageError};

use super::FactorRefusal;

/// For one sign-in, or one code that was sent.
const TRIES: u64 = 5;
/// For one person. Counted after a right first factor only.
const BUDGET: Budget = Budget {
    kind: "second_factor",
    attempts: 10,
    window_seconds: 3600,
    pause_seconds: 15 * 60,
};
/// For the browsers that they signed in with before: whoever learned the password uses up the other one, and not the owner's.
const IN_KNOWN_BROWSERS: Budget = Budget {
    kind: "second_factor_known",
    ..BUDGET
};

/// A try that was counted.
#[derive(Debug)]
pub(super) struct Try {
    tries: Key,
    of_network: Reservation,
    /// Whether it is the last one.
    pub(super) is_last: bool,
}

/// Counts a try for what `binding` names, or refuses it.
pub(super) async fn take_try(ctx: &Context, binding: &str) -> Result<Try, FactorRefusal> {
    let of_network = limits::reserve(ctx, Action::Code).await?;
    let tries = tries_of(ctx, binding);
    let count = ctx.app().ephemeral.count(&tries, ctx.now()).await?;
    if count > TRIES {
        return Err(FactorRefusal::Burned);
    }
    Ok(Try {
        tries,
        of_network,
        is_last: count == TRIES,
    })
}

impl Try {
    /// Nothing was judged, so it does not count.
    pub(super) async fn take_back(self, ctx: &Context) -> Result<(), FactorRefusal> {
        self.of_network.take_back(ctx).await?;
        Ok(ctx.app().ephemeral.uncount(&self.tries, ctx.now()).await?)
    }

    /// It was right, so that the network gets it back.
    pub(super) async fn was_right(&self, ctx: &Context) -> Result<(), FactorRefusal> {
        Ok(self.of_network.take_back(ctx).await?)
    }
}

/// The tries for what `binding` names begin anew, for a new code.
pub(super) async fn renew_tries(ctx: &Context, binding: &str) -> Result<(), FactorRefusal> {
    let tries = tries_of(ctx, binding);
    Ok(ctx.app().ephemeral.delete(&tries).await?)
}

/// An attempt that one of a person's budgets was charged with.
#[derive(Debug)]
pub(super) struct Charged {
    user: UserId,
    kind: &'static str,
}

/// Counts an attempt of this person's, or refuses it.
pub(super) async fn reserve(
    ctx: &Context,
    user: UserId,
    browser: &Browser,
) -> Result<Charged, FactorRefusal> {
    let mut budget = BUDGET;
    let mut reserved = ctx.db().reserve_attempt(user, budget, ctx.now()).await?;
    if matches!(reserved, Reserved::Paused(_)) && limits::is_known(ctx, Some(user), browser).await?
    {
        budget = IN_KNOWN_BROWSERS;
        reserved = ctx.db().reserve_attempt(user, budget, ctx.now()).await?;
    }
    match reserved {
        Reserved::Granted => Ok(Charged {
            user,
            kind: budget.kind,
        }),
        Reserved::Paused(until) => {
            let seconds = until.seconds_since(ctx.now()).max(1);
            Err(FactorRefusal::Paused {
                retry_after: u32::try_from(seconds).unwrap_or(u32::MAX),
            })
        }
    }
}

impl Charged {
    /// A right code: what was counted begins anew, for this person and where they are.
    pub(super) async fn restore(&self, ctx: &Context) -> Result<(), StorageError> {
        ctx.db().restore_attempts(self.user, self.kind).await
    }

    /// Whether this was the last one before a pause.
    pub(super) async fn has_paused(&self, ctx: &Context) -> Result<bool, StorageError> {
        let db = ctx.db();
        let until = db.paused_until(self.user, self.kind, ctx.now()).await?;
        Ok(until.is_some())
    }
}

fn tries_of(ctx: &Context, binding: &str) -> Key {
    Key::new(ctx.issuer().tenant_id(), Kind::FactorTries, binding)
}
