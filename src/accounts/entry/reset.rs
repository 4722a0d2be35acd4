//! A forgotten password: a link in a mail sets another one.

use crate::accounts::events::event;
use crate::accounts::notify::{self, language_of};
use crate::accounts::{Browser, Whose, choose_password, tokens_until};
use crate::administration::ADMINISTRATOR;
use crate::context::Context;
use crate::mail::Letter;
use crate::model::user::valid_email;
use crate::model::{EventKind, Link, LinkPurpose, Secret, UserId};
use crate::storage::{AllowedByMail, Notices, PasswordChange};
use crate::texts::Texts;

use super::mail_limits::{self, Asked, Sort, Verdict};
use super::{EntryError, links};

/// Where decoys go: a mail that is written and never sent.
pub(super) const NOBODY: &str = "nobody@invalid";

/// Sends the owner of that name or address a link, if there is one. Either way a link and a mail are written; where nobody
/// may have it, the link is nobody's and the mail is thrown away unsent.
pub async fn ask_for_reset(
    ctx: &Context,
    login: &str,
    browser: &Browser,
    texts: Texts,
) -> Result<(), EntryError> {
    let found = ctx.db().credentials(login).await?;
    let asked = Asked {
        found: found.as_ref(),
        typed: login,
        browser,
    };
    let verdict = mail_limits::reserve(ctx, Sort::Reset, asked).await?;
    // In silence as for nobody: what was sent before stays, and the work is the same.
    let usable = found
        .as_ref()
        .filter(|_| verdict == Verdict::Send)
        .filter(|found| !found.user.disabled && found.user.email.is_some());
    // An account without a password gets none by the back door: its owner is told how they sign in (F17).
    let owner = usable.filter(|found| found.password_hash.is_some());
    let address = usable
        .and_then(|found| found.user.email.as_deref())
        .or(Some(login).filter(|typed| valid_email(typed)))
        .unwrap_or(NOBODY);
    let link_address = if owner.is_some() { address } else { "" };
    let details = [(Link::MAILED, "yes".into())];
    let purpose = LinkPurpose::ResetPassword;
    let link = links::new(ctx, purpose, owner, link_address, &details);
    let texts = usable.map_or(texts, |found| language_of(&found.user, texts));
    let whose = owner.map_or(UserId::NOBODY, |owner| owner.user.id);
    let kind = EventKind::PasswordResetRequested;
    let mut notices = Notices {
        events: vec![event(ctx, whose, kind, browser, &[])],
        messages: Vec::new(),
    };
    let mail = match (usable, owner) {
        (Some(_), Some(_)) => {
            let letter = Letter::ResetPassword { link: link.url };
            notify::letter(ctx, address, texts, &letter)
        }
        (Some(_), None) => {
            let sign_in_link = format!("{}/sign-in", ctx.issuer().url());
            let letter = Letter::ResetWithoutPassword { sign_in_link };
            notify::letter(ctx, address, texts, &letter)
        }
        (None, _) => notify::unsent(
            ctx,
            address,
            texts,
            &Letter::ResetPassword { link: link.url },
        ),
    };
    notices.messages.push(mail?);
    ctx.db().add_link(link.row, notices, ctx.now()).await?;
    tracing::info!(target: "audit", event = "password.reset_requested", tenant = %ctx.issuer().tenant_id(), account = asked.account(ctx), address = ctx.caller());
    Ok(())
}

/// Sets another password by a link. Every sign-in and every grant ends, and the owner is told; nobody is signed in by it, so that
/// a second factor is asked for as always: of an account whose address nobody had proven before, none that was there is left.
pub async fn reset_password(
    ctx: &Context,
    link: &Link,
    password: &Secret,
    browser: &Browser,
    texts: Texts,
) -> Result<(), EntryError> {
    if !ctx.issuer().tenant().settings.sign_in.passwords {
        return Err(EntryError::Void);
    }
    let user = link.user.ok_or(EntryError::Void)?;
    let owner = ctx
        .db()
        .credentials_of(user)
        .await?
        .ok_or(EntryError::Void)?;
    if owner.version != link.credential_version {
        return Err(EntryError::Void);
    }
    let hash = choose_password(ctx, Whose::Of(&owner), password).await?;
    let texts = language_of(&owner.user, texts);
    let mut events = vec![event(ctx, user, EventKind::PasswordReset, browser, &[])];
    let is_first_proof = link.is_mailed()
        && !owner.user.email_verified
        && !owner.user.roles.iter().any(|role| role == ADMINISTRATOR);
    if is_first_proof {
        let details = [("email", link.address.as_str())];
        let kind = EventKind::EmailVerified;
        events.push(event(ctx, user, kind, browser, &details));
    }
    let notices = Notices {
        events,
        messages: vec![notify::letter(
            ctx,
            &link.address,
            texts,
            &Letter::PasswordChanged,
        )?],
    };
    let change = PasswordChange {
        user,
        hash,
        // Of several uses of a link one finds this version; the link itself goes with the old password.
        expected_version: link.credential_version,
        by_mail: link.is_mailed().then(|| AllowedByMail {
            address: link.address.clone(),
            but_for: ADMINISTRATOR,
        }),
        keep: None,
        tokens_until: tokens_until(ctx),
        notices,
    };
    if !ctx.db().replace_password(change, ctx.now()).await? {
        return Err(EntryError::Void);
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = "password.reset_completed", tenant = %ctx.issuer().tenant_id(), %user, address = ctx.caller());
    Ok(())
}
