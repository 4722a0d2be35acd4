//! Rotates signing keys when they have signed for long enough, tenant after tenant.

use std::sync::Arc;
use std::time::Duration;

use crate::administration::keys;
use crate::app::App;

use super::spawn::Stopping;

const EVERY: Duration = Duration::from_hours(1);
/// The first look: soon after the start, yet not while it is busy.
const FIRST: Duration = Duration::from_mins(1);
/// Between two tenants requests come first.
const BREATH: Duration = Duration::from_millis(50);

pub(super) async fn run(app: Arc<App>, mut stopping: Stopping) {
    let mut wait = FIRST;
    while stopping.pause(wait).await {
        wait = EVERY;
        let tenants = match app.database.tenants().await {
            Ok(tenants) => tenants,
            Err(error) => {
                tracing::warn!(%error, "keys could not be looked at; it is tried again in an hour");
                continue;
            }
        };
        for tenant in tenants {
            if let Err(error) = keys::rotate_due(&app, tenant.id).await {
                tracing::warn!(%error, tenant = %tenant.id, "keys could not be rotated; it is tried again in an hour");
            }
            if !stopping.pause(BREATH).await {
                return;
            }
        }
    }
}
