//! Takes away what has expired, in small batches.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::ephemeral::EphemeralError;
use crate::storage::StorageError;

use super::spawn::Stopping;

/// Nodes that started together do not sweep together: up to [`JITTER_MILLIS`] are added each time.
const EVERY: Duration = Duration::from_mins(1);
const JITTER_MILLIS: u16 = 10_000;
/// How many expired records of the ephemeral store go at once.
const BATCH: u32 = 500;
/// Between two batches requests come first.
const BREATH: Duration = Duration::from_millis(20);

#[derive(Debug, thiserror::Error)]
enum SweepError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
}

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    loop {
        let jitter = u16::from_le_bytes(app.entropy.bytes()) % JITTER_MILLIS;
        if !stopping
            .pause(EVERY + Duration::from_millis(jitter.into()))
            .await
        {
            return;
        }
        if let Err(error) = sweep(&app, &mut stopping).await {
            tracing::warn!(%error, "what has expired could not be taken away; it is tried again in a minute");
        }
    }
}

async fn sweep(app: &App, stopping: &mut Stopping) -> Result<(), SweepError> {
    app.directory.revoked().sweep(app.clock.now());
    app.directory.statuses().sweep(app.clock.now());
    loop {
        let now = app.clock.now();
        let rows = app.database.sweep(now).await?;
        let records = app
            .ephemeral
            .sweep(now, BATCH)
            .await?
            .max(app.attempts.sweep(now, BATCH).await?);
        if rows == 0 && records < u64::from(BATCH) || !stopping.pause(BREATH).await {
            return Ok(());
        }
    }
}
