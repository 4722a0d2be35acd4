//! The connection: SQLite in WAL mode with immediate write transactions, or PostgreSQL.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    ConnectOptions, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, SqlErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Notify, Semaphore, SemaphorePermit};
use vestibule_migrations::{Migrator, MigratorTrait};

use crate::model::{Secret, TenantId};

use super::TenantDb;

/// How many rows of a statement may come from us: a statement of SQLite has 32766 values, one of PostgreSQL 65535, and a row
/// has up to 20. Whoever has more rows sends several statements.
pub(in crate::storage) const MOST_VALUES: usize = 1000;

/// Where the database is, and how many connections may be open to it.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite:PATH` or `postgres://…`. A secret, since it may hold a password.
    pub url: Secret,
    /// The size of the pool.
    pub max_connections: u32,
    /// How long a request may wait for a connection before it is answered with 503.
    pub acquire_timeout: Duration,
}

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The row contradicts one that exists.
    #[error("a row with the same unique value exists")]
    Conflict,
    /// A row says something this program does not understand.
    #[error("a stored row is damaged: {0}")]
    Corrupt(&'static str),
    /// Everything else: the database is away, full, busy or refuses.
    #[error("the database failed: {0}")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StorageError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

/// How much a process asked of its database: what the load report and the tests count.
#[derive(Debug, Default)]
pub struct Counters {
    statements: AtomicU64,
    commits: AtomicU64,
    messages: AtomicU64,
}

impl Counters {
    /// Statements sent.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Writes made durable: transactions and single statements.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Messages to people, written into the outbox.
    pub fn messages(&self) -> u64 {
        self.messages.load(Ordering::Relaxed)
    }

    fn statement(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("vestibule_sql_statements_total").increment(1);
    }

    fn commit(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("vestibule_sql_commits_total").increment(1);
    }
}

/// A pool of connections to one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    connection: DatabaseConnection,
    counters: Arc<Counters>,
    /// SQLite has one writer at a time. Queueing here is fair and wakes at once, where its busy handler sleeps.
    writer: Option<Arc<Semaphore>>,
    /// Told when messages were written into the outbox, so that nobody waits for the next look at it.
    posted: Arc<Notify>,
    /// Told when applications are to hear of a sign-out, so that they hear of it at once.
    owing: Arc<Notify>,
}

impl Database {
    /// Opens the pool. SQLite's file is created when it is missing.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, StorageError> {
        let mut options = ConnectOptions::new(settings.url.expose());
        options
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            .test_before_acquire_if_idle_for(Duration::from_secs(5))
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(5))
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "NORMAL")
                    .pragma("temp_store", "MEMORY")
            });
        let mut connection = sea_orm::Database::connect(options).await?;
        let counters = Arc::new(Counters::default());
        let counted = Arc::clone(&counters);
        connection.set_metric_callback(move |_| counted.statement());
        let writer = (connection.get_database_backend() == DatabaseBackend::Sqlite)
            .then(|| Arc::new(Semaphore::new(1)));
        Ok(Self {
            connection,
            counters,
            writer,
            posted: Arc::default(),
            owing: Arc::default(),
        })
    }

    /// Waits until this process has written messages into the outbox since the last wait.
    pub async fn posted(&self) {
        self.posted.notified().await;
    }

    /// Brings the schema up to this program's.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        Ok(Migrator::up(&self.connection, None).await?)
    }

    /// Takes the schema away again, change by change. For tests of the migrations.
    pub async fn unmigrate(&self) -> Result<(), StorageError> {
        Ok(Migrator::down(&self.connection, None).await?)
    }

    /// Whether every change of the schema that this program knows was applied.
    pub async fn is_migrated(&self) -> Result<bool, StorageError> {
        Ok(Migrator::get_pending_migrations(&self.connection)
            .await?
            .is_empty())
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(self.connection.ping().await?)
    }

    /// The queries of one tenant: the only way to its rows.
    pub fn tenant(&self, tenant: TenantId) -> TenantDb {
        TenantDb {
            db: self.clone(),
            tenant,
        }
    }

    /// What was asked so far.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Waits until this process has written, since the last wait, that applications are to hear of a sign-out.
    pub async fn owing_logouts(&self) {
        self.owing.notified().await;
    }

    /// Ends every connection.
    pub async fn close(&self) {
        // The process is ending: what cannot be closed is closed by the system.
        let _ = self.connection.close_by_ref().await;
    }

    pub(in crate::storage) fn is_sqlite(&self) -> bool {
        self.writer.is_some()
    }

    /// For statements that only read.
    pub(in crate::storage) const fn reader(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// For a single statement that writes: it is its own transaction.
    pub(in crate::storage) async fn single_write(&self) -> SingleWrite<'_> {
        let permit = self.writer_permit().await;
        self.counters.commit();
        SingleWrite {
            connection: &self.connection,
            _permit: permit,
        }
    }

    /// For several statements that succeed or fail together.
    ///
    /// None is run again by itself. PostgreSQL reports 40001 above READ COMMITTED alone, under which all of them are written (with locks
    /// of rows in place of snapshots), and 40P01 where the order of locks is broken (`user_lock`), which a repetition would hide; SQLite
    /// has one writer at a time. What fails all the same is answered with 503, and whoever asked may ask again.
    pub(in crate::storage) async fn begin(&self) -> Result<Transaction<'_>, StorageError> {
        let permit = self.writer_permit().await;
        // A deferred transaction that reads first and writes later fails under contention, whatever the busy timeout.
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(Transaction {
            transaction,
            counters: &self.counters,
            posted: &self.posted,
            posts: AtomicBool::new(false),
            owing: &self.owing,
            owes: AtomicBool::new(false),
            _permit: permit,
        })
    }

    async fn writer_permit(&self) -> Option<SemaphorePermit<'_>> {
        match &self.writer {
            // The semaphore is never closed, so there is always a permit to come.
            Some(writer) => writer.acquire().await.ok(),
            None => None,
        }
    }
}

/// The right to send one writing statement.
pub(in crate::storage) struct SingleWrite<'a> {
    connection: &'a DatabaseConnection,
    _permit: Option<SemaphorePermit<'a>>,
}

impl Deref for SingleWrite<'_> {
    type Target = DatabaseConnection;

    fn deref(&self) -> &DatabaseConnection {
        self.connection
    }
}

/// An open transaction; dropped without [`Transaction::commit`] it is rolled back.
pub(in crate::storage) struct Transaction<'a> {
    transaction: DatabaseTransaction,
    counters: &'a Counters,
    posted: &'a Notify,
    posts: AtomicBool,
    owing: &'a Notify,
    owes: AtomicBool,
    _permit: Option<SemaphorePermit<'a>>,
}

impl Transaction<'_> {
    /// Messages were written: whoever sends them is told when they are there.
    pub(in crate::storage) fn posts_messages(&self, count: usize) {
        self.counters
            .messages
            .fetch_add(count as u64, Ordering::Relaxed);
        self.posts.store(true, Ordering::Relaxed);
    }

    /// Applications are to hear of a sign-out: whoever tells them is woken when it is committed.
    pub(in crate::storage) fn owes_logouts(&self) {
        self.owes.store(true, Ordering::Relaxed);
    }

    pub(in crate::storage) async fn commit(self) -> Result<(), StorageError> {
        self.transaction.commit().await?;
        self.counters.commit();
        if self.posts.into_inner() {
            self.posted.notify_one();
        }
        if self.owes.into_inner() {
            self.owing.notify_one();
        }
        Ok(())
    }
}

impl Deref for Transaction<'_> {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}
