//! One store of each kind, ready to be tried.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;
use uuid::Uuid;
use vestibule::ephemeral::{EphemeralStore, Key, Kind, MemoryStore, RedisStore, SqlStore};
use vestibule::model::{Secret, TenantId};
use vestibule::storage::{Database, DatabaseSettings};
use vestibule_test_support::services;

/// A store of one kind, and what must live as long as it.
pub struct Bench {
    pub store: Arc<dyn EphemeralStore>,
    /// Tenants of its own: a Redis is shared by every test.
    pub tenant: TenantId,
    /// Whether expired records stay until they are swept.
    pub sweeps: bool,
    _directory: Option<TempDir>,
}

impl Bench {
    fn new(store: impl EphemeralStore + 'static) -> Self {
        Self {
            store: Arc::new(store),
            tenant: TenantId(Uuid::new_v4()),
            sweeps: true,
            _directory: None,
        }
    }

    pub fn memory() -> std::future::Ready<Self> {
        std::future::ready(Self::new(MemoryStore::new()))
    }

    pub async fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let url = format!("sqlite:{}", directory.path().join("test.db").display());
        Self {
            _directory: Some(directory),
            ..Self::new(SqlStore::new(migrated(&url).await))
        }
    }

    pub async fn postgresql() -> Self {
        let server = services::postgres_url();
        let name = format!("ephemeral_{}", Uuid::new_v4().simple());
        let connection = sea_orm::Database::connect(&server)
            .await
            .expect("PostgreSQL answers");
        let create = Statement::from_string(
            connection.get_database_backend(),
            format!("CREATE DATABASE {name}"),
        );
        connection
            .execute_raw(create)
            .await
            .expect("a database of our own");
        connection.close().await.expect("the connection closes");
        let mut url = url::Url::parse(&server).expect("the URL of PostgreSQL is a URL");
        url.set_path(&name);
        Self::new(SqlStore::new(migrated(url.as_str()).await))
    }

    pub async fn redis() -> Self {
        let store = RedisStore::connect(&services::redis_url())
            .await
            .expect("Redis answers");
        Self {
            sweeps: false,
            ..Self::new(store)
        }
    }

    pub fn key(&self, id: &str) -> Key {
        Key::new(self.tenant, Kind::SignIn, id)
    }

    pub fn counter(&self, id: &str) -> Key {
        Key::new(self.tenant, Kind::PasswordsAMinute, id)
    }
}

async fn migrated(url: &str) -> Database {
    let settings = DatabaseSettings {
        url: Secret::new(url),
        max_connections: 10,
        acquire_timeout: Duration::from_secs(30),
    };
    let database = Database::connect(&settings)
        .await
        .expect("the database opens");
    database.migrate().await.expect("the schema is applied");
    database
}
