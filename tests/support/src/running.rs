//! A server at work in this process: the application, its jobs and its listener.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use vestibule::administration;
use vestibule::app::{App, Migrate};
use vestibule::clock::Clock;
use vestibule::config::Config;
use vestibule::jobs::{self, Jobs};

/// How long a server may take to stop.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// It answers, and does its jobs.
    Everything,
    /// It answers.
    OnlyAnswers,
}

/// What runs, until it is stopped or dropped.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) app: Arc<App>,
    jobs: Option<Jobs>,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Opens the application and answers on the listener.
    pub(crate) async fn start(
        config: Config,
        clock: Clock,
        listener: std::net::TcpListener,
        work: Work,
    ) -> Self {
        let app = open(config, clock).await;
        let jobs = (work == Work::Everything).then(|| jobs::spawn(Arc::clone(&app)));
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(vestibule::web::serve(Arc::clone(&app), listener, async {
            // A sender that is gone means the same.
            let _ = stopped.await;
        }));
        Self {
            app,
            jobs,
            stop: Some(stop),
            server,
        }
    }

    /// Lets the requests in flight finish, then closes everything.
    pub(crate) async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        let ended = timeout(PATIENCE, &mut self.server)
            .await
            .expect("the server stops");
        ended
            .expect("the server does not panic")
            .expect("the server ends without an error");
        if let Some(jobs) = self.jobs.take() {
            jobs.stop().await;
        }
        self.app.database.close().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Opens an application with its tables, its tenant and its keys.
pub(crate) async fn open(config: Config, clock: Clock) -> Arc<App> {
    crate::install_crypto_provider();
    let app = App::open(config, clock, Migrate::Now)
        .await
        .unwrap_or_else(|error| panic!("the server does not start: {error}"));
    let tenant = administration::ensure_default_tenant(&app).await;
    tenant.unwrap_or_else(|error| panic!("there is no default tenant: {error}"));
    app
}

/// The settings: those given as `section.key`, and nothing of this process's own environment.
pub(crate) fn config(settings: &[(String, String)]) -> Config {
    let environment = settings
        .iter()
        .map(|(key, value)| (variable(key), value.clone()));
    Config::load(None, environment).unwrap_or_else(|problems| panic!("{problems}"))
}

/// `tokens.access_token_seconds` is `VESTIBULE_TOKENS__ACCESS_TOKEN_SECONDS`.
pub(crate) fn variable(key: &str) -> String {
    format!("VESTIBULE_{}", key.replace('.', "__").to_uppercase())
}
