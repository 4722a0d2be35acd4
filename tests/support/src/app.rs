//! A whole server in this process, on a free port of 127.0.0.1, with stores of its own.

use std::net::TcpListener;
use std::sync::Arc;

use reqwest::Client;
use vestibule::administration::apply::{Mode, Report, Unnamed};
use vestibule::app::App;
use vestibule::clock::Clock;
use vestibule::context::Context;
use vestibule::model::{DEFAULT_SLUG, Issuer};

use crate::browser::Browser;
use crate::dump;
use crate::mailbox::{self, Mailbox};
use crate::running::{self, Running, Work};
use crate::services::Backend;
use crate::stores::{Content, Stores};
use crate::wire::{self, Wire};

/// A server. Dropped, it ends, and its database, folder and port go with it.
#[derive(Debug)]
pub struct TestApp {
    /// Dropped first: what runs lets go of the stores.
    running: Option<Running>,
    /// Kept open across [`TestApp::restart`], so that no other test can take the port.
    listener: Option<TcpListener>,
    issuer: String,
    origin: String,
    settings: Vec<(String, String)>,
    clock: Clock,
    wire: Wire,
    stores: Arc<Stores>,
    adjust: Adjust,
    work: Work,
}

/// What a test changes in a configuration that no file may say: hashes below the floor, so that a thousand take seconds.
pub type Adjust = fn(&mut vestibule::config::Config);

/// A server that has not started.
#[derive(Debug)]
pub struct Builder {
    settings: Vec<(String, String)>,
    backend: Option<Backend>,
    content: Content,
    adjust: Adjust,
    work: Work,
}

impl Builder {
    /// What no setting can say.
    #[must_use]
    pub fn adjust(mut self, adjust: Adjust) -> Self {
        self.adjust = adjust;
        self
    }

    /// A setting, as `section.key`. `server.public_url` may be anything: see [`Wire`].
    #[must_use]
    pub fn setting(mut self, key: &str, value: impl ToString) -> Self {
        self.settings.push((key.to_owned(), value.to_string()));
        self
    }

    /// The stores, whatever the run was asked to test.
    #[must_use]
    pub fn backend(mut self, backend: Backend) -> Self {
        self.backend = Some(backend);
        self
    }

    /// With the people, clients and the API of [`crate::fixture`].
    #[must_use]
    pub fn fixture(mut self) -> Self {
        self.content = Content::Fixture;
        self
    }

    /// Without what a server does by itself: nothing is sent, swept or rotated unless a test does it.
    #[must_use]
    pub fn without_jobs(mut self) -> Self {
        self.work = Work::OnlyAnswers;
        self
    }

    /// Under the name `localhost`, by which real browsers reach it as well: passkeys belong to names, and to no bare address
    /// (WebAuthn §5.4.2, "RP ID").
    #[must_use]
    pub fn on_localhost(self) -> Self {
        self.setting("server.public_url", "http://localhost:{port}")
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it does not start, or a service is missing.
    pub async fn start(self) -> TestApp {
        let backend = self.backend.unwrap_or_else(Backend::from_env);
        let stores = Arc::new(Stores::new(backend, self.content).await);
        let clock = Clock::adjustable();
        TestApp::launch(stores, self.settings, clock, self.adjust, self.work).await
    }
}

impl TestApp {
    /// A server with an empty default tenant.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// A server with the people, clients and the API of [`crate::fixture`].
    pub async fn with_fixture() -> Self {
        Self::builder().fixture().start().await
    }

    /// Settings and content to choose before it starts.
    pub fn builder() -> Builder {
        Builder {
            settings: Vec::new(),
            backend: None,
            content: Content::Tenant,
            adjust: |_| {},
            work: Work::Everything,
        }
    }

    async fn launch(
        stores: Arc<Stores>,
        chosen: Vec<(String, String)>,
        clock: Clock,
        adjust: Adjust,
        work: Work,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().unwrap();
        let origin = format!("http://{address}");
        let mut settings = stores.settings();
        for (key, value) in [
            ("server.listen", address.to_string()),
            ("server.public_url", origin.clone()),
            ("server.shutdown_grace_seconds", "5".to_owned()),
        ] {
            settings.push((key.to_owned(), value));
        }
        for (key, value) in chosen {
            let value = value.replace("{port}", &address.port().to_string());
            set(&mut settings, &key, value);
        }
        let mut config = running::config(&settings);
        adjust(&mut config);
        let issuer = config.server.public_url.as_str().to_owned();
        let running =
            Running::start(config, clock.clone(), listener.try_clone().unwrap(), work).await;
        let wire = Wire::new(&issuer, &origin);
        Self {
            running: Some(running),
            listener: Some(listener),
            issuer,
            origin,
            settings,
            clock,
            wire,
            stores,
            adjust,
            work,
        }
    }

    /// Another process of the same issuer: the same stores, clock and public URL, a port and a memory of its own.
    pub async fn another_node(&self) -> Self {
        let own = ["server.listen", "data_dir", "database.url", "redis.url"];
        let chosen = self
            .settings
            .iter()
            .filter(|(key, _)| !own.contains(&key.as_str()))
            .cloned()
            .collect();
        Self::launch(
            Arc::clone(&self.stores),
            chosen,
            self.clock.clone(),
            self.adjust,
            self.work,
        )
        .await
    }

    /// The issuer identifier of the default tenant; without a slash at the end.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The URL of a path on this server's socket, for [`TestApp::http`].
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The application inside. Tests look with it; what they change, they change by HTTP or [`TestApp::apply`].
    ///
    /// # Panics
    /// When the server was stopped.
    pub fn app(&self) -> &Arc<App> {
        &self.running.as_ref().expect("the server was stopped").app
    }

    /// What a rule receives for a request to the default tenant, now.
    ///
    /// # Panics
    /// When there is no such tenant.
    pub async fn context(&self) -> Context {
        let app = self.app();
        let tenant = app.database.tenant_by_slug(DEFAULT_SLUG).await.unwrap();
        let issuer = Issuer::new(
            tenant.expect("the default tenant"),
            app.config.server.public_url.url(),
        );
        Context::new(Arc::clone(app), Arc::new(issuer), "192.0.2.1".to_owned())
    }

    /// The server's time, which runs with ours and jumps when told.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Now, in seconds since 1970, by the server's clock.
    pub fn now(&self) -> i64 {
        self.clock.now().seconds()
    }

    /// Lets time pass for the server.
    pub fn advance(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Applies what `vestibule apply` would read from a file, and returns what it did.
    ///
    /// # Panics
    /// With every problem of the text.
    pub async fn apply(&self, toml: &str) -> Report {
        apply(self.app(), toml).await
    }

    /// The same, for a text that may be refused.
    ///
    /// # Errors
    /// Every problem of the text.
    pub async fn try_apply(&self, toml: &str) -> Result<Report, String> {
        let applied =
            vestibule::administration::apply::apply(self.app(), toml, Unnamed::Keep, Mode::Write);
        applied.await.map_err(|problems| problems.to_string())
    }

    /// How many SQL statements the server has sent so far.
    pub fn sql_statements(&self) -> u64 {
        self.app().database.counters().statements()
    }

    /// How many password hashes it has computed so far.
    pub fn password_hashes(&self) -> u64 {
        self.app().passwords.hashes()
    }

    /// The mail this server writes into its folder, which is what it does unless `mail.transport` was set.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox {
            folder: self.stores.data_dir().join("mail"),
            app: Some(Arc::clone(self.app())),
        }
    }

    /// Sends every message that is due by the server's clock, now; [`Mailbox`] does it by itself.
    pub async fn deliver_mail(&self) {
        mailbox::deliver(self.app()).await;
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.wire.clone(), &self.issuer)
    }

    /// A browser for another issuer of this server's: a tenant below a path, or with a host name of its own.
    pub fn browser_at(&self, issuer: &str) -> Browser {
        Browser::new(self.wire_at(issuer), issuer)
    }

    /// A client that takes the URLs of another issuer of this server's.
    pub fn wire_at(&self, issuer: &str) -> Wire {
        Wire::new(issuer, &self.origin)
    }

    /// An HTTP client without redirects and cookies, for [`TestApp::url`].
    pub fn http(&self) -> Client {
        wire::client()
    }

    /// A client that takes the issuer's URLs and reaches this server.
    pub fn wire(&self) -> &Wire {
        &self.wire
    }

    /// All that is stored, as text: every row of every table, SQLite's files, every record in Redis. To search for what
    /// must not be there.
    pub async fn dump(&self) -> String {
        dump::everything(&self.stores).await
    }

    /// Lets the requests in flight finish and ends the server; its port refuses connections then.
    ///
    /// # Panics
    /// When it does not end.
    pub async fn stop(&mut self) {
        self.listener = None;
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    /// Ends the server and starts it again with the same stores, port, clock and settings.
    ///
    /// # Panics
    /// When it was stopped before, or does not start.
    pub async fn restart(&mut self) {
        let running = self.running.take().expect("the server runs");
        running.stop().await;
        let listener = self
            .listener
            .as_ref()
            .expect("the port is kept")
            .try_clone()
            .unwrap();
        let mut config = running::config(&self.settings);
        (self.adjust)(&mut config);
        self.running = Some(Running::start(config, self.clock.clone(), listener, self.work).await);
    }

    /// A setting for the next [`TestApp::restart`].
    pub fn set(&mut self, key: &str, value: impl ToString) {
        set(&mut self.settings, key, value.to_string());
    }
}

fn set(settings: &mut Vec<(String, String)>, key: &str, value: String) {
    settings.retain(|(name, _)| name != key);
    settings.push((key.to_owned(), value));
}

pub(crate) async fn apply(app: &App, toml: &str) -> Report {
    let report =
        vestibule::administration::apply::apply(app, toml, Unnamed::Keep, Mode::Write).await;
    report.unwrap_or_else(|problems| panic!("apply refuses:\n{problems}"))
}
