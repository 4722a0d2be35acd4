//! Tells applications that somebody signed out (OpenID Connect Back-Channel Logout §2.5): at once when this process ended the
//! login, within a second when another did, later again when an application could not be reached.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;
use tokio::task::JoinSet;

use crate::app::App;
use crate::context::Context;
use crate::directory::LookupError;
use crate::model::{Client, Issuer};
use crate::oauth::OAuthError;
use crate::oauth::backchannel_logout::{self, Told};
use crate::storage::{ClaimedLogout, StorageError};

use super::logout_hosts::{Hosts, Turn};
use super::spawn::Stopping;

/// How often is looked for what other nodes and commands wrote, and for what is due again.
const EVERY: Duration = Duration::from_secs(1);
/// How many applications are told at the same time.
const AT_ONCE: usize = 32;
/// The wait before the second attempt, in seconds; it doubles with each.
const FIRST_WAIT: i64 = 5;
const LONGEST_WAIT: i64 = 15 * 60;
/// What is under way when the process ends may take so long to end by itself.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The host that was spoken to, and whether it answered.
type Spoken = (String, bool);

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    let mut hosts = Hosts::default();
    let mut speaking: JoinSet<Spoken> = JoinSet::new();
    let mut failing = false;
    loop {
        match begin_due(&app, &mut hosts, &mut speaking).await {
            Ok(()) if failing => {
                failing = false;
                tracing::info!("applications are told of sign-outs again");
            }
            Err(error) if !failing => {
                failing = true;
                tracing::warn!(%error, "it cannot be read which applications must be told of sign-outs");
            }
            Ok(()) | Err(_) => {}
        }
        tokio::select! {
            go_on = stopping.pause(EVERY) => if !go_on { break },
            () = app.database.owing_logouts() => {}
            Some(ended) = speaking.join_next() => {
                // A panic was reported; the claim runs out and the application is told again.
                if let Ok((host, answered)) = ended {
                    hosts.spoken(&host, answered, app.clock.now());
                }
            }
        }
    }
    let last_words = async { while speaking.join_next().await.is_some() {} };
    // Whatever does not end now is told again when its claim has run out.
    let _ = tokio::time::timeout(LAST_WORDS, last_words).await;
}

#[derive(Debug, thiserror::Error)]
enum DeliveryError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

/// Takes what is due in hand, as much as there is room for.
async fn begin_due(
    app: &Arc<App>,
    hosts: &mut Hosts,
    speaking: &mut JoinSet<Spoken>,
) -> Result<(), DeliveryError> {
    let room = AT_ONCE.saturating_sub(speaking.len());
    if room == 0 {
        return Ok(());
    }
    let now = app.clock.now();
    let claim = uuid::Uuid::from_bytes(app.entropy.bytes());
    // Whoever does not come back by then is dead.
    let until = now.plus_seconds(i64::from(app.config.outbound.timeout_seconds) * 2 + 5);
    let room = u64::try_from(room).unwrap_or_default();
    let except = hosts.not_now(now);
    let claimed = app
        .database
        .claim_logouts((claim, until), &except, room, now)
        .await?;
    for delivery in claimed {
        let Some((issuer, client)) = recipient(app, &delivery).await? else {
            app.database.logout_done(&delivery).await?;
            continue;
        };
        let host = host_of(&client);
        match hosts.turn(&host, client.id, now) {
            Turn::Now(permit) => {
                let app = Arc::clone(app);
                speaking.spawn(async move {
                    let answered = deliver(app, issuer, &client, &delivery, permit).await;
                    (host, answered)
                });
            }
            Turn::Later(at) => {
                app.database
                    .logout_later(&delivery, delivery.attempts, at)
                    .await?;
            }
        }
    }
    Ok(())
}

/// Whom to tell; nobody when the application no longer wants to know, or is switched off.
async fn recipient(
    app: &App,
    delivery: &ClaimedLogout,
) -> Result<Option<(Arc<Issuer>, Client)>, DeliveryError> {
    let db = app.database.tenant(delivery.tenant);
    let client = db.client_of_row(delivery.client).await?;
    let issuer = app.directory.issuer_of(delivery.tenant).await?;
    Ok(issuer.zip(client).filter(|(issuer, client)| {
        !issuer.tenant().disabled
            && !client.disabled
            && client.metadata.backchannel_logout_uri.is_some()
    }))
}

/// The host and the port: who runs them is one party, however many applications it has.
fn host_of(client: &Client) -> String {
    let uri = client.metadata.backchannel_logout_uri.as_ref();
    uri.map_or_else(String::new, |uri| {
        let port = uri.port_or_known_default().unwrap_or_default();
        format!("{}:{port}", uri.host_str().unwrap_or_default())
    })
}

/// Tells one application. Whether its host answered.
async fn deliver(
    app: Arc<App>,
    issuer: Arc<Issuer>,
    client: &Client,
    delivery: &ClaimedLogout,
    _permit: OwnedSemaphorePermit,
) -> bool {
    let ctx = Context::new(Arc::clone(&app), issuer, String::new());
    let told = backchannel_logout::tell(&ctx, client, delivery.user, delivery.login).await;
    let answered = !matches!(told, Ok(Told::NotNow(_)));
    if let Err(error) = settle(&app, client, delivery, told).await {
        tracing::warn!(%error, client = %client.client_id, "what an application answered to a sign-out could not be noted; it is told again");
    }
    answered
}

/// Notes what came of it.
async fn settle(
    app: &App,
    client: &Client,
    delivery: &ClaimedLogout,
    told: Result<Told, OAuthError>,
) -> Result<(), StorageError> {
    let (client, login) = (&client.client_id, delivery.login);
    let reason = match told {
        Ok(Told::Taken) => {
            tracing::info!(target: "audit", event = "logout.delivered", tenant = %delivery.tenant, %client, %login);
            return app.database.logout_done(delivery).await;
        }
        Ok(Told::Refused(reason)) => {
            tracing::warn!(%client, %login, reason, "an application refuses a logout token");
            return app.database.logout_done(delivery).await;
        }
        Ok(Told::NotNow(reason)) => reason,
        Err(error) => error.to_string(),
    };
    let attempts = delivery.attempts.saturating_add(1);
    let wait = wait_millis(delivery.attempts, u16::from_le_bytes(app.entropy.bytes()));
    let mut next = app.clock.now();
    next.0 = next.0.saturating_add(wait);
    if next >= delivery.expires_at {
        tracing::warn!(%client, %login, attempts, reason, "an application could not be told of a sign-out and is given up");
        return app.database.logout_done(delivery).await;
    }
    tracing::info!(%client, %login, attempts, reason, "an application could not be told of a sign-out; it is tried again");
    app.database.logout_later(delivery, attempts, next).await
}

/// Between half and all of a time that doubles: what failed together does not come back together.
fn wait_millis(attempts: u32, random: u16) -> i64 {
    let doubled = FIRST_WAIT.saturating_mul(1_i64 << attempts.min(20));
    let longest = doubled.min(LONGEST_WAIT) * 1000;
    longest / 2 + longest / 2 * i64::from(random) / i64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_quarter_of_an_hour() {
        assert_eq!(wait_millis(0, 0), 2_500);
        assert_eq!(wait_millis(0, u16::MAX), 5_000);
        assert_eq!(wait_millis(2, u16::MAX), 20_000);
        assert_eq!(wait_millis(u32::MAX, u16::MAX), LONGEST_WAIT * 1000);
    }
}
