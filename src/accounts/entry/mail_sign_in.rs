//! Signing in with a mail: a link or a code, in the browser that asked for it and no other (F18).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::accounts::events::event;
use crate::accounts::gate::{self, FirstFactor, Passed, Proven, Wanted};
use crate::accounts::limits::{self, Action};
use crate::accounts::notify::{self, language_of};
use crate::accounts::{Browser, tokens_until};
use crate::administration::ADMINISTRATOR;
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::mail::Letter;
use crate::model::user::valid_email;
use crate::model::{EventKind, Link, LinkPurpose, Secret, UserId};
use crate::storage::{Allowed, Credentials, FirstProof, MailProof, Notices};
use crate::texts::Texts;

use super::mail_limits::{self, Asked, Sort, Verdict};
use super::reset::NOBODY;
use super::{EntryError, links};

/// How often a code may be typed wrong before it is burned.
const TRIES: u64 = 5;
/// Of this many digits.
const DIGITS: usize = 8;
/// What a code's tag is for.
const PURPOSE: &str = "mail code";

/// A code that was sent, or one that nobody has.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SentCode {
    user: Option<UserId>,
    credential_version: i64,
    address: String,
    tag: String,
    binding: String,
    after: String,
}

/// Whose mailbox is meant, if anybody's.
async fn owner_of(
    ctx: &Context,
    login: &str,
    browser: &Browser,
) -> Result<(Option<Credentials>, Verdict), EntryError> {
    let found = ctx.db().credentials(login).await?;
    let asked = Asked {
        found: found.as_ref(),
        typed: login,
        browser,
    };
    let verdict = mail_limits::reserve(ctx, Sort::SignIn, asked).await?;
    let usable = found.filter(|found| !found.user.disabled && found.user.email.is_some());
    Ok((usable, verdict))
}

fn address_of<'a>(owner: Option<&'a Credentials>, typed: &'a str) -> &'a str {
    let known = owner.and_then(|owner| owner.user.email.as_deref());
    known
        .or(Some(typed).filter(|typed| valid_email(typed)))
        .unwrap_or(NOBODY)
}

/// Sends a link that signs in. `after` is what comes then, in the caller's words. Where nobody has that name, everything is
/// done but the sending.
pub async fn ask_for_link(
    ctx: &Context,
    login: &str,
    browser: &Browser,
    after: &str,
    texts: Texts,
) -> Result<(), EntryError> {
    if !ctx.issuer().tenant().settings.sign_in.mail_link {
        return Err(EntryError::Void);
    }
    let (owner, verdict) = owner_of(ctx, login, browser).await?;
    // In silence as for nobody: what was sent before stays, and the work is the same.
    let owner = owner.filter(|_| verdict == Verdict::Send);
    let address = address_of(owner.as_ref(), login);
    let details = [
        (links::BROWSER, browser.binding.as_str().into()),
        (links::AFTER, after.into()),
    ];
    let bound_to = if owner.is_some() { address } else { "" };
    let link = links::new(ctx, LinkPurpose::SignIn, owner.as_ref(), bound_to, &details);
    let letter = Letter::SignInLink { link: link.url };
    let notices = mail_of(ctx, owner.as_ref(), address, texts, &letter)?;
    Ok(ctx.db().add_link(link.row, notices, ctx.now()).await?)
}

/// The mail, or the same one that is never sent.
fn mail_of(
    ctx: &Context,
    owner: Option<&Credentials>,
    address: &str,
    texts: Texts,
    letter: &Letter,
) -> Result<Notices, EntryError> {
    let message = match owner {
        Some(owner) => notify::letter(ctx, address, language_of(&owner.user, texts), letter)?,
        None => notify::unsent(ctx, address, texts, letter)?,
    };
    Ok(Notices {
        events: Vec::new(),
        messages: vec![message],
    })
}

/// Signs in with a link, if this browser asked for it.
pub async fn sign_in_by_link(
    ctx: &Context,
    link: &Link,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, EntryError> {
    let allowed = ctx.issuer().tenant().settings.sign_in.mail_link;
    if !allowed || !links::is_from_this_browser(link, browser) {
        return Err(EntryError::Void);
    }
    let user = link.user.ok_or(EntryError::Void)?;
    let proof = MailProof::Link(link);
    let by = FirstFactor::MailLink;
    enter(ctx, (user, &link.address), (proof, by), (browser, wanted)).await
}

/// Whoever has the mail reads the mails to that address: nobody else may have a way into an account whose address nobody had
/// proven before (I05).
async fn enter(
    ctx: &Context,
    (user, address): (UserId, &str),
    (proof, by): (MailProof<'_>, FirstFactor),
    (browser, wanted): (&Browser, Wanted),
) -> Result<Passed, EntryError> {
    let kind = EventKind::EmailVerified;
    let first = FirstProof {
        but_for: ADMINISTRATOR,
        notices: Notices {
            events: vec![event(ctx, user, kind, browser, &[("email", address)])],
            messages: Vec::new(),
        },
        tokens_until: tokens_until(ctx),
    };
    let proven = ctx.db().prove_mailbox(proof, first, ctx.now()).await?;
    let version = proven.ok_or(EntryError::Void)?;
    ctx.app().directory.catch_up().await?;
    let found = ctx.db().credentials_of(user).await?;
    let owner = found
        .filter(|owner| owner.version == version)
        .ok_or(EntryError::Void)?;
    Ok(gate::enter(ctx, Proven::new(owner, by), browser, wanted).await?)
}

/// Sends a code that signs in, and answers under which identifier it is asked for. There is one for everybody: whether a code
/// was sent is for the mailbox to know.
pub async fn ask_for_code(
    ctx: &Context,
    login: &str,
    browser: &Browser,
    after: &str,
    texts: Texts,
) -> Result<Secret, EntryError> {
    if !ctx.issuer().tenant().settings.sign_in.mail_code {
        return Err(EntryError::Void);
    }
    let (owner, verdict) = owner_of(ctx, login, browser).await?;
    let owner = owner.filter(|_| verdict == Verdict::Send);
    let app = ctx.app();
    let attempt = app.entropy.secret("");
    let code = code(ctx);
    let address = address_of(owner.as_ref(), login).to_owned();
    let tag = app.vault.tag(PURPOSE, &tagged(&attempt, code.expose()));
    let record = SentCode {
        user: owner.as_ref().map(|owner| owner.user.id),
        credential_version: owner.as_ref().map_or(0, |owner| owner.version),
        address: address.clone(),
        tag: URL_SAFE_NO_PAD.encode(tag),
        binding: browser.binding.clone(),
        after: after.to_owned(),
    };
    app.ephemeral
        .put_json(&key(ctx, Kind::MailCode, &attempt), &record, ctx.now())
        .await?;
    let letter = Letter::SignInCode { code };
    let notices = mail_of(ctx, owner.as_ref(), &address, texts, &letter)?;
    ctx.db().write_notices(notices, ctx.now()).await?;
    Ok(attempt)
}

/// What comes after the sign-in that a code was asked for, if this browser asked.
pub async fn after_code(
    ctx: &Context,
    attempt: &Secret,
    browser: &Browser,
) -> Result<Option<String>, EntryError> {
    let key = key(ctx, Kind::MailCode, attempt);
    let record = ctx.app().ephemeral.get_json::<SentCode>(&key, ctx.now());
    let own = record
        .await?
        .filter(|record| record.binding == browser.binding);
    Ok(own.map(|record| record.after))
}

/// Signs in with a code. A try is counted before it is judged; after the fifth the code is worth nothing.
pub async fn sign_in_by_code(
    ctx: &Context,
    attempt: &Secret,
    typed: &str,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, EntryError> {
    if !ctx.issuer().tenant().settings.sign_in.mail_code {
        return Err(EntryError::Void);
    }
    let app = ctx.app();
    let record_key = key(ctx, Kind::MailCode, attempt);
    let record = app.ephemeral.get_json::<SentCode>(&record_key, ctx.now());
    let record = record
        .await?
        .filter(|record| record.binding == browser.binding)
        .ok_or(EntryError::Void)?;
    let reserved = limits::reserve(ctx, Action::Code).await?;
    let tries = key(ctx, Kind::MailCodeTries, attempt);
    if app.attempts.count(&tries, ctx.now()).await? > TRIES {
        app.ephemeral.delete(&record_key).await?;
        return Err(EntryError::Void);
    }
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(DIGITS + 1)
        .collect();
    let tag = URL_SAFE_NO_PAD.decode(&record.tag).unwrap_or_default();
    let right = app
        .vault
        .verify_tag(PURPOSE, &tagged(attempt, &typed), &tag);
    let (true, Some(user)) = (right, record.user) else {
        tracing::info!(target: "audit", event = "login.failure", tenant = %ctx.issuer().tenant_id(), by = "mail code", address = ctx.caller());
        return Err(EntryError::WrongCode);
    };
    reserved.take_back(ctx).await?;
    // Of several right ones at once, one goes on.
    let taken = app.ephemeral.take_json::<SentCode>(&record_key, ctx.now());
    taken.await?.ok_or(EntryError::Void)?;
    let proof = MailProof::Code {
        owner: Allowed {
            user,
            version: record.credential_version,
        },
        address: &record.address,
    };
    let by = FirstFactor::MailCode;
    enter(ctx, (user, &record.address), (proof, by), (browser, wanted)).await
}

fn code(ctx: &Context) -> Secret {
    let number = u64::from_be_bytes(ctx.app().entropy.bytes::<8>());
    // The remainder favours no code by more than one in 10^11.
    Secret::new(format!("{:0width$}", number % 100_000_000, width = DIGITS))
}

fn tagged(attempt: &Secret, code: &str) -> Vec<u8> {
    format!("{}|{code}", attempt.expose()).into_bytes()
}

fn key(ctx: &Context, kind: Kind, attempt: &Secret) -> Key {
    Key::new(ctx.issuer().tenant_id(), kind, &attempt.digest().to_text())
}
