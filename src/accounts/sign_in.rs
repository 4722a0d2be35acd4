//! Signing in with a password, and signing out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::context::Context;
use crate::directory::LookupError;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::user::name_key;
use crate::model::{LoginId, Secret};
use crate::storage::StorageError;

use super::gate::{self, FirstFactor, Passed, Proven, Wanted};
use super::notify::NotifyError;
use super::{Browser, Overloaded};

/// Wrong passwords for one account within the window of [`Kind::LoginAttempts`] before the next has to wait.
const ATTEMPTS_PER_ACCOUNT: u64 = 20;
/// The same for one network address, whatever accounts it tries.
const ATTEMPTS_PER_SOURCE: u64 = 100;

/// What a person typed.
#[derive(Debug)]
pub struct SignInAttempt {
    /// Username or address.
    pub login: String,
    /// The password.
    pub password: Secret,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefusal {
    /// Unknown, wrong or disabled: one answer for all, so that nothing is learned.
    #[error("the sign-in was refused")]
    Wrong,
    /// Too many attempts; seconds to wait.
    #[error("too many attempts")]
    TooMany {
        /// Seconds until the next attempt counts.
        retry_after: u32,
    },
    /// The sign-in waited too long, was finished, or what it rested on has changed: begin anew.
    #[error("the sign-in is over")]
    Over,
    /// A second factor is demanded and this person can have none.
    #[error("the second factor that is demanded cannot be set up")]
    NoFactor,
    /// The password pool is full.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// What its owner is to be told could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

/// Checks the password, and goes through the gate.
pub async fn sign_in(
    ctx: &Context,
    attempt: &SignInAttempt,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, SignInRefusal> {
    let found = ctx.db().credentials(&attempt.login).await?;
    let account = match &found {
        Some(credentials) => credentials.user.id.to_string(),
        // What was typed may be a password, or a name that is nobody's business: it is counted under a tag, and not logged.
        None => {
            let name = name_key(&attempt.login);
            let tag = ctx.app().vault.tag("unknown account", name.as_bytes());
            format!("unknown:{}", URL_SAFE_NO_PAD.encode(tag))
        }
    };
    let reserved = reserve_attempt(ctx, &account, &browser.address).await?;
    let app = ctx.app();
    let usable = found.as_ref().filter(|found| !found.user.disabled);
    let hash = usable.and_then(|found| found.password_hash.as_ref());
    let matches = match app.passwords.verify(hash, &attempt.password).await {
        Ok(matches) => matches,
        Err(overloaded) => {
            // Nothing was judged, so nothing counts.
            reserved.take_back(ctx).await?;
            return Err(overloaded.into());
        }
    };
    let (true, Some(credentials), Some(hash)) = (matches, usable.cloned(), hash) else {
        metrics::counter!(crate::telemetry::LOGINS, "outcome" => "failure").increment(1);
        tracing::info!(target: "audit", event = "login.failure", tenant = %ctx.issuer().tenant_id(), account, address = browser.address);
        return Err(SignInRefusal::Wrong);
    };
    reserved.succeeded(ctx).await?;
    if app.passwords.is_outdated(hash)
        && let Ok(fresh) = app.passwords.hash(&attempt.password).await
        && ctx
            .db()
            .upgrade_password_hash(credentials.user.id, hash, &fresh)
            .await?
    {
        tracing::debug!(user = %credentials.user.id, "a password hash was upgraded");
    }
    gate::enter(
        ctx,
        Proven::new(credentials, FirstFactor::Password),
        browser,
        wanted,
    )
    .await
}

/// An attempt that was counted before the password was looked at, so that a burst cannot outrun the counters.
struct Reserved {
    by_account: Key,
    by_source: Key,
}

impl Reserved {
    /// The account's count begins anew; the source's loses this one attempt and no other, since it may try many accounts.
    async fn succeeded(&self, ctx: &Context) -> Result<(), EphemeralError> {
        let attempts = &ctx.app().attempts;
        attempts.delete(&self.by_account).await?;
        attempts.uncount(&self.by_source, ctx.now()).await
    }

    /// As if it had never been.
    async fn take_back(&self, ctx: &Context) -> Result<(), EphemeralError> {
        let attempts = &ctx.app().attempts;
        attempts.uncount(&self.by_account, ctx.now()).await?;
        attempts.uncount(&self.by_source, ctx.now()).await
    }
}

/// Counts the attempt, or refuses it.
async fn reserve_attempt(
    ctx: &Context,
    account: &str,
    address: &str,
) -> Result<Reserved, SignInRefusal> {
    let tenant = ctx.issuer().tenant_id();
    let reserved = Reserved {
        // The account's counter is per source: whoever attacks from elsewhere cannot keep the owner out.
        by_account: Key::new(tenant, Kind::LoginAttempts, &format!("{account}|{address}")),
        by_source: Key::new(tenant, Kind::SourceAttempts, address),
    };
    let attempts = &ctx.app().attempts;
    let from_here = attempts.count(&reserved.by_source, ctx.now()).await?;
    // A source beyond its limit makes no new counters, so that it cannot fill the store with names.
    if from_here > ATTEMPTS_PER_SOURCE
        || attempts.count(&reserved.by_account, ctx.now()).await? > ATTEMPTS_PER_ACCOUNT
    {
        tracing::warn!(target: "audit", event = "login.throttled", %tenant, account, address);
        return Err(SignInRefusal::TooMany {
            retry_after: Kind::LoginAttempts.seconds(),
        });
    }
    Ok(reserved)
}

/// Ends logins of one browser and makes their tokens void everywhere.
pub async fn sign_out(ctx: &Context, logins: &[LoginId]) -> Result<(), StorageError> {
    let lifetime = ctx.app().config.tokens.access_token_seconds;
    let tokens_until = ctx
        .now()
        .plus_seconds(i64::from(lifetime) + crate::jose::DEFAULT_SKEW_SECONDS);
    let ended = ctx.db().end_logins(logins, tokens_until, ctx.now()).await?;
    for login in ended {
        tracing::info!(target: "audit", event = "logout", tenant = %ctx.issuer().tenant_id(), %login);
    }
    ctx.app().directory.catch_up().await
}
