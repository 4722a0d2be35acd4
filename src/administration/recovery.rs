//! The way back for somebody who forgot a password or lost every second factor.
//!
//! "administrative users can initiate the password reset process for the user, but … this does not allow them to change or
//! choose the user's password"  ASVS 5.0 V6.4.6: an operator makes a link, and the person chooses.

use crate::accounts::notify::{NotifyError, house_language, language_of, letter};
use crate::accounts::{Browser, events, tokens_until};
use crate::config::MailTransport;
use crate::context::Context;
use crate::mail::Letter;
use crate::model::{EventKind, Link, LinkPurpose, Secret, User};
use crate::storage::{Credentials, FactorReset, Notices};

use super::{AdministrationError, Kind, users};

/// How a link to choose a password gets to its owner.
#[derive(Debug)]
pub enum Handed {
    /// By mail, to this address.
    Mailed(String),
    /// By the operator, to whom it is shown this once.
    Shown(Secret),
}

/// Makes a link with which a person chooses another password, or the first one. A former link is void. Nothing else changes
/// until it is used; then every sign-in and every grant ends.
pub async fn reset_password(ctx: &Context, login: &str) -> Result<Handed, AdministrationError> {
    let found = users::find(ctx.app(), ctx.issuer().tenant_id(), login).await?;
    let user = &found.user;
    if user.disabled {
        return Err(AdministrationError::invalid(format!(
            "{login:?} is disabled: nobody could use the link"
        )));
    }
    let is_sent = ctx.app().config.mail.transport == MailTransport::Smtp;
    let address = user.email.clone().filter(|_| is_sent);
    let (mut row, url) = link(ctx, &found, LinkPurpose::ResetPassword.seconds());
    if address.is_some() {
        row.details.insert(Link::MAILED.to_owned(), "yes".into());
    }
    let mut notices = Notices {
        events: vec![events::event(
            ctx,
            user.id,
            EventKind::PasswordResetRequested,
            &Browser::default(),
            &[],
        )],
        messages: Vec::new(),
    };
    if let Some(address) = &address {
        let told = Letter::ResetPassword { link: url.clone() };
        let texts = language_of(user, house_language(ctx));
        notices.messages.push(letter(ctx, address, texts, &told)?);
    }
    ctx.db().add_link(row, notices, ctx.now()).await?;
    // Of what commands do only warnings are logged, and an operator's hand on somebody's credentials is worth one.
    tracing::warn!(target: "audit", event = EventKind::PasswordResetRequested.name(), tenant = %user.tenant, user = %user.id, by = "operator");
    Ok(address.map_or(Handed::Shown(url), Handed::Mailed))
}

/// The link with which a person who was just added chooses the first password. It works as long as an invitation.
pub async fn first_password(ctx: &Context, login: &str) -> Result<Secret, AdministrationError> {
    let found = users::find(ctx.app(), ctx.issuer().tenant_id(), login).await?;
    let (row, url) = link(ctx, &found, LinkPurpose::Invitation.seconds());
    ctx.db()
        .add_link(row, Notices::default(), ctx.now())
        .await?;
    Ok(url)
}

/// As the mails of `accounts::entry` have it: for the account's own address, if it has one.
fn link(ctx: &Context, owner: &Credentials, seconds: i64) -> (Link, Secret) {
    let (entropy, purpose) = (ctx.app().entropy, LinkPurpose::ResetPassword);
    let token = entropy.secret(purpose.prefix());
    let url = format!(
        "{}/reset-password?token={}",
        ctx.issuer().url(),
        token.expose()
    );
    let row = Link {
        id: entropy.uuid(ctx.now()),
        user: Some(owner.user.id),
        purpose,
        token: token.digest(),
        address: owner.user.email.clone().unwrap_or_default(),
        details: serde_json::Map::new(),
        credential_version: owner.version,
        expires_at: ctx.now().plus_seconds(seconds),
    };
    (row, Secret::new(url))
}

/// Whether somebody keeps their passkeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passkeys {
    /// They do.
    Keep,
    /// They lost them as well.
    Remove,
}

/// What somebody can sign in with yet.
#[derive(Clone, Debug)]
pub struct LeftOver {
    /// Whether there is a password.
    pub password: bool,
    /// Whether there is a passkey.
    pub passkey: bool,
    /// Whether the tenant demands a second factor, which is set up at the next sign-in.
    pub is_demanded: bool,
}

/// Takes every second factor away from somebody who lost them. Every sign-in and every grant ends: whoever asks the operator
/// for this may be the owner or somebody who talks well, and what was proven with the factors proves nothing any more.
pub async fn reset_factors(
    ctx: &Context,
    login: &str,
    passkeys: Passkeys,
) -> Result<LeftOver, AdministrationError> {
    let found = users::find(ctx.app(), ctx.issuer().tenant_id(), login).await?;
    let user = &found.user;
    let reset = FactorReset {
        user: user.id,
        keep_passkeys: passkeys == Passkeys::Keep,
        tokens_until: tokens_until(ctx),
    };
    let notices = told(ctx, user)?;
    if !ctx.db().reset_factors(reset, notices, ctx.now()).await? {
        return Err(AdministrationError::NotFound(Kind::User, login.to_owned()));
    }
    tracing::warn!(target: "audit", event = EventKind::FactorsReset.name(), tenant = %user.tenant, user = %user.id, by = "operator", passkeys_kept = reset.keep_passkeys);
    ctx.app().directory.catch_up().await?;
    Ok(LeftOver {
        password: found.password_hash.is_some(),
        passkey: !ctx.db().passkeys(user.id).await?.is_empty(),
        is_demanded: crate::accounts::factors::is_demanded(ctx, user),
    })
}

fn told(ctx: &Context, user: &User) -> Result<Notices, NotifyError> {
    let texts = language_of(user, house_language(ctx));
    let messages = user
        .email
        .iter()
        .map(|address| letter(ctx, address, texts, &Letter::FactorsReset));
    let browser = Browser::default();
    Ok(Notices {
        messages: messages.collect::<Result<_, _>>()?,
        events: vec![events::event(
            ctx,
            user.id,
            EventKind::FactorsReset,
            &browser,
            &[],
        )],
    })
}
