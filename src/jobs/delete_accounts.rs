//! Deletes the accounts whose days of grace are over.

use std::sync::Arc;
use std::time::Duration;

use crate::accounts::{self, DeletionRefusal};
use crate::app::App;

use super::spawn::Stopping;

const EVERY: Duration = Duration::from_mins(1);
/// Between two accounts requests come first.
const BREATH: Duration = Duration::from_millis(20);
/// How many are looked up at once.
const BATCH: u64 = 100;

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    while stopping.pause(EVERY).await {
        if let Err(error) = delete(&app, &mut stopping).await {
            tracing::warn!(%error, "an account that is due could not be deleted; it is tried again in a minute");
        }
    }
}

async fn delete(app: &Arc<App>, stopping: &mut Stopping) -> Result<(), DeletionRefusal> {
    let mut last = None;
    loop {
        let due = app
            .database
            .due_deletions(last, BATCH, app.clock.now())
            .await?;
        for (tenant, user) in &due {
            // Two nodes may see the same one: the statement that deletes it decides.
            if let Err(error) = accounts::delete_due(app, *tenant, *user).await {
                // Of one that cannot go, all others are none the later.
                tracing::error!(%error, %tenant, %user, "an account that is due could not be deleted; it is tried again in a minute");
            }
            if !stopping.pause(BREATH).await {
                return Ok(());
            }
        }
        let Some((_, user)) = due.last() else {
            return Ok(());
        };
        last = Some(*user);
    }
}
