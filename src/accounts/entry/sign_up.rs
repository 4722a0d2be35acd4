//! Making an account. It is made when its address is proven, not before: until then nothing of it can be seen, no name is taken,
//! and nobody has an account in somebody else's name.

use serde_json::{Map, Value};

use crate::accounts::elsewhere;
use crate::accounts::events::event;
use crate::accounts::gate::{self, FirstFactor, Passed, Proven, Wanted};
use crate::accounts::notify::{self, language_of};
use crate::accounts::{Browser, PasswordRefusal};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::policy::SignUpMode;
use crate::model::user::name_key;
use crate::model::{Acr, EventKind, Link, LinkPurpose, Secret, UserAccess, UserId};
use crate::storage::{LinkUse, NewUser, Notices, StorageError};
use crate::texts::Texts;

use super::intent::{Intent, show_intent};
use super::mail_limits::{self, Asked, Sort, Verdict};
use super::person::{self, NewPerson, SignUpProblem, may_sign_up};
use super::{EntryError, links};

/// Why no account was begun.
#[derive(Debug, thiserror::Error)]
pub enum SignUpRefusal {
    /// Nobody may come uninvited.
    #[error("sign-up is closed")]
    Closed,
    /// What is wrong with the form.
    #[error("the form is not complete")]
    Problems(Vec<SignUpProblem>),
    /// Something else.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

impl From<StorageError> for SignUpRefusal {
    fn from(error: StorageError) -> Self {
        Self::Entry(error.into())
    }
}

/// Begins an account: a link goes to the address. If the address has an account, its owner is told so in place of it; the answer,
/// the hash, the mail and the rows are the same.
pub async fn sign_up(
    ctx: &Context,
    person: NewPerson,
    browser: &Browser,
    after: &str,
    texts: Texts,
) -> Result<(), SignUpRefusal> {
    if !may_sign_up(&ctx.issuer().tenant().settings.sign_up) {
        return Err(SignUpRefusal::Closed);
    }
    let problems = person::problems(ctx, &person, false).await?;
    if !problems.is_empty() {
        return Err(SignUpRefusal::Problems(problems));
    }
    if is_silent(ctx, &person.email, browser).await? {
        return Ok(());
    }
    let hash = hashed(ctx, &person.password).await?;
    let details = [("password_hash", Value::from(hash.expose()))];
    Ok(send(ctx, person, &details, (browser, after), texts).await?)
}

/// Whether the address had enough mails, which nobody is told.
async fn is_silent(ctx: &Context, address: &str, browser: &Browser) -> Result<bool, EntryError> {
    let asked = Asked {
        found: None,
        typed: address,
        browser,
    };
    let verdict = mail_limits::reserve(ctx, Sort::SignUp, asked).await?;
    Ok(verdict == Verdict::KeepSilent)
}

/// Sends the link that makes an account with these details, under the limits of signing up.
pub(in crate::accounts) async fn send_sign_up_link(
    ctx: &Context,
    person: NewPerson,
    more: &[(&str, Value)],
    asked: (&Browser, &str),
    texts: Texts,
) -> Result<(), EntryError> {
    if is_silent(ctx, &person.email, asked.0).await? {
        return Ok(());
    }
    send(ctx, person, more, asked, texts).await
}

async fn send(
    ctx: &Context,
    person: NewPerson,
    more: &[(&str, Value)],
    (browser, after): (&Browser, &str),
    texts: Texts,
) -> Result<(), EntryError> {
    let known = ctx.db().credentials(&person.email).await?;
    let mut details = vec![
        ("username", person.username.into()),
        ("email", person.email.as_str().into()),
        ("profile", Value::Object(person.profile)),
        (links::BROWSER, browser.binding.as_str().into()),
        (links::AFTER, after.into()),
    ];
    details.extend(more.iter().cloned());
    let key = name_key(&person.email);
    let link = links::new(ctx, LinkPurpose::VerifyEmail, None, &key, &details);
    let message = match &known {
        // The link is written all the same, and nobody ever learns its token.
        Some(known) => {
            let letter = Letter::AlreadyRegistered {
                sign_in_link: format!("{}/sign-in", ctx.issuer().url()),
                reset_link: format!("{}/forgot-password", ctx.issuer().url()),
            };
            let texts = language_of(&known.user, texts);
            if known.user.disabled {
                notify::unsent(ctx, &person.email, texts, &letter)
            } else {
                notify::letter(ctx, &person.email, texts, &letter)
            }
        }
        None => {
            let letter = Letter::VerifyEmail { link: link.url };
            notify::letter(ctx, &person.email, texts, &letter)
        }
    };
    let notices = Notices {
        events: Vec::new(),
        messages: vec![message?],
    };
    ctx.db().add_link(link.row, notices, ctx.now()).await?;
    tracing::info!(target: "audit", event = "account.sign_up_begun", tenant = %ctx.issuer().tenant_id(), address = ctx.caller());
    Ok(())
}

async fn hashed(ctx: &Context, password: &Secret) -> Result<Secret, EntryError> {
    let hash = ctx.app().passwords.hash(password).await;
    Ok(hash.map_err(PasswordRefusal::from)?)
}

/// Makes the account whose address the link proves, and lets its owner in. In another browser than the one that asked they say
/// the password that they chose (see [`intent`](super::intent::intent)).
pub async fn finish_sign_up(
    ctx: &Context,
    link: &Link,
    password: Option<&Secret>,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, EntryError> {
    let is_sign_up = link.user.is_none() && link.purpose == LinkPurpose::VerifyEmail;
    if !is_sign_up || !may_sign_up(&ctx.issuer().tenant().settings.sign_up) {
        return Err(EntryError::Void);
    }
    if elsewhere::was_made_elsewhere(link) {
        // There is no password to show intent with: only the browser that asked goes on.
        show_intent(ctx, link, None, (browser, &[])).await?;
        let (vouched, user) = elsewhere::finish_by_link(ctx, link, browser).await?;
        let made = ctx.db().credentials_of(user).await?;
        let made = made.ok_or(EntryError::Void)?;
        // What the provider said then is a day old at most, and no level of now: the link proves a mail.
        let proven = Proven::elsewhere(made, (Acr::Aal1, ctx.now()), vouched.login());
        let passed = gate::enter(ctx, proven, browser, wanted).await?;
        return Ok(passed);
    }
    // A link of before passwords were turned off makes no account that signs in with one.
    if !ctx.issuer().tenant().settings.sign_in.passwords {
        return Err(EntryError::Void);
    }
    let by = match show_intent(ctx, link, password, (browser, &[])).await? {
        Intent::Password => FirstFactor::Password,
        Intent::Shown | Intent::OfAnotherBrowser => FirstFactor::MailLink,
    };
    let profile = match link.details.get("profile") {
        Some(Value::Object(profile)) => profile.clone(),
        _ => Map::new(),
    };
    let user = NewUser {
        id: UserId(ctx.app().entropy.uuid(ctx.now())),
        username: link.detail("username").to_owned(),
        email: Some(link.detail("email").to_owned()),
        email_verified: true,
        password_hash: Some(Secret::new(link.detail("password_hash"))),
        profile,
        roles: roles(ctx, link).await?,
        access: UserAccess::default(),
        disabled: false,
    };
    let id = user.id;
    make(ctx, link, user, browser).await?;
    enter(ctx, id, by, browser, wanted).await
}

/// Makes the account of an invited person. The invitation went to the address, so that it is proven.
pub async fn accept_invitation(
    ctx: &Context,
    link: &Link,
    person: NewPerson,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, SignUpRefusal> {
    let closed = ctx.issuer().tenant().settings.sign_up.mode == SignUpMode::Closed;
    if closed || link.purpose != LinkPurpose::Invitation {
        return Err(EntryError::Void.into());
    }
    let person = NewPerson {
        email: link.detail("email").to_owned(),
        ..person
    };
    let problems = person::problems(ctx, &person, true).await?;
    if !problems.is_empty() {
        return Err(SignUpRefusal::Problems(problems));
    }
    let user = NewUser {
        id: UserId(ctx.app().entropy.uuid(ctx.now())),
        username: person.username,
        email: Some(person.email),
        email_verified: true,
        password_hash: Some(hashed(ctx, &person.password).await?),
        profile: person.profile,
        roles: roles(ctx, link).await?,
        access: UserAccess::default(),
        disabled: false,
    };
    let id = user.id;
    make(ctx, link, user, browser).await?;
    Ok(enter(ctx, id, FirstFactor::MailLink, browser, wanted).await?)
}

/// The tenant's default roles and those of the invitation, as far as they still exist.
async fn roles(ctx: &Context, link: &Link) -> Result<Vec<String>, EntryError> {
    let invited: Vec<String> = match link.details.get("roles") {
        Some(Value::Array(roles)) => roles
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    Ok(existing_roles(ctx, &invited).await?)
}

/// The tenant's default roles and these, as far as they exist.
pub(in crate::accounts) async fn existing_roles(
    ctx: &Context,
    more: &[String],
) -> Result<Vec<String>, StorageError> {
    let usual = &ctx.issuer().tenant().settings.sign_up.roles;
    known_roles(ctx, &[usual.as_slice(), more].concat()).await
}

/// These roles, as far as they exist.
pub(in crate::accounts) async fn known_roles(
    ctx: &Context,
    names: &[String],
) -> Result<Vec<String>, StorageError> {
    let known = ctx.db().roles().await?;
    let mut roles: Vec<String> = names
        .iter()
        .filter(|name| known.iter().any(|role| role.name == **name))
        .cloned()
        .collect();
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

async fn make(
    ctx: &Context,
    link: &Link,
    user: NewUser,
    browser: &Browser,
) -> Result<(), EntryError> {
    let id = user.id;
    let address = user.email.clone().unwrap_or_default();
    let notices = Notices {
        events: vec![
            event(ctx, id, EventKind::Created, browser, &[]),
            event(
                ctx,
                id,
                EventKind::EmailVerified,
                browser,
                &[("email", &address)],
            ),
        ],
        messages: Vec::new(),
    };
    let db = ctx.db();
    match db
        .insert_user_by_link(link, (user, None), notices, ctx.now())
        .await
    {
        Ok(LinkUse::Done) => {}
        Ok(LinkUse::Void) => return Err(EntryError::Void),
        Err(StorageError::Conflict) => return Err(EntryError::Taken),
        Err(error) => return Err(error.into()),
    }
    tracing::info!(target: "audit", event = "account.created", tenant = %ctx.issuer().tenant_id(), user = %id, address = ctx.caller());
    Ok(())
}

async fn enter(
    ctx: &Context,
    user: UserId,
    by: FirstFactor,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, EntryError> {
    let made = ctx.db().credentials_of(user).await?;
    let made = made.ok_or(EntryError::Void)?;
    let proven = Proven::new(made, by);
    Ok(gate::enter(ctx, proven, browser, wanted).await?)
}
