//! Another password for somebody who is signed in.

use crate::context::Context;
use crate::model::{EventKind, LoginId, Secret, UserId};
use crate::storage::{KeptLogin, Notices, PasswordChange, StorageError};
use crate::texts::Texts;

use super::events::event;
use super::notify::{NotifyError, language_of, letter};
use super::{
    Browser, PasswordRefusal, SignInRefusal, Whose, choose_password, confirm_password, tokens_until,
};
use crate::mail::Letter;

/// What somebody entered.
#[derive(Debug)]
pub struct NewPasswordChoice {
    /// The one they have; not looked at when the account has none.
    pub current: Secret,
    /// The one they want.
    pub new: Secret,
}

/// Why the password stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRefusal {
    /// The current one is not the one they entered, or was tried too often.
    #[error(transparent)]
    Current(#[from] SignInRefusal),
    /// The new one cannot be taken.
    #[error(transparent)]
    New(#[from] PasswordRefusal),
    /// The account changed in the same moment.
    #[error("the account was changed meanwhile")]
    Meanwhile,
    /// The mail could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Replaces the password, or sets a first one. Every other browser is signed out and every grant that came of one is void;
/// this browser goes on under a new session, whose secret is answered.
pub async fn change_password(
    ctx: &Context,
    (user, login): (UserId, LoginId),
    choice: &NewPasswordChoice,
    browser: &Browser,
    texts: Texts,
) -> Result<Secret, ChangeRefusal> {
    let known = ctx.db().credentials_of(user).await?;
    let known = known.ok_or(ChangeRefusal::Meanwhile)?;
    // "require the current password" ASVS 5.0 V6.2.3
    let credentials = if known.password_hash.is_some() {
        confirm_password(ctx, user, &choice.current, browser).await?
    } else {
        known
    };
    let hash = choose_password(ctx, Whose::Of(&credentials), &choice.new).await?;
    let session = ctx.app().entropy.secret("");
    let mut notices = Notices {
        events: vec![event(ctx, user, EventKind::PasswordChanged, browser, &[])],
        ..Notices::default()
    };
    if let Some(address) = &credentials.user.email {
        let texts = language_of(&credentials.user, texts);
        let told = letter(ctx, address, texts, &Letter::PasswordChanged)?;
        notices.messages.push(told);
    }
    let change = PasswordChange {
        user,
        hash,
        expected_version: credentials.version,
        by_mail: None,
        keep: Some(KeptLogin {
            login,
            session: session.digest(),
            device: browser.device,
        }),
        tokens_until: tokens_until(ctx),
        notices,
    };
    if !ctx.db().replace_password(change, ctx.now()).await? {
        return Err(ChangeRefusal::Meanwhile);
    }
    tracing::info!(target: "audit", event = "password.changed", tenant = %ctx.issuer().tenant_id(), %user);
    ctx.app().directory.catch_up().await?;
    Ok(session)
}
