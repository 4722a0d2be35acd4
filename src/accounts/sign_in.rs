//! Signing in with a password, and signing out.

use crate::context::Context;
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::model::{Secret, UserId};
use crate::storage::{Credentials, StorageError};

use super::gate::{self, FirstFactor, Passed, Proven, Wanted};
use super::limits::{LimitError, reserve_password};
use super::notify::NotifyError;
use super::{Browser, Overloaded};

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

impl From<LimitError> for SignInRefusal {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::TooMany { retry_after } => Self::TooMany { retry_after },
            LimitError::Ephemeral(error) => Self::Ephemeral(error),
        }
    }
}

/// Checks the password, and goes through the gate.
pub async fn sign_in(
    ctx: &Context,
    attempt: &SignInAttempt,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, SignInRefusal> {
    if !ctx.issuer().tenant().settings.sign_in.passwords {
        return Err(SignInRefusal::Wrong);
    }
    let found = ctx.db().credentials(&attempt.login).await?;
    let credentials = proven(ctx, (found, &attempt.login), &attempt.password, browser).await?;
    gate::enter(
        ctx,
        Proven::new(credentials, FirstFactor::Password),
        browser,
        wanted,
    )
    .await
}

/// Checks the password of somebody who is signed in already, under the limits of signing in.
pub async fn confirm_password(
    ctx: &Context,
    user: UserId,
    password: &Secret,
    browser: &Browser,
) -> Result<Credentials, SignInRefusal> {
    let found = ctx.db().credentials_of(user).await?;
    proven(ctx, (found, &user.to_string()), password, browser).await
}

/// The credentials, if the password is theirs. The attempt is counted before it is judged.
async fn proven(
    ctx: &Context,
    (found, login): (Option<Credentials>, &str),
    password: &Secret,
    browser: &Browser,
) -> Result<Credentials, SignInRefusal> {
    let reserved = reserve_password(ctx, found.as_ref(), login, browser).await?;
    let app = ctx.app();
    let usable = found.as_ref().filter(|found| !found.user.disabled);
    let hash = usable.and_then(|found| found.password_hash.as_ref());
    let matches = match app.passwords.verify(hash, password).await {
        Ok(matches) => matches,
        Err(overloaded) => {
            // Nothing was judged, so nothing counts.
            reserved.take_back(ctx).await?;
            return Err(overloaded.into());
        }
    };
    let is_right = matches && hash.is_some();
    let named = usable.map(|usable| usable.user.id);
    let lets_in = reserved.lets_in(ctx, (named, is_right), browser).await?;
    let (true, Some(credentials), Some(hash)) = (lets_in, usable.cloned(), hash) else {
        reserved.was_wrong(ctx, usable, browser).await?;
        return Err(SignInRefusal::Wrong);
    };
    let user = credentials.user.id;
    if app.passwords.is_outdated(hash)
        && let Ok(fresh) = app.passwords.hash(password).await
        && ctx.db().upgrade_password_hash(user, hash, &fresh).await?
    {
        tracing::debug!(%user, "a password hash was upgraded");
        return Ok(Credentials {
            password_hash: Some(fresh),
            ..credentials
        });
    }
    Ok(credentials)
}
