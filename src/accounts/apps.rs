//! What a person allowed to applications: remembering it, and taking it back.

use crate::context::Context;
use crate::model::{Client, EventKind, Scope, UserId};
use crate::storage::{AccountApp, Notices, StorageError};

use super::Browser;
use super::events::event;
use super::sessions::tokens_until;

fn notices(
    ctx: &Context,
    (user, client): (UserId, &Client),
    kind: EventKind,
    browser: &Browser,
) -> Notices {
    let app = [("app", client.display_name())];
    Notices {
        events: vec![event(ctx, user, kind, browser, &app)],
        ..Notices::default()
    }
}

/// The applications that a person allowed something, each with its registration.
pub async fn apps(ctx: &Context, user: UserId) -> Result<Vec<(AccountApp, Client)>, StorageError> {
    let db = ctx.db();
    let apps = db.apps_of_user(user, ctx.now()).await?;
    let rows: Vec<_> = apps.iter().map(|app| app.client).collect();
    let clients = db.clients_of_rows(&rows).await?;
    let with_client = apps.into_iter().filter_map(|app| {
        let client = clients.iter().find(|client| client.id == app.client)?;
        Some((app, client.clone()))
    });
    Ok(with_client.collect())
}

/// Remembers that a person agreed, so that they are not asked again.
pub async fn remember_yes(
    ctx: &Context,
    (user, client): (UserId, &Client),
    scope: &Scope,
    browser: &Browser,
) -> Result<(), StorageError> {
    let notices = notices(ctx, (user, client), EventKind::ConsentGranted, browser);
    ctx.db()
        .remember_consent((user, client.id), scope, notices, ctx.now())
        .await
}

/// Notes that a person did not agree.
pub async fn remember_no(
    ctx: &Context,
    (user, client): (UserId, &Client),
    browser: &Browser,
) -> Result<(), StorageError> {
    let notices = notices(ctx, (user, client), EventKind::ConsentDenied, browser);
    ctx.db().write_notices(notices, ctx.now()).await
}

/// Takes back what a person allowed an application. Its tokens are void at once, on every node. `false` when there was nothing.
pub async fn take_back_app(
    ctx: &Context,
    (user, client): (UserId, &Client),
    browser: &Browser,
) -> Result<bool, StorageError> {
    let notices = notices(ctx, (user, client), EventKind::ConsentRevoked, browser);
    let (until, now) = (tokens_until(ctx), ctx.now());
    let db = ctx.db();
    let taken = db
        .take_back_app((user, client.id), until, notices, now)
        .await?;
    if taken {
        tracing::info!(target: "audit", event = "consent.revoked", tenant = %ctx.issuer().tenant_id(), %user, client = %client.client_id);
    }
    ctx.app().directory.catch_up().await?;
    Ok(taken)
}
