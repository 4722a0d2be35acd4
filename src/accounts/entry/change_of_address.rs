//! Another address for an account: it takes the old one's place when it is proven, and the old one is told before and after.

use crate::accounts::Browser;
use crate::accounts::events::event;
use crate::accounts::notify::{self, language_of};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::user::name_key;
use crate::model::{EventKind, Link, LinkPurpose, Secret, UserId};
use crate::storage::{Credentials, LinkUse, Notices, StorageError};
use crate::texts::Texts;

use super::intent::show_intent;
use super::mail_limits::{self, Asked, Sort, Verdict};
use super::{EntryError, links};

/// Sends a link to the new address and word of it to the old one. Whether another account has the new address is told to
/// nobody: then its owner gets no mail, and everything else is the same.
pub async fn ask_for_change(
    ctx: &Context,
    owner: &Credentials,
    address: &str,
    browser: &Browser,
    texts: Texts,
) -> Result<(), EntryError> {
    let asked = Asked {
        found: Some(owner),
        typed: address,
        browser,
    };
    let verdict = mail_limits::reserve(ctx, Sort::Verification, asked).await?;
    if verdict == Verdict::KeepSilent {
        return Ok(());
    }
    let old = owner.user.email.as_deref().unwrap_or_default();
    let taken = ctx
        .db()
        .credentials(address)
        .await?
        .is_some_and(|known| known.user.id != owner.user.id);
    // Bound to this user, to the new address, and to the old one: changed in between, it is void (F12).
    let details = [
        ("old", old.into()),
        (links::BROWSER, browser.binding.as_str().into()),
    ];
    let link = links::new(
        ctx,
        LinkPurpose::ChangeEmail,
        Some(owner),
        address,
        &details,
    );
    let texts = language_of(&owner.user, texts);
    let letter = Letter::ConfirmNewEmail { link: link.url };
    let confirm = if taken {
        notify::unsent(ctx, address, texts, &letter)?
    } else {
        notify::letter(ctx, address, texts, &letter)?
    };
    let kind = EventKind::EmailChangeRequested;
    let mut notices = Notices {
        events: vec![event(
            ctx,
            owner.user.id,
            kind,
            browser,
            &[("email", address)],
        )],
        messages: vec![confirm],
    };
    if !old.is_empty() {
        let letter = Letter::EmailChangeRequested {
            new_address: address.to_owned(),
        };
        notices
            .messages
            .push(notify::letter(ctx, old, texts, &letter)?);
    }
    Ok(ctx.db().add_link(link.row, notices, ctx.now()).await?)
}

/// Puts the address that the link went to in the place of the old one.
pub async fn confirm_change(
    ctx: &Context,
    link: &Link,
    password: Option<&Secret>,
    (browser, signed_in): (&Browser, &[UserId]),
    texts: Texts,
) -> Result<(), EntryError> {
    let user = link.user.ok_or(EntryError::Void)?;
    show_intent(ctx, link, password, (browser, signed_in)).await?;
    let owner = ctx.user(user).await?.ok_or(EntryError::Void)?;
    let old = link.detail("old");
    let details = [("email", link.address.as_str()), ("old", old)];
    let mut notices = Notices {
        events: vec![event(ctx, user, EventKind::EmailChanged, browser, &details)],
        messages: Vec::new(),
    };
    if !old.is_empty() && name_key(old) != name_key(&link.address) {
        let letter = Letter::EmailChanged {
            new_address: link.address.clone(),
        };
        let texts = language_of(&owner, texts);
        notices
            .messages
            .push(notify::letter(ctx, old, texts, &letter)?);
    }
    match ctx
        .db()
        .change_email_by_link(link, notices, ctx.now())
        .await
    {
        Ok(LinkUse::Done) => {}
        // Taken meanwhile: as void as any other.
        Ok(LinkUse::Void) | Err(StorageError::Conflict) => return Err(EntryError::Void),
        Err(error) => return Err(error.into()),
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = "email.changed", tenant = %ctx.issuer().tenant_id(), %user);
    Ok(())
}
