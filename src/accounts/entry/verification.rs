//! The address of an account: proven by a link that went there.

use crate::accounts::Browser;
use crate::accounts::events::event;
use crate::accounts::notify::{self, language_of};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::{EventKind, Link, LinkPurpose, Secret, UserId};
use crate::storage::{Credentials, LinkUse, Notices};
use crate::texts::Texts;

use super::intent::show_intent;
use super::mail_limits::{self, Asked, Sort, Verdict};
use super::{EntryError, links};

/// Sends the owner of an account a link that proves its address; nothing when it is proven. Too many of them are silently not sent.
pub async fn ask_for_verification(
    ctx: &Context,
    owner: &Credentials,
    browser: &Browser,
    texts: Texts,
) -> Result<(), EntryError> {
    let Some(address) = owner.user.email.as_deref() else {
        return Ok(());
    };
    if owner.user.email_verified || owner.user.disabled {
        return Ok(());
    }
    let asked = Asked {
        found: Some(owner),
        typed: address,
        browser,
    };
    let verdict = mail_limits::reserve(ctx, Sort::Verification, asked).await?;
    if verdict == Verdict::KeepSilent {
        return Ok(());
    }
    let details = [(links::BROWSER, browser.binding.as_str().into())];
    let link = links::new(
        ctx,
        LinkPurpose::VerifyEmail,
        Some(owner),
        address,
        &details,
    );
    let texts = language_of(&owner.user, texts);
    let letter = Letter::VerifyEmail { link: link.url };
    let notices = Notices {
        events: Vec::new(),
        messages: vec![notify::letter(ctx, address, texts, &letter)?],
    };
    Ok(ctx.db().add_link(link.row, notices, ctx.now()).await?)
}

/// Notes that the owner of the link reads the mails to their address.
pub async fn verify_email(
    ctx: &Context,
    link: &Link,
    password: Option<&Secret>,
    (browser, signed_in): (&Browser, &[UserId]),
) -> Result<(), EntryError> {
    let user = link.user.ok_or(EntryError::Void)?;
    show_intent(ctx, link, password, (browser, signed_in)).await?;
    let details = [("email", link.address.as_str())];
    let notices = Notices {
        events: vec![event(
            ctx,
            user,
            EventKind::EmailVerified,
            browser,
            &details,
        )],
        messages: Vec::new(),
    };
    let db = ctx.db();
    if db.verify_email_by_link(link, notices, ctx.now()).await? == LinkUse::Void {
        return Err(EntryError::Void);
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = "email.verified", tenant = %ctx.issuer().tenant_id(), %user);
    Ok(())
}
