//! Where a test server keeps its state: a folder and, on PostgreSQL, a database and a numbered Redis database of its own.
//!
//! Making tables and keys takes most of a second, so it is done once per process: the outcome is a template, kept in memory
//! (SQLite) or as a database that is copied (`CREATE DATABASE … TEMPLATE`). Copies share the template's tenant id, and
//! Redis keys begin with that id; two servers must therefore never share a Redis database, or one test's failed sign-ins
//! would count against another's. Each takes one of Redis's numbered databases, empties it, and gives it back when dropped.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};
use tokio::time::timeout;
use url::Url;
use uuid::Uuid;
use vestibule::clock::Clock;

use crate::services::{self, Backend};
use crate::{fixture, running};

/// What a server finds when it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing: a machine on which it never ran.
    Nothing,
    /// Tables and a default tenant with its keys.
    Tenant,
    /// Also [`fixture::toml`].
    Fixture,
}

/// The state of one issuer, shared by its nodes. Gone when the last of them is dropped.
#[derive(Debug)]
pub(crate) struct Stores {
    folder: TempDir,
    shared: Option<(PostgresDatabase, RedisDatabase)>,
}

impl Stores {
    pub(crate) async fn new(backend: Backend, content: Content) -> Self {
        let template = match content {
            Content::Nothing => None,
            Content::Tenant => Some(tenant_template(backend).await),
            Content::Fixture => Some(fixture_template(backend).await),
        };
        Self::from_template(backend, template).await
    }

    async fn from_template(backend: Backend, template: Option<&Template>) -> Self {
        let folder = TempDir::with_prefix("vestibule-test.").expect("a temporary folder");
        DirBuilder::new()
            .mode(0o700)
            .create(folder.path().join("data"))
            .unwrap();
        for (name, bytes) in template.iter().flat_map(|template| &template.files) {
            write_private(&folder.path().join("data").join(name), bytes);
        }
        let shared = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => {
                let origin = template.and_then(|template| template.database.as_deref());
                Some((
                    PostgresDatabase::create(origin).await,
                    RedisDatabase::take().await,
                ))
            }
        };
        Self { folder, shared }
    }

    /// A folder that only tests write to, gone with the rest.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// `data_dir`.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The URL of the database.
    pub(crate) fn database_url(&self) -> String {
        match &self.shared {
            Some((database, _)) => database.url(),
            None => format!("sqlite:{}", self.data_dir().join("vestibule.db").display()),
        }
    }

    /// The URL of the Redis database, if the backend has one.
    pub(crate) fn redis_url(&self) -> Option<String> {
        self.shared.as_ref().map(|(_, redis)| redis.url())
    }

    /// The settings, as `section.key`, that lead a server here.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let mut settings = vec![("data_dir".to_owned(), self.data_dir().display().to_string())];
        if self.shared.is_some() {
            settings.push(("database.url".to_owned(), self.database_url()));
            // Several servers of several tests share the 200 connections of one PostgreSQL.
            settings.push(("database.max_connections".to_owned(), "8".to_owned()));
        }
        settings.extend(self.redis_url().map(|url| ("redis.url".to_owned(), url)));
        settings
    }
}

/// What a server left behind when it had made its tables, and whatever else the content asks for.
struct Template {
    /// The files of its folder.
    files: Vec<(String, Vec<u8>)>,
    /// The name of its PostgreSQL database.
    database: Option<String>,
}

async fn tenant_template(backend: Backend) -> &'static Template {
    static SQLITE: OnceCell<Template> = OnceCell::const_new();
    static POSTGRES: OnceCell<Template> = OnceCell::const_new();
    let cell = if backend == Backend::Sqlite {
        &SQLITE
    } else {
        &POSTGRES
    };
    cell.get_or_init(|| make_template(backend, None)).await
}

async fn fixture_template(backend: Backend) -> &'static Template {
    static SQLITE: OnceCell<Template> = OnceCell::const_new();
    static POSTGRES: OnceCell<Template> = OnceCell::const_new();
    let cell = if backend == Backend::Sqlite {
        &SQLITE
    } else {
        &POSTGRES
    };
    let make = || async { make_template(backend, Some(tenant_template(backend).await)).await };
    cell.get_or_init(make).await
}

/// On top of another template comes the fixture.
async fn make_template(backend: Backend, origin: Option<&Template>) -> Template {
    let mut stores = Stores::from_template(backend, origin).await;
    let app = running::open(running::config(&stores.settings()), Clock::system()).await;
    if origin.is_some() {
        crate::app::apply(&app, &fixture::toml()).await;
    }
    // The last connection to go writes SQLite's log into its file; PostgreSQL copies only what nobody uses.
    app.database.close().await;
    drop(app);
    let mut files = Vec::new();
    for entry in fs::read_dir(stores.data_dir()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with("-shm") {
            files.push((name, fs::read(&path).unwrap()));
        }
    }
    // A template outlives every test, so nobody is left to drop it: it goes with the server of `tools/with-services`.
    let database = stores
        .shared
        .as_mut()
        .and_then(|(database, _)| database.name.take());
    Template { files, database }
}

fn write_private(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .unwrap();
    file.write_all(bytes).unwrap();
}

/// A PostgreSQL database of one test.
#[derive(Debug)]
struct PostgresDatabase {
    /// `None` when it shall outlive this value.
    name: Option<String>,
}

impl PostgresDatabase {
    async fn create(template: Option<&str>) -> Self {
        let name = format!("test_{}", Uuid::new_v4().simple());
        let from = template
            .map(|template| format!(" TEMPLATE {template}"))
            .unwrap_or_default();
        let admin = administrator().await;
        let created = admin
            .execute_unprepared(&format!("CREATE DATABASE {name}{from}"))
            .await;
        created.unwrap_or_else(|error| panic!("no database can be made: {error}"));
        admin.close().await.unwrap();
        Self { name: Some(name) }
    }

    fn url(&self) -> String {
        with_path(
            &services::postgres_url(),
            self.name.as_deref().unwrap_or_default(),
        )
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let Some(name) = self.name.take() else { return };
        // The test's own runtime may be going down, so this takes a thread and a runtime of its own.
        let worker = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let admin = administrator().await;
                let _ = admin
                    .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
                    .await;
                let _ = admin.close().await;
            });
        });
        // What cannot be dropped goes with the whole server; the test has been judged already.
        let _ = worker.join();
    }
}

async fn administrator() -> DatabaseConnection {
    let mut options = ConnectOptions::new(services::postgres_url());
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options)
        .await
        .expect("PostgreSQL answers")
}

/// One of Redis's numbered databases (there are 16 unless it is told otherwise; number 0 is left to others).
#[derive(Debug)]
struct RedisDatabase {
    number: u32,
    _permit: SemaphorePermit<'static>,
}

const REDIS_DATABASES: u32 = 15;
/// How long Redis may take.
const PATIENCE: Duration = Duration::from_secs(30);
static PERMITS: Semaphore = Semaphore::const_new(REDIS_DATABASES as usize);
static FREE: LazyLock<Mutex<Vec<u32>>> =
    LazyLock::new(|| Mutex::new((1..=REDIS_DATABASES).collect()));

impl RedisDatabase {
    async fn take() -> Self {
        let permit = timeout(Duration::from_mins(2), PERMITS.acquire()).await;
        let permit = permit
            .expect("at most 15 servers with Redis run at a time")
            .unwrap();
        let number = FREE.lock().unwrap().pop().expect("a permit is a number");
        let taken = Self {
            number,
            _permit: permit,
        };
        let client = redis::Client::open(taken.url()).unwrap();
        // A machine that compiles meanwhile may let it wait longer than the half second that is usual.
        let patient = redis::AsyncConnectionConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let mut connection = client
            .get_multiplexed_async_connection_with_config(&patient)
            .await
            .expect("Redis answers");
        redis::cmd("FLUSHDB")
            .query_async::<()>(&mut connection)
            .await
            .expect("Redis obeys");
        taken
    }

    fn url(&self) -> String {
        with_path(&services::redis_url(), &self.number.to_string())
    }
}

impl Drop for RedisDatabase {
    fn drop(&mut self) {
        FREE.lock().unwrap().push(self.number);
    }
}

fn with_path(url: &str, path: &str) -> String {
    let mut url = Url::parse(url).expect("the URL of a service");
    url.set_path(path);
    url.into()
}
