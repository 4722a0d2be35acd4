//! What every store promises. One contract test runs over all of them.

use std::error::Error;
use std::fmt::Debug;

use async_trait::async_trait;

use super::Key;
use crate::clock::Timestamp;

/// Why a record could not be had.
#[derive(Debug, thiserror::Error)]
pub enum EphemeralError {
    /// The store did not answer. Whoever asked must fail closed: nothing is known about the record.
    #[error("the store of expiring state is unavailable: {0}")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// The record is there and is not what its kind says.
    #[error("a record of expiring state is corrupt")]
    Corrupt,
}

impl EphemeralError {
    /// Wraps the store's own error.
    pub(super) fn unavailable(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable(Box::new(cause))
    }
}

/// A store of records and counters that expire.
///
/// Each call is atomic. Expiry is decided by `now`, the caller's clock: a record put for `ttl` seconds is there until just before
/// `now + ttl`. Every call fails with [`EphemeralError::Unavailable`] when the store does not answer.
#[async_trait]
pub trait EphemeralStore: Send + Sync + Debug {
    /// Writes the record for `ttl` seconds, over any that stands there.
    async fn put(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<(), EphemeralError>;

    /// Writes the record for `ttl` seconds unless a live one stands there. True for exactly one of several callers at once.
    async fn put_if_absent(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<bool, EphemeralError>;

    /// The record, while it lives.
    async fn get(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError>;

    /// The record, which is gone afterwards. Of several callers at once exactly one receives it.
    async fn take(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError>;

    /// Changes a record that still lives, which keeps the expiry it had; false when there is none.
    /// A deleted or expired record is never brought back, whatever request was under way when it went.
    async fn replace_if_present(
        &self,
        key: &Key,
        value: &[u8],
        now: Timestamp,
    ) -> Result<bool, EphemeralError>;

    /// Deletes the record or counter. Nothing happens when there is none.
    async fn delete(&self, key: &Key) -> Result<(), EphemeralError>;

    /// Adds one to the counter and returns its new value: 1 for the first hit, which starts a window of `window` seconds.
    /// Later hits do not prolong the window.
    async fn count(&self, key: &Key, window: u32, now: Timestamp) -> Result<u64, EphemeralError>;

    /// Takes one hit back from a counter whose window is open; never below zero. Nothing happens when there is none.
    /// A counter that comes to zero may be forgotten: its next hit begins a new window.
    async fn uncount(&self, key: &Key, now: Timestamp) -> Result<(), EphemeralError>;

    /// Removes at most `batch` expired records and says how many; 0 from a store that removes them by itself.
    async fn sweep(&self, now: Timestamp, batch: u32) -> Result<u64, EphemeralError>;
}
