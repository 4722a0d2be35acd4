//! The default store: the table `ephemeral` of the database. Durable, and shared by several nodes without anything more.

use async_trait::async_trait;

use super::{EphemeralError, EphemeralStore, Key};
use crate::clock::Timestamp;
use crate::storage::Database;

/// Records in the database.
#[derive(Clone)]
pub struct SqlStore {
    database: Database,
}

impl SqlStore {
    /// The store in this (migrated) database.
    pub const fn new(database: Database) -> Self {
        Self { database }
    }
}

impl std::fmt::Debug for SqlStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SqlStore")
    }
}

#[async_trait]
impl EphemeralStore for SqlStore {
    async fn put(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<(), EphemeralError> {
        let put = self
            .database
            .put_ephemeral(key.as_str(), value, now.plus_seconds(ttl.into()));
        put.await.map_err(EphemeralError::unavailable)
    }

    async fn put_if_absent(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        let put = self.database.put_ephemeral_if_absent(
            key.as_str(),
            value,
            now.plus_seconds(ttl.into()),
            now,
        );
        put.await.map_err(EphemeralError::unavailable)
    }

    async fn get(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        self.database
            .get_ephemeral(key.as_str(), now)
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn take(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        self.database
            .take_ephemeral(key.as_str(), now)
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn replace_if_present(
        &self,
        key: &Key,
        value: &[u8],
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        self.database
            .replace_ephemeral(key.as_str(), value, now)
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn delete(&self, key: &Key) -> Result<(), EphemeralError> {
        self.database
            .delete_ephemeral(key.as_str())
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn count(&self, key: &Key, window: u32, now: Timestamp) -> Result<u64, EphemeralError> {
        let count =
            self.database
                .count_ephemeral(key.as_str(), now.plus_seconds(window.into()), now);
        count.await.map_err(EphemeralError::unavailable)
    }

    async fn uncount(&self, key: &Key, now: Timestamp) -> Result<(), EphemeralError> {
        let uncounted = self.database.uncount_ephemeral(key.as_str(), now);
        uncounted.await.map_err(EphemeralError::unavailable)
    }

    async fn sweep(&self, now: Timestamp, batch: u32) -> Result<u64, EphemeralError> {
        self.database
            .sweep_ephemeral(now, batch)
            .await
            .map_err(EphemeralError::unavailable)
    }
}
