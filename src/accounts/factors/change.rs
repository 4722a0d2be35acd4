//! Second factors in one's own account.

use crate::accounts::events::event;
use crate::accounts::gate;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{Acr, EventKind, Login, Secret, User, UserId};
use crate::storage::{Credentials, Device, NewFactor, Notices};

use super::enrol::{Actor, Added, CodesFor, Enrolling};
use super::prove::{number, told};
use super::{FactorRefusal, phone};

/// A factor as its owner sees it.
#[derive(Clone, Debug)]
pub struct FactorSummary {
    /// Its kind.
    pub kind: FactorKind,
    /// When it was set up.
    pub since: Timestamp,
    /// When it was used last.
    pub last_used: Option<Timestamp>,
    /// Where codes go, masked.
    pub target: Option<String>,
}

/// What is on in an account.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Authenticator app, codes by mail, codes by text message.
    pub factors: Vec<FactorSummary>,
    /// How many recovery codes are good yet.
    pub codes_left: u64,
    /// Browsers that are not asked for a second factor.
    pub remembered: Vec<Device>,
}

/// What is on in this person's account.
pub async fn summary(ctx: &Context, user: &User) -> Result<Summary, FactorRefusal> {
    let mut factors = Vec::new();
    for factor in ctx.db().factors(user.id).await? {
        let target = match factor.kind {
            FactorKind::Email => user.email.as_deref().map(phone::masked_address),
            FactorKind::Sms => Some(phone::masked(number(ctx, user).await?.expose())),
            FactorKind::Passkey | FactorKind::Totp | FactorKind::RecoveryCode => None,
        };
        factors.push(FactorSummary {
            kind: factor.kind,
            since: factor.created_at,
            last_used: factor.last_used_at,
            target,
        });
    }
    let mut remembered = ctx.db().devices(user.id).await?;
    remembered.retain(|device| device.trusted_until.is_some_and(|until| until > ctx.now()));
    Ok(Summary {
        factors,
        codes_left: ctx.db().recovery_codes_left(user.id).await?,
        remembered,
    })
}

/// Whether this person must have a second factor.
pub fn is_demanded(ctx: &Context, user: &User) -> bool {
    gate::is_demanded(&gate::policy(ctx), user)
}

/// Somebody who may change their factors: they proved themselves a moment ago, with a second factor if they have one.
///
/// "AAL2 … SHALL be required before binding a new authenticator"  NIST SP 800-63B-4 §4.1.2.1: with a password alone nobody adds
/// a factor of their own to an account that has one, or takes one away.
#[derive(Debug)]
pub struct Changing(Enrolling);

impl Changing {
    /// `None` when a second factor is due first. That the sign-in is recent is for the caller to see.
    pub fn allowed(ctx: &Context, login: &Login, credentials: Credentials) -> Option<Self> {
        let policy = gate::policy(ctx);
        let has_one = credentials
            .user
            .factors
            .iter()
            .any(|kind| policy.kinds.contains(kind));
        if login.user != credentials.user.id || (has_one && login.acr < Acr::Aal2) {
            return None;
        }
        Some(Self(Enrolling {
            version: credentials.version,
            binding: format!("login:{}", login.id),
            user: credentials.user,
        }))
    }

    /// Whose, and under which version of the credentials it is allowed.
    pub const fn of_whom(&self) -> (UserId, i64) {
        (self.0.user.id, self.0.version)
    }

    /// To set up a factor of that kind; `None` when the tenant does not offer it.
    pub fn enrolling(&self, ctx: &Context, kind: FactorKind) -> Option<&Enrolling> {
        gate::is_offered(ctx, kind).then_some(&self.0)
    }

    /// Switches codes by mail on: the address was proven when it became the account's.
    pub async fn switch_mail_on(
        &self,
        ctx: &Context,
        actor: Actor<'_>,
    ) -> Result<Added, FactorRefusal> {
        let enrolling = self
            .enrolling(ctx, FactorKind::Email)
            .ok_or(FactorRefusal::Over)?;
        if enrolling.user.email.is_none() || !enrolling.user.email_verified {
            return Err(FactorRefusal::NoAddress);
        }
        let factor = NewFactor {
            id: ctx.app().entropy.uuid(ctx.now()),
            kind: FactorKind::Email,
            sealed_secret: None,
            last_step: None,
        };
        enrolling.add(ctx, factor, actor).await
    }

    /// Takes a factor away, unless it is the last one of somebody who must have one.
    pub async fn remove(
        &self,
        ctx: &Context,
        kind: FactorKind,
        actor: Actor<'_>,
    ) -> Result<(), FactorRefusal> {
        let user = &self.0.user;
        if is_last(ctx, user, kind) {
            return Err(FactorRefusal::LastOne);
        }
        let letter = Letter::FactorRemoved { kind };
        let notices = told(ctx, user, EventKind::FactorRemoved, &letter, actor)?;
        let removed = ctx
            .db()
            .remove_factor(self.0.allowed(), kind, notices, ctx.now())
            .await?;
        removed.ok_or(FactorRefusal::Over)?;
        ctx.app().directory.catch_up().await?;
        Ok(())
    }

    /// Makes ten recovery codes in place of all before. They come with a factor, so without one there are none.
    pub async fn new_codes(
        &self,
        ctx: &Context,
        actor: Actor<'_>,
    ) -> Result<Vec<Secret>, FactorRefusal> {
        let user = &self.0.user;
        if user
            .factors
            .iter()
            .all(|kind| *kind == FactorKind::RecoveryCode)
        {
            return Err(FactorRefusal::Over);
        }
        let (_, codes) = self.0.make_codes(ctx, CodesFor::Owner, actor).await?;
        ctx.app().directory.catch_up().await?;
        Ok(codes)
    }
}

/// Makes every browser of this person unknown but this one, and asks all of them again. It takes away and gives nothing, so it
/// needs no proof.
pub async fn forget_browsers(
    ctx: &Context,
    user: &User,
    actor: Actor<'_>,
) -> Result<(), FactorRefusal> {
    let notices = Notices {
        events: vec![event(
            ctx,
            user.id,
            EventKind::DevicesForgotten,
            actor.browser,
            &[],
        )],
        messages: Vec::new(),
    };
    Ok(ctx
        .db()
        .forget_devices(user.id, actor.browser.device, notices, ctx.now())
        .await?)
}

/// Whether somebody who must have a second factor would have none without this one. For passkeys too: ask before the last
/// one goes.
pub fn is_last(ctx: &Context, user: &User, kind: FactorKind) -> bool {
    let policy = gate::policy(ctx);
    let others = user.factors.iter().any(|other| {
        *other != kind && *other != FactorKind::RecoveryCode && policy.kinds.contains(other)
    });
    !others && is_demanded(ctx, user)
}
