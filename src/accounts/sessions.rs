//! The browsers that a person is signed in with, and signing them out.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::{ClientRowId, EventKind, LoginId, UserId};
use crate::storage::{AccountLogin, Idle, Notices, StorageError};

use super::Browser;
use super::events::event;

/// When the last access token that could be alive now is dead.
pub fn tokens_until(ctx: &Context) -> Timestamp {
    let lifetime = ctx.app().config.tokens.access_token_seconds;
    ctx.now()
        .plus_seconds(i64::from(lifetime) + crate::jose::DEFAULT_SKEW_SECONDS)
}

/// Where a person is signed in.
#[derive(Debug)]
pub struct Session {
    /// The login.
    pub login: AccountLogin,
    /// The name of the application that it is within, where it is no browser.
    pub within: Option<String>,
}

/// Every browser and application that a person is signed in with, the last seen first.
pub async fn sessions(ctx: &Context, user: UserId) -> Result<Vec<Session>, StorageError> {
    let logins = ctx.db().logins_of_user(user, idle(ctx), ctx.now()).await?;
    within(ctx, logins).await
}

/// A page of everybody's, those that began last first.
pub async fn all_sessions(
    ctx: &Context,
    before: Option<LoginId>,
    limit: u64,
) -> Result<Vec<(UserId, Session)>, StorageError> {
    let db = ctx.db();
    let wanted = (idle(ctx), limit);
    let found = db.logins_before(before, wanted, ctx.now()).await?;
    let (people, logins): (Vec<UserId>, Vec<AccountLogin>) = found.into_iter().unzip();
    let sessions = within(ctx, logins).await?;
    Ok(people.into_iter().zip(sessions).collect())
}

fn idle(ctx: &Context) -> Idle {
    let config = &ctx.app().config;
    Idle {
        browser: config.sessions.idle_seconds.into(),
        application: config.tokens.refresh_token_idle_seconds.into(),
    }
}

/// Logins with the names of the applications that they are within, in the same order.
async fn within(ctx: &Context, logins: Vec<AccountLogin>) -> Result<Vec<Session>, StorageError> {
    let mut ids: Vec<ClientRowId> = logins.iter().filter_map(|login| login.client).collect();
    ids.sort_unstable();
    ids.dedup();
    let clients = if ids.is_empty() {
        Vec::new()
    } else {
        ctx.db().clients_of_rows(&ids).await?
    };
    let name = |id: ClientRowId| {
        let client = clients.iter().find(|client| client.id == id);
        client.map(|client| client.display_name().to_owned())
    };
    let sessions = logins.into_iter().map(|login| Session {
        within: login.client.and_then(name),
        login,
    });
    Ok(sessions.collect())
}

/// Ends logins, each of which belongs to the person beside it, and makes their tokens void everywhere. `browser` is the one
/// that asks for it.
pub async fn sign_out(
    ctx: &Context,
    logins: &[(LoginId, UserId)],
    browser: &Browser,
) -> Result<(), StorageError> {
    let told = |ended: &[(LoginId, UserId)]| Notices {
        events: ended
            .iter()
            .map(|(_, user)| event(ctx, *user, EventKind::SignedOut, browser, &[]))
            .collect(),
        ..Notices::default()
    };
    let ended = ctx
        .db()
        .end_logins(logins, tokens_until(ctx), told, ctx.now())
        .await?;
    note(ctx, &ended);
    ctx.app().directory.catch_up().await
}

/// Ends every login of a person, but `kept`: also those that are idle too long, and more than any page shows. As many
/// transactions as it takes, so that none is as large as somebody can make it by signing in.
///
/// Browsers that were remembered in place of the second factor (but that of `kept`) are asked for it again, always: whoever signs
/// out of everything does not trust what is out there, and would not think of the box that they ticked weeks ago. The browsers
/// stay known, so that nobody who guesses passwords keeps the owner out.
pub async fn sign_out_everywhere(
    ctx: &Context,
    user: UserId,
    kept: Option<LoginId>,
    browser: &Browser,
) -> Result<(), StorageError> {
    let told = |ended: &[LoginId]| Notices {
        events: ended
            .iter()
            .map(|_| event(ctx, user, EventKind::SignedOut, browser, &[]))
            .collect(),
        ..Notices::default()
    };
    let forgotten = Notices {
        events: vec![event(ctx, user, EventKind::DevicesForgotten, browser, &[])],
        ..Notices::default()
    };
    let trusted = kept.map(|kept| (kept, browser.device));
    ctx.db()
        .distrust_devices(user, trusted, forgotten, ctx.now())
        .await?;
    loop {
        let ended = ctx
            .db()
            .end_some_logins((user, kept), tokens_until(ctx), told, ctx.now())
            .await?;
        if ended.is_empty() {
            break;
        }
        note(ctx, &ended);
    }
    ctx.app().directory.catch_up().await
}

fn note(ctx: &Context, ended: &[LoginId]) {
    for login in ended {
        tracing::info!(target: "audit", event = "logout", tenant = %ctx.issuer().tenant_id(), %login);
    }
}
