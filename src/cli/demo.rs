//! `vestibule demo`: a server, an application, an API and a person to sign in as, on this machine.

mod objects;
mod ports;
mod programs;
mod settings;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use crate::administration::apply::{Mode, Unnamed, apply};
use crate::administration::ensure_default_tenant;
use crate::app::{App, Migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::telemetry::{self, Telemetry};
use crate::vault::private_dir;

use super::failure::Failure;
use super::output::Output;
use super::serve;
use super::shutdown::{SecondSignal, Shutdown};

use objects::Objects;
use ports::Ports;
use programs::Programs;

/// Start a server, an application and an API on this machine, with a person to sign in as.
///
/// Everything lies in a folder of its own and listens on this machine only. Ports that are taken are passed over. Passwords and secrets
/// are new at every start. Settings of a server that you may have (vestibule.toml, the environment) are left alone, except
/// VESTIBULE_DATA_DIR, VESTIBULE_LOG and VESTIBULE_LOG_FORMAT.
///
/// Examples:
///   vestibule demo
///   vestibule demo --port 9000 --data-dir /tmp/demo
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// The folder for the server's data; ./vestibule-demo when left out
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// The server's port, or the next free one
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
    /// The application's port, or the next free one
    #[arg(long, value_name = "PORT", default_value_t = 5001)]
    app_port: u16,
    /// The API's port, or the next free one
    #[arg(long, value_name = "PORT", default_value_t = 5002)]
    api_port: u16,
}

pub async fn run(config: Option<&Path>, options: &Options) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signals(SecondSignal::ChangesNothing)?;
    let (listener, ports) = Ports::find(options).await?;
    let config = settings::load(config, options.data_dir.as_deref(), ports.server)?;
    private_dir::ensure(&config.data_dir).map_err(|error| Failure::Failed(error.to_string()))?;
    let _lock = lock(&config.data_dir)?;
    let telemetry = telemetry::start(&config.log, config.log_format);
    telemetry::log_panics();
    Output::note("Starting the demo…");
    let (app, objects) = prepare(config, ports).await?;
    run_all(app, telemetry, listener, shutdown, &objects).await
}

/// The server, ready to serve, and what was registered in it.
async fn prepare(config: Config, ports: Ports) -> Result<(Arc<App>, Objects), Failure> {
    let app = App::open(config, Clock::system(), Migrate::Now).await?;
    ensure_default_tenant(&app).await?;
    let issuer = app.config.server.public_url.as_str().to_owned();
    let objects = Objects::new(app.entropy, issuer, ports);
    apply(&app, &objects.toml(), Unnamed::Keep, Mode::Write).await?;
    Ok((app, objects))
}

async fn run_all(
    app: Arc<App>,
    telemetry: Telemetry,
    listener: TcpListener,
    shutdown: Shutdown,
    objects: &Objects,
) -> Result<(), Failure> {
    let mut server = tokio::spawn(serve::serve(app, telemetry, listener, shutdown.clone()));
    let mut programs = Programs::start(objects)?;
    let companions = async {
        if programs.is_empty() {
            Output::text(&objects.summary_without_programs())?;
        } else {
            programs.wait_until_ready(objects).await?;
            Output::text(&objects.summary())?;
        }
        programs.watch().await
    };
    let ended = tokio::select! {
        ended = companions => ended,
        ended = &mut server => ended.unwrap_or_else(|error| Err(Failure::because("the server stopped", error))),
        () = shutdown.clone().requested() => Ok(()),
    };
    programs.stop().await;
    if ended.is_err() || server.is_finished() {
        // Without its application the demo shows nothing; the server ends with the process.
        return ended;
    }
    server
        .await
        .map_err(|error| Failure::because("the server stopped", error))?
}

/// Two demos in one folder would change each other's passwords.
fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("demo.lock");
    let file = File::create(&path)
        .map_err(|error| Failure::because(&path.display().to_string(), error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Failed(format!(
            "a demo is running already with the folder {}; give another one with --data-dir",
            folder.display()
        ))),
        Err(TryLockError::Error(error)) => {
            Err(Failure::because(&path.display().to_string(), error))
        }
    }
}
