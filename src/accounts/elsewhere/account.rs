//! The account that is made of a provider's word, and what later words change of it.

use serde_json::{Map, Value};

use crate::accounts::entry::{EntryError, asked_claims, existing_roles, known_roles};
use crate::accounts::events::event;
use crate::accounts::limits::{self, Action};
use crate::accounts::{Browser, LARGEST_FILE, save_picture};
use crate::context::Context;
use crate::federation::{Vouched, fetch_picture};
use crate::model::user::valid_username;
use crate::model::{EventKind, Link, Provider, UserAccess, UserId};
use crate::storage::{ClaimChange, LinkUse, NewUser, Notices, StorageError};

/// The detail of a link that holds a provider's word.
pub(super) const VOUCHED: &str = "vouched";
/// The longest username that is proposed, in characters.
const LONGEST_NAME: usize = 64;

/// Who the account is for.
pub(super) struct Newcomer {
    pub(super) username: String,
    /// Proven: by the provider, or by a link.
    pub(super) email: String,
    pub(super) profile: Map<String, Value>,
}

/// A username that this person may have: the one they have there, as far as it can be one here, if nobody has it.
pub(super) async fn suggested_username(
    ctx: &Context,
    vouched: &Vouched,
) -> Result<Option<String>, StorageError> {
    let Some(wish) = vouched.username() else {
        return Ok(None);
    };
    let username: String = wish
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || ".-_".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(LONGEST_NAME)
        .collect();
    if !valid_username(&username) || ctx.db().credentials(&username).await?.is_some() {
        return Ok(None);
    }
    Ok(Some(username))
}

/// The person, if nothing is missing and nothing has to be proven.
pub(super) fn with_proven_address(
    ctx: &Context,
    vouched: &Vouched,
    username: Option<String>,
) -> Option<Newcomer> {
    let policy = &ctx.issuer().tenant().settings.sign_up;
    let is_told = asked_claims(policy)
        .all(|(name, required)| !required || vouched.profile().contains_key(name));
    Some(Newcomer {
        username: username.filter(|_| is_told)?,
        email: vouched.proven_email()?.to_owned(),
        profile: vouched.profile().clone(),
    })
}

/// Makes the account.
pub(super) async fn make_account(
    ctx: &Context,
    provider: &Provider,
    vouched: &Vouched,
    newcomer: Newcomer,
    browser: &Browser,
) -> Result<UserId, EntryError> {
    limits::reserve(ctx, Action::SignUpForm).await?;
    let user = new_user(ctx, vouched, newcomer).await?;
    let id = user.id;
    let notices = created(ctx, provider, vouched, &user, browser);
    let db = ctx.db();
    let new = vouched.new_identity();
    match db
        .insert_user_with_identity(user, new, notices, ctx.now())
        .await
    {
        Ok(()) => {}
        Err(StorageError::Conflict) => return Err(EntryError::Taken),
        Err(error) => return Err(error.into()),
    }
    done(ctx, provider, vouched, id, browser).await;
    Ok(id)
}

/// Whether a link makes an account of a provider's word.
pub(in crate::accounts) fn was_made_elsewhere(link: &Link) -> bool {
    link.details.contains_key(VOUCHED)
}

/// Makes the account whose address the link proves. Only in the browser that asked: somebody else's account there, with this
/// person's address, would be theirs as well.
pub(in crate::accounts) async fn finish_by_link(
    ctx: &Context,
    link: &Link,
    browser: &Browser,
) -> Result<(Vouched, UserId), EntryError> {
    let word = link.details.get(VOUCHED).cloned().unwrap_or_default();
    let vouched: Vouched = serde_json::from_value(word).map_err(|_| EntryError::Void)?;
    let providers = ctx.providers().await?;
    let provider = providers
        .iter()
        .find(|provider| vouched.is_of(provider) && !provider.disabled)
        .ok_or(EntryError::Void)?;
    if !provider.settings.first_sign_in.creates() {
        return Err(EntryError::Void);
    }
    let profile = match link.details.get("profile") {
        Some(Value::Object(profile)) => profile.clone(),
        _ => Map::new(),
    };
    let newcomer = Newcomer {
        username: link.detail("username").to_owned(),
        email: link.detail("email").to_owned(),
        profile,
    };
    let user = new_user(ctx, &vouched, newcomer).await?;
    let id = user.id;
    let notices = created(ctx, provider, &vouched, &user, browser);
    let with = (user, Some(vouched.new_identity()));
    match ctx
        .db()
        .insert_user_by_link(link, with, notices, ctx.now())
        .await
    {
        Ok(LinkUse::Done) => {}
        Ok(LinkUse::Void) => return Err(EntryError::Void),
        Err(StorageError::Conflict) => return Err(EntryError::Taken),
        Err(error) => return Err(error.into()),
    }
    done(ctx, provider, &vouched, id, browser).await;
    Ok((vouched, id))
}

async fn new_user(
    ctx: &Context,
    vouched: &Vouched,
    newcomer: Newcomer,
) -> Result<NewUser, EntryError> {
    Ok(NewUser {
        id: UserId(ctx.app().entropy.uuid(ctx.now())),
        username: newcomer.username,
        email: Some(newcomer.email),
        email_verified: true,
        password_hash: None,
        profile: newcomer.profile,
        roles: existing_roles(ctx, vouched.roles()).await?,
        access: UserAccess::default(),
        disabled: false,
    })
}

fn created(
    ctx: &Context,
    provider: &Provider,
    vouched: &Vouched,
    user: &NewUser,
    browser: &Browser,
) -> Notices {
    let address = user.email.as_deref().unwrap_or_default();
    let there = [
        ("provider", provider.name.as_str()),
        ("name", vouched.label()),
    ];
    let entry = |kind, details: &[(&str, &str)]| event(ctx, user.id, kind, browser, details);
    Notices {
        events: vec![
            entry(EventKind::Created, &[]),
            entry(EventKind::EmailVerified, &[("email", address)]),
            entry(EventKind::IdentityLinked, &there),
        ],
        messages: Vec::new(),
    }
}

/// What follows when the account is there. A picture that cannot be had or read is none.
async fn done(
    ctx: &Context,
    provider: &Provider,
    vouched: &Vouched,
    user: UserId,
    browser: &Browser,
) {
    tracing::info!(target: "audit", event = "account.created", tenant = %ctx.issuer().tenant_id(), %user, provider = provider.slug, address = ctx.caller());
    let Some(url) = vouched.picture() else { return };
    if let Some(file) = fetch_picture(ctx, provider, (url, LARGEST_FILE)).await
        && let Err(refusal) = save_picture(ctx, user, file, browser).await
    {
        tracing::debug!(%refusal, "a picture from elsewhere was not taken");
    }
}

/// Brings profile and roles up to what the provider says now, where the tenant wants that.
pub(super) async fn update(
    ctx: &Context,
    provider: &Provider,
    vouched: &Vouched,
    user: UserId,
    browser: &Browser,
) -> Result<(), EntryError> {
    let db = ctx.db();
    // Nothing is written of somebody who does not come in.
    let Some(before) = db.user(user).await?.filter(|user| !user.disabled) else {
        return Ok(());
    };
    let is_new = |(name, value): &(&String, &Value)| before.profile.get(*name) != Some(*value);
    if vouched.profile().iter().any(|claim| is_new(&claim)) {
        let change = ClaimChange {
            set: vouched.profile().clone(),
            owned: Vec::new(),
        };
        let kind = EventKind::ProfileChanged;
        let notices = Notices {
            events: vec![event(
                ctx,
                user,
                kind,
                browser,
                &[("provider", &provider.name)],
            )],
            messages: Vec::new(),
        };
        db.change_claims(user, change, notices, ctx.now()).await?;
    }
    // Roles that a rule gives go when the rule does not hold any more; others are nobody's business here. They are given before
    // the gate, which asks more of some roles than of others.
    let ruled: Vec<String> = provider
        .settings
        .roles
        .iter()
        .map(|rule| rule.role.clone())
        .collect();
    let given = known_roles(ctx, vouched.roles()).await?;
    if let Some(roles) = db.change_roles(user, (&ruled, &given), ctx.now()).await? {
        tracing::info!(target: "audit", event = "role.granted", tenant = %ctx.issuer().tenant_id(), %user, provider = provider.slug, roles = roles.join(" "));
    }
    ctx.app().directory.catch_up().await?;
    Ok(())
}
