//! How many codes may be tried: five for one sign-in, ten an hour for one person, wherever they come from. Both are counted
//! before the code is looked at, in stores that outlive the process.
//!
//! "the verifier SHALL implement a rate-limiting mechanism that effectively limits the number of failed authentication attempts
//! that can be made on the subscriber account"  NIST SP 800-63B-4 §3.2.2

use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::UserId;
use crate::storage::{Budget, Reserved, StorageError};

use super::FactorRefusal;

/// For one sign-in, or one code that was sent.
const TRIES: u64 = 5;
/// For one person. Counted after a right first factor only, so nobody else can use it up.
pub(super) const BUDGET: Budget = Budget {
    kind: "second_factor",
    attempts: 10,
    window_seconds: 3600,
    pause_seconds: 15 * 60,
};

/// A try that was counted.
#[derive(Debug)]
pub(super) struct Try {
    tries: Key,
    /// Whether it is the last one.
    pub(super) is_last: bool,
}

/// Counts a try for what `binding` names, or refuses it.
pub(super) async fn take_try(ctx: &Context, binding: &str) -> Result<Try, FactorRefusal> {
    let tries = tries_of(ctx, binding);
    let count = ctx.app().ephemeral.count(&tries, ctx.now()).await?;
    if count > TRIES {
        return Err(FactorRefusal::Burned);
    }
    Ok(Try {
        tries,
        is_last: count == TRIES,
    })
}

impl Try {
    /// Nothing was judged, so it does not count.
    pub(super) async fn take_back(self, ctx: &Context) -> Result<(), FactorRefusal> {
        Ok(ctx.app().ephemeral.uncount(&self.tries, ctx.now()).await?)
    }
}

/// The tries for what `binding` names begin anew, for a new code.
pub(super) async fn renew_tries(ctx: &Context, binding: &str) -> Result<(), FactorRefusal> {
    let tries = tries_of(ctx, binding);
    Ok(ctx.app().ephemeral.delete(&tries).await?)
}

/// Counts an attempt of this person's, or refuses it.
pub(super) async fn reserve(ctx: &Context, user: UserId) -> Result<(), FactorRefusal> {
    match ctx.db().reserve_attempt(user, BUDGET, ctx.now()).await? {
        Reserved::Granted => Ok(()),
        Reserved::Paused(until) => {
            let seconds = until.seconds_since(ctx.now()).max(1);
            Err(FactorRefusal::Paused {
                retry_after: u32::try_from(seconds).unwrap_or(u32::MAX),
            })
        }
    }
}

/// A right code: this person's count begins anew.
pub(super) async fn restore(ctx: &Context, user: UserId) -> Result<(), StorageError> {
    ctx.db().restore_attempts(user, BUDGET.kind).await
}

fn tries_of(ctx: &Context, binding: &str) -> Key {
    Key::new(ctx.issuer().tenant_id(), Kind::FactorTries, binding)
}
