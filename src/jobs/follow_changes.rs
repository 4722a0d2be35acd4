//! Hears every second what was revoked and changed, here, on other nodes and by commands.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;

use super::spawn::Stopping;

const EVERY: Duration = Duration::from_secs(1);

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    let mut failing = false;
    while stopping.pause(EVERY).await {
        match app.directory.catch_up().await {
            Ok(()) if failing => {
                failing = false;
                tracing::info!("changes are heard again");
            }
            // Once, not every second. Questions about revocation are answered with 503 until it ends.
            Err(error) if !failing => {
                failing = true;
                tracing::warn!(%error, "changes cannot be heard");
            }
            Ok(()) | Err(_) => {}
        }
    }
}
