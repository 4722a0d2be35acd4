//! A forgotten password: a link in a mail sets another one.

use crate::accounts::events::event;
use crate::accounts::notify::{self, language_of};
use crate::accounts::{Browser, Whose, choose_password};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::user::valid_email;
use crate::model::{EventKind, Link, LinkPurpose, Secret};
use crate::storage::{Notices, PasswordChange};
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
    if mail_limits::reserve(ctx, Sort::Reset, asked).await? == Verdict::KeepSilent {
        return Ok(());
    }
    let usable = found
        .as_ref()
        .filter(|found| !found.user.disabled && found.user.email.is_some());
    // An account without a password gets none by the back door: its owner is told how they sign in (F17).
    let owner = usable.filter(|found| found.password_hash.is_some());
    let address = usable
        .and_then(|found| found.user.email.as_deref())
        .or(Some(login).filter(|typed| valid_email(typed)))
        .unwrap_or(NOBODY);
    let link_address = if owner.is_some() { address } else { "" };
    let link = links::new(ctx, LinkPurpose::ResetPassword, owner, link_address, &[]);
    let texts = usable.map_or(texts, |found| language_of(&found.user, texts));
    let mut notices = Notices::default();
    let mail = match (usable, owner) {
        (Some(known), Some(_)) => {
            let kind = EventKind::PasswordResetRequested;
            notices
                .events
                .push(event(ctx, known.user.id, kind, browser, &[]));
            notify::letter(
                ctx,
                address,
                texts,
                &Letter::ResetPassword { link: link.url },
            )
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
/// a second factor is asked for as always.
pub async fn reset_password(
    ctx: &Context,
    link: &Link,
    password: &Secret,
    browser: &Browser,
    texts: Texts,
) -> Result<(), EntryError> {
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
    let notices = Notices {
        events: vec![event(ctx, user, EventKind::PasswordReset, browser, &[])],
        messages: vec![notify::letter(
            ctx,
            &link.address,
            texts,
            &Letter::PasswordChanged,
        )?],
    };
    let lifetime = i64::from(ctx.app().config.tokens.access_token_seconds);
    let change = PasswordChange {
        user,
        hash,
        // Of several uses of a link one finds this version; the link itself goes with the old password.
        expected_version: link.credential_version,
        keep: None,
        tokens_until: ctx
            .now()
            .plus_seconds(lifetime + crate::jose::DEFAULT_SKEW_SECONDS),
        notices,
    };
    if !ctx.db().replace_password(change, ctx.now()).await? {
        return Err(EntryError::Void);
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = "password.reset_completed", tenant = %ctx.issuer().tenant_id(), %user, address = ctx.caller());
    Ok(())
}
