//! What a process has: settings, database, ephemeral store, keys, clock, randomness. Made once, shared by every request.

use std::sync::Arc;
use std::time::Duration;

use crate::accounts::{NewPasswords, PasswordPool};
use crate::clock::Clock;
use crate::config::{Config, DatabaseUrl};
use crate::directory::{Directory, LookupError};
use crate::entropy::Entropy;
use crate::ephemeral::{Ephemeral, EphemeralError, MemoryStore, RedisStore, SqlStore};
use crate::federation::Upstreams;
use crate::mail::{Mailer, MailerError};
use crate::model::{NewAuditEvent, Secret, TenantId};
use crate::oauth::client_auth::KnownSecrets;
use crate::oauth::issue::StatusLists;
use crate::outbound::{AuthorityError, Outbound};
use crate::places::{Places, PlacesError};
use crate::sms::Gateway;
use crate::storage::{Database, DatabaseSettings, StorageError};
use crate::vault::{MasterKey, MasterKeyError, PrivatePathError, Vault, private_dir, private_file};

/// Everything that lives as long as the process.
#[derive(Debug)]
pub struct App {
    /// What the operator set.
    pub config: Config,
    /// SQL.
    pub database: Database,
    /// State that may expire.
    pub ephemeral: Ephemeral,
    /// Counters of attempts: in Redis, or in this process, so that counting costs a sign-in no commit.
    pub attempts: Ephemeral,
    /// Encryption at rest and keyed tags.
    pub vault: Vault,
    /// What is known by heart.
    pub directory: Directory,
    /// Where passwords are hashed, and how many at a time.
    pub passwords: PasswordPool,
    /// Where new ones are judged.
    pub new_passwords: NewPasswords,
    /// Client secrets from elsewhere that were checked the slow way before.
    pub known_secrets: KnownSecrets,
    /// The status lists that were signed.
    pub status_lists: StatusLists,
    /// Requests to where operators and clients say.
    pub outbound: Outbound,
    /// What is known of providers elsewhere.
    pub upstreams: Upstreams,
    /// How mail leaves.
    pub mailer: Mailer,
    /// How text messages leave, if they do.
    pub sms: Option<Gateway>,
    /// Where networks are.
    pub places: Places,
    /// Time.
    pub clock: Clock,
    /// Randomness.
    pub entropy: Entropy,
}

/// Why a process cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A private file or folder is missing, unreadable, or readable by others.
    #[error(transparent)]
    PrivatePath(#[from] PrivatePathError),
    /// The master key is unusable.
    #[error(transparent)]
    MasterKey(#[from] MasterKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store cannot be used.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// Keys or tenants cannot be read.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// The schema is older or newer than this program, and migrating on start is off.
    #[error("the database schema is not this program's: run `vestibule migrate`")]
    NotMigrated,
    /// Mail cannot be sent.
    #[error(transparent)]
    Mailer(#[from] MailerError),
    /// The operator's certificate authorities cannot be used.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The dummy password hash could not be made.
    #[error("a password hash cannot be made with these settings: {0}")]
    Passwords(String),
    /// The operator's list of breached passwords cannot be used.
    #[error("{0}")]
    BreachedList(String),
    /// The operator's file of places cannot be used.
    #[error(transparent)]
    Places(#[from] PlacesError),
}

/// Whether opening brings the schema up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrate {
    /// Yes.
    Now,
    /// No: refuse to go on when it is not.
    Never,
}

impl App {
    /// Opens everything: folder, master key, database, store, and reads the changes so far.
    pub async fn open(
        config: Config,
        clock: Clock,
        migrate: Migrate,
    ) -> Result<Arc<Self>, StartError> {
        let entropy = Entropy;
        private_dir::ensure(&config.data_dir)?;
        let master = match &config.encryption.master_key {
            Some(text) => MasterKey::from_text(text)?,
            None => MasterKey::from_file_or_new(&config.data_dir.join("master.key"), entropy)?,
        };
        let vault = Vault::new(&master, entropy);
        let database = open_database(&config).await?;
        if migrate == Migrate::Now {
            database.migrate().await?;
        } else if !database.is_migrated().await? {
            return Err(StartError::NotMigrated);
        }
        let (ephemeral, attempts) = match &config.redis.url {
            Some(url) => {
                let redis = Ephemeral::new(RedisStore::connect(url.expose()).await?);
                (redis.clone(), redis)
            }
            None => (
                Ephemeral::new(SqlStore::new(database.clone())),
                Ephemeral::new(MemoryStore::new()),
            ),
        };
        let directory = Directory::new(
            database.clone(),
            vault.clone(),
            config.server.public_url.url().clone(),
        );
        directory.catch_up().await?;
        let passwords = PasswordPool::new(&config.passwords, entropy)
            .map_err(|error| StartError::Passwords(error.to_string()))?;
        let new_passwords = NewPasswords::open(&config.passwords)
            .map_err(|error| StartError::BreachedList(error.to_string()))?;
        let places = Places::open(config.sessions.places.as_deref())?;
        let sms = Gateway::new(&config.sms);
        let mailer = Mailer::new(&config)?;
        let known_secrets = KnownSecrets::new(entropy);
        let outbound = Outbound::new(&config.outbound)?;
        Ok(Arc::new(Self {
            config,
            database,
            ephemeral,
            attempts,
            vault,
            directory,
            passwords,
            new_passwords,
            known_secrets,
            status_lists: StatusLists::default(),
            outbound,
            upstreams: Upstreams::default(),
            mailer,
            sms,
            places,
            clock,
            entropy,
        }))
    }

    /// Writes an entry of a tenant's audit log. One that cannot be written is told to whoever runs the server, and does not undo
    /// what was done.
    pub async fn record(&self, tenant: TenantId, event: NewAuditEvent) {
        let (kind, now) = (event.kind, self.clock.now());
        let db = self.database.tenant(tenant);
        if let Err(error) = db.record(self.entropy.uuid(now), event, now).await {
            tracing::error!(%error, %tenant, kind, "an entry of the audit log could not be written");
        }
    }
}

async fn open_database(config: &Config) -> Result<Database, StartError> {
    let settings = DatabaseSettings {
        url: Secret::new(config.database.url.expose()),
        max_connections: config.database.max_connections,
        acquire_timeout: Duration::from_secs(config.database.acquire_timeout_seconds.into()),
    };
    if let DatabaseUrl::Sqlite(url) = &config.database.url {
        let path = url
            .expose()
            .trim_start_matches("sqlite:")
            .trim_start_matches("//");
        let path = std::path::Path::new(path);
        if !path.exists() {
            private_file::create(path, b"")?;
        }
        private_file::check_mode(path)?;
    }
    Ok(Database::connect(&settings).await?)
}
