//! Connecting and disconnecting by the owner of an account, who proved to be that a moment ago.

use uuid::Uuid;

use crate::accounts::events::event;
use crate::accounts::notify::{self, language_of};
use crate::accounts::{Browser, tokens_until};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::federation::Vouched;
use crate::mail::Letter;
use crate::model::{EventKind, LoginId, Provider, User, UserId};
use crate::storage::{
    Allowed, IdentityAdded, IdentityRemoval, IdentityRemoved, Notices, StoredIdentity,
};
use crate::texts::Texts;

use super::ConnectRefusal;
use super::arrive::{CHANGED, link_refused, linked, told};

/// Why nothing was connected, for the log of operators.
const KNOWN: &str = "it is connected with another account";

/// One of a person's accounts elsewhere, as they see it.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its row.
    pub id: Uuid,
    /// What the provider is called.
    pub provider: String,
    /// What it is known by there.
    pub label: String,
    /// When it was connected.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_used_at: Option<Timestamp>,
}

/// Everything a person is connected with.
pub async fn connections(ctx: &Context, user: UserId) -> Result<Vec<Connection>, ConnectRefusal> {
    let providers = ctx.providers().await?;
    let identities = ctx.db().identities(user).await?;
    let shown = identities.into_iter().map(|identity| Connection {
        id: identity.id,
        provider: providers
            .iter()
            .find(|provider| provider.id == identity.key.provider)
            .map(|provider| provider.name.clone())
            .unwrap_or_default(),
        label: identity.label,
        created_at: identity.created_at,
        last_used_at: identity.last_used_at,
    });
    Ok(shown.collect())
}

/// Connects what a provider vouched for. What is connected with this very account already stays as it is.
pub async fn connect(
    ctx: &Context,
    provider: &Provider,
    (vouched, known): (&Vouched, Option<&StoredIdentity>),
    (user, version): (UserId, i64),
    (browser, texts): (&Browser, Texts),
) -> Result<(), ConnectRefusal> {
    let refused = |refusal, reason| {
        link_refused(ctx, provider, user, reason);
        Err(refusal)
    };
    match known {
        Some(known) if known.user == user => return Ok(()),
        Some(_) => return refused(ConnectRefusal::Known, KNOWN),
        None => {}
    }
    let Some(person) = ctx.db().user(user).await? else {
        return refused(ConnectRefusal::Void, CHANGED);
    };
    let notices = told(ctx, provider, (vouched, &person), (browser, texts))?;
    let allowed = Allowed { user, version };
    let new = vouched.new_identity();
    let added = ctx
        .db()
        .insert_identity(allowed, new, notices, ctx.now())
        .await?;
    match added {
        IdentityAdded::Added => {}
        IdentityAdded::Void => return refused(ConnectRefusal::Void, CHANGED),
        IdentityAdded::Known => return refused(ConnectRefusal::Known, KNOWN),
    }
    ctx.app()
        .directory
        .catch_up()
        .await
        .map_err(ConnectRefusal::from)?;
    linked(ctx, provider, &person);
    Ok(())
}

/// Takes a connection away, unless nothing else would let this person in.
pub async fn disconnect(
    ctx: &Context,
    (person, login): (&User, LoginId),
    id: Uuid,
    (browser, texts): (&Browser, Texts),
) -> Result<(), ConnectRefusal> {
    let all = connections(ctx, person.id).await?;
    let connection = all
        .into_iter()
        .find(|connection| connection.id == id)
        .ok_or(ConnectRefusal::Unknown)?;
    let details = [
        ("provider", connection.provider.as_str()),
        ("name", connection.label.as_str()),
    ];
    let kind = EventKind::IdentityUnlinked;
    let mut notices = Notices {
        events: vec![event(ctx, person.id, kind, browser, &details)],
        messages: Vec::new(),
    };
    if let Some(address) = &person.email {
        let letter = Letter::IdentityUnlinked {
            provider: connection.provider.clone(),
            name: connection.label.clone(),
        };
        let texts = language_of(person, texts);
        notices
            .messages
            .push(notify::letter(ctx, address, texts, &letter)?);
    }
    let removal = IdentityRemoval {
        user: person.id,
        id,
        kept: login,
        tokens_until: tokens_until(ctx),
    };
    let ways = &ctx.issuer().tenant().settings.sign_in;
    let removed = ctx
        .db()
        .delete_identity(removal, ways, notices, ctx.now())
        .await?;
    match removed {
        IdentityRemoved::Removed => {}
        IdentityRemoved::Unknown => return Err(ConnectRefusal::Unknown),
        IdentityRemoved::LastWayIn => return Err(ConnectRefusal::LastWayIn),
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = kind.name(), tenant = %ctx.issuer().tenant_id(), user = %person.id, address = ctx.caller());
    Ok(())
}
