//! `vestibule serve`: the server, from its settings to its last answer.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use crate::administration::{ensure_default_tenant, set_up};
use crate::app::{App, Migrate};
use crate::clock::Clock;
use crate::model::Tenant;
use crate::telemetry::{self, Telemetry};
use crate::{jobs, web};

use super::failure::Failure;
use super::open;
use super::output::Output;
use super::shutdown::{SecondSignal, Shutdown};

/// Start the server.
///
/// The first start makes everything that is missing: the data folder, the master key, the database, the signing keys. While nobody is
/// administrator it prints a link with which you become it. SIGTERM and Ctrl-C end it when the requests at hand are answered.
///
/// Examples:
///   vestibule serve
///   vestibule serve --config /etc/vestibule/vestibule.toml
///   VESTIBULE_SERVER__PUBLIC_URL=https://id.example.com VESTIBULE_SERVER__LISTEN=0.0.0.0:8080 vestibule serve
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// Do not change the database schema; refuse to start when it is not this program's (see `vestibule migrate`)
    #[arg(long)]
    no_migrate: bool,
}

pub async fn run(config: Option<&Path>, options: &Options) -> Result<(), Failure> {
    let config = open::config(config)?;
    let telemetry = telemetry::start(&config.log, config.log_format);
    telemetry::log_panics();
    let shutdown = Shutdown::on_signals(SecondSignal::EndsProcess)?;
    let migrate = if options.no_migrate || !config.database.migrate_on_start {
        Migrate::Never
    } else {
        Migrate::Now
    };
    let app = App::open(config, Clock::system(), migrate).await?;
    let tenant = ensure_default_tenant(&app).await?;
    let listener = bind(app.config.server.listen).await?;
    show_set_up_link(&app, &tenant).await?;
    serve(app, telemetry, listener, shutdown).await
}

/// Takes an address to listen on.
async fn bind(address: std::net::SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::because(&format!("cannot listen on {address}"), error))
}

/// To the standard error and not to the log: whoever reads the log may be somebody else.
async fn show_set_up_link(app: &App, tenant: &Tenant) -> Result<(), Failure> {
    if let Some(link) = set_up::pending_link(app, tenant).await? {
        Output::note(format!(
            "\nNobody is administrator yet. Become it here, within a day:\n\n  {link}\n"
        ));
    }
    Ok(())
}

/// Serves until it is told to stop; then the requests at hand are answered, the jobs end and the database is closed.
pub(super) async fn serve(
    app: Arc<App>,
    telemetry: Telemetry,
    listener: TcpListener,
    shutdown: Shutdown,
) -> Result<(), Failure> {
    let numbers = match app.config.metrics.listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let jobs = jobs::spawn(Arc::clone(&app));
    if let Ok(address) = listener.local_addr() {
        tracing::info!(%address, issuer = app.config.server.public_url.as_str(), "ready");
    }
    let metrics = async {
        match numbers {
            Some(listener) => {
                web::serve_metrics(&app, telemetry, listener, shutdown.clone().requested()).await
            }
            None => Ok(()),
        }
    };
    let served = tokio::try_join!(
        web::serve(Arc::clone(&app), listener, shutdown.clone().requested()),
        metrics
    );
    jobs.stop().await;
    app.database.close().await;
    tracing::info!("stopped");
    served
        .map(|_| ())
        .map_err(|error| Failure::because("the server stopped", error))
}
