//! Sends what waits in the outbox: at once when this process wrote it, within seconds when another did, later when it failed.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use uuid::Uuid;

use crate::app::App;
use crate::model::{Channel, Message, NotSent};
use crate::storage::{ClaimedMessage, StorageError, message_place};
use crate::telemetry::{MESSAGES, MESSAGES_WAITING};

use super::spawn::Stopping;

/// How often other nodes' messages are looked for.
const EVERY: Duration = Duration::from_secs(5);
/// How many are sent at a time.
const AT_ONCE: u64 = 8;
/// The wait before the second attempt; it doubles with each.
const FIRST_WAIT_MILLIS: i64 = 2_000;
const LONGEST_WAIT_MILLIS: i64 = 10 * 60 * 1_000;
/// How many expired ones are given up at a time.
const EXPIRED_AT_ONCE: u64 = 100;

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    let mut failing = false;
    loop {
        match deliver_due(&app).await {
            Ok(_) if failing => {
                failing = false;
                tracing::info!("messages are sent again");
            }
            Err(error) if !failing => {
                failing = true;
                tracing::warn!(%error, "messages cannot be read");
            }
            Ok(_) | Err(_) => {}
        }
        let go_on = tokio::select! {
            go_on = stopping.pause(EVERY) => go_on,
            () = app.database.posted() => !stopping.is_stopping(),
        };
        if !go_on {
            return;
        }
    }
}

/// Tries every message that is due, some at a time, and gives up those that nobody needs any more. Answers how many were
/// taken in hand.
pub async fn deliver_due(app: &Arc<App>) -> Result<u64, StorageError> {
    let mut tried = 0;
    loop {
        let now = app.clock.now();
        // Whoever does not come back within three times as long as a mail may take is dead.
        let until = now.plus_seconds(i64::from(app.config.mail.timeout_seconds) * 3);
        let claim = Uuid::from_bytes(app.entropy.bytes());
        let claimed = app
            .database
            .claim_messages(claim, AT_ONCE, now, until)
            .await?;
        if claimed.is_empty() {
            break;
        }
        let mut sending = JoinSet::new();
        for message in claimed {
            tried += 1;
            sending.spawn(deliver(Arc::clone(app), message));
        }
        while let Some(ended) = sending.join_next().await {
            // A panic was reported; the claim runs out and the message is tried again.
            if let Ok(outcome) = ended {
                outcome?;
            }
        }
    }
    give_up_expired(app).await?;
    let waiting = app.database.messages_waiting().await?;
    metrics::gauge!(MESSAGES_WAITING).set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
    Ok(tried)
}

async fn deliver(app: Arc<App>, message: ClaimedMessage) -> Result<(), StorageError> {
    let outcome = match send(&app, &message).await {
        Ok(()) => "sent",
        Err(NotSent::Never(reason)) => {
            tracing::warn!(id = %message.id, kind = message.kind, reason, "a message cannot be sent and is given up");
            "refused"
        }
        Err(NotSent::NotNow(reason)) => {
            let wait = wait_millis(message.attempts, u16::from_le_bytes(app.entropy.bytes()));
            let mut next = app.clock.now();
            next.0 = next.0.saturating_add(wait);
            tracing::warn!(id = %message.id, kind = message.kind, attempts = message.attempts + 1, reason, "a message could not be sent; it is tried again");
            count(&message, "failed");
            app.database.message_failed(&message, next).await?;
            return Ok(());
        }
    };
    count(&message, outcome);
    if !app.database.message_done(&message).await? {
        tracing::warn!(id = %message.id, kind = message.kind, "sending a message took longer than its claim; another node may have sent it, too");
    }
    Ok(())
}

async fn send(app: &App, claimed: &ClaimedMessage) -> Result<(), NotSent> {
    let opened = app.vault.open(&message_place(claimed.id), &claimed.sealed);
    let plain = opened.map_err(|error| NotSent::Never(error.to_string()))?;
    let message: Message = serde_json::from_slice(&plain)
        .map_err(|_| NotSent::Never("its row is damaged".to_owned()))?;
    if message.unsent {
        return Ok(());
    }
    match claimed.channel {
        Some(Channel::Mail) => {
            app.mailer
                .send(claimed.id, claimed.created_at, &message)
                .await
        }
        Some(Channel::Sms) => match &app.sms {
            Some(gateway) => gateway.send(&app.outbound, claimed.id, &message).await,
            None => Err(NotSent::Never(
                "there is no gateway for text messages".to_owned(),
            )),
        },
        None => Err(NotSent::NotNow(
            "this program does not know its channel".to_owned(),
        )),
    }
}

/// Between half and all of a time that doubles: nodes and messages that failed together do not come back together.
fn wait_millis(attempts: u32, random: u16) -> i64 {
    let doubled = FIRST_WAIT_MILLIS.saturating_mul(1_i64 << attempts.min(20));
    let longest = doubled.min(LONGEST_WAIT_MILLIS);
    longest / 2 + longest / 2 * i64::from(random) / i64::from(u16::MAX)
}

async fn give_up_expired(app: &App) -> Result<(), StorageError> {
    let now = app.clock.now();
    for (id, kind) in app.database.expired_messages(now, EXPIRED_AT_ONCE).await? {
        tracing::warn!(%id, kind, "a message could not be sent in time and is given up");
        metrics::counter!(MESSAGES, "channel" => "any", "outcome" => "expired").increment(1);
    }
    Ok(())
}

fn count(message: &ClaimedMessage, outcome: &'static str) {
    let channel = message.channel.map_or("unknown", Channel::name);
    metrics::counter!(MESSAGES, "channel" => channel, "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_ten_minutes_and_no_two_are_alike() {
        assert_eq!(wait_millis(0, 0), 1_000);
        assert_eq!(wait_millis(0, u16::MAX), 2_000);
        assert_eq!(wait_millis(3, u16::MAX), 16_000);
        assert_eq!(wait_millis(9, u16::MAX), LONGEST_WAIT_MILLIS);
        assert_eq!(wait_millis(u32::MAX, u16::MAX), LONGEST_WAIT_MILLIS);
        assert!(wait_millis(5, 100) < wait_millis(5, 60_000));
    }
}
