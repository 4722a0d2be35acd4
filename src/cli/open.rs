//! The settings, the application and the tenant of a command.

use std::path::Path;
use std::sync::Arc;

use crate::administration::{ensure_default_tenant, tenants};
use crate::app::{App, Migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::model::{DEFAULT_SLUG, NewAuditEvent, Tenant, TenantId};
use crate::telemetry;

use super::failure::Failure;

/// Commands other than the server say what they did themselves; only what went wrong is logged.
const QUIET: &str = "warn";

/// The environment, of which the settings take what is theirs.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    // A name or a value that is no text belongs to somebody else.
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// Reads the settings.
pub fn config(file: Option<&Path>) -> Result<Config, Failure> {
    Ok(Config::load(file, environment())?)
}

/// Opens everything that the settings name. The schema is brought up to date: a command may be the first thing anyone runs.
pub async fn app(file: Option<&Path>) -> Result<Arc<App>, Failure> {
    let config = config(file)?;
    telemetry::start(QUIET, config.log_format);
    let app = App::open(config, Clock::system(), Migrate::Now).await?;
    ensure_default_tenant(&app).await?;
    Ok(app)
}

/// The same, and the tenant that the command is about.
pub async fn app_and_tenant(
    file: Option<&Path>,
    slug: &str,
) -> Result<(Arc<App>, Tenant), Failure> {
    let app = app(file).await?;
    match tenants::find(&app, slug).await {
        Ok(tenant) => Ok((app, tenant)),
        Err(error) => {
            close(&app).await;
            let hint = if slug == DEFAULT_SLUG {
                ""
            } else {
                "; a file for `vestibule apply` makes one"
            };
            Err(Failure::Failed(format!("{error}{hint}")))
        }
    }
}

/// Writes down what a command did: whoever runs it is somebody at the machine.
pub async fn record(app: &App, tenant: TenantId, subject: String) {
    let event = NewAuditEvent {
        kind: "command.run",
        subject,
        ..NewAuditEvent::default()
    };
    app.record(tenant, event).await;
}

/// Ends the connections, so that SQLite tidies its files up.
pub async fn close(app: &App) {
    app.database.close().await;
}
