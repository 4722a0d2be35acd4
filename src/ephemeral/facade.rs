//! What the rules use: records of their own types, each living as long as its kind says.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{EphemeralError, EphemeralStore, Key};
use crate::clock::Timestamp;

/// The state that may expire. Cheap to clone.
///
/// Every call fails with [`EphemeralError::Unavailable`] when the store does not answer, and those that read or write a record with
/// [`EphemeralError::Corrupt`] when it is not of the type asked for.
#[derive(Clone, Debug)]
pub struct Ephemeral {
    store: Arc<dyn EphemeralStore>,
}

impl Ephemeral {
    /// Records kept in `store`.
    pub fn new(store: impl EphemeralStore + 'static) -> Self {
        Self {
            store: Arc::new(store),
        }
    }

    /// Writes the record, over any that stands there.
    pub async fn put_json<T: Serialize + Sync>(
        &self,
        key: &Key,
        record: &T,
        now: Timestamp,
    ) -> Result<(), EphemeralError> {
        self.store
            .put(key, &encode(record)?, key.kind().seconds(), now)
            .await
    }

    /// Writes the record unless a live one stands there; true when it was written.
    pub async fn put_json_if_absent<T: Serialize + Sync>(
        &self,
        key: &Key,
        record: &T,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        self.store
            .put_if_absent(key, &encode(record)?, key.kind().seconds(), now)
            .await
    }

    /// The record, while it lives.
    pub async fn get_json<T: DeserializeOwned>(
        &self,
        key: &Key,
        now: Timestamp,
    ) -> Result<Option<T>, EphemeralError> {
        self.store
            .get(key, now)
            .await?
            .as_deref()
            .map(decode)
            .transpose()
    }

    /// The record, which is gone afterwards: of several callers at once exactly one receives it.
    pub async fn take_json<T: DeserializeOwned>(
        &self,
        key: &Key,
        now: Timestamp,
    ) -> Result<Option<T>, EphemeralError> {
        self.store
            .take(key, now)
            .await?
            .as_deref()
            .map(decode)
            .transpose()
    }

    /// Changes a record that still lives, which keeps the expiry it had; false when there is none.
    /// A record that somebody else took or deleted in the meantime stays gone.
    pub async fn replace_json_if_present<T: Serialize + Sync>(
        &self,
        key: &Key,
        record: &T,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        self.store
            .replace_if_present(key, &encode(record)?, now)
            .await
    }

    /// Deletes the record or counter, if there is one.
    pub async fn delete(&self, key: &Key) -> Result<(), EphemeralError> {
        self.store.delete(key).await
    }

    /// Adds one to the counter and returns its new value. The first hit starts a window as long as the kind says.
    /// Count an attempt before judging it: then a burst gets no more attempts than the limit.
    pub async fn count(&self, key: &Key, now: Timestamp) -> Result<u64, EphemeralError> {
        self.store.count(key, key.kind().seconds(), now).await
    }

    /// Takes one hit back: what was counted beforehand turned out not to count.
    pub async fn uncount(&self, key: &Key, now: Timestamp) -> Result<(), EphemeralError> {
        self.store.uncount(key, now).await
    }

    /// Marks the key as seen; true for the first caller within the kind's time, false for every replay.
    pub async fn first_sight(&self, key: &Key, now: Timestamp) -> Result<bool, EphemeralError> {
        self.store
            .put_if_absent(key, b"", key.kind().seconds(), now)
            .await
    }

    /// The same for another time than the kind's, in seconds.
    pub async fn first_sight_for(
        &self,
        key: &Key,
        seconds: u32,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        self.store.put_if_absent(key, b"", seconds, now).await
    }

    /// Removes at most `batch` expired records and says how many.
    pub async fn sweep(&self, now: Timestamp, batch: u32) -> Result<u64, EphemeralError> {
        self.store.sweep(now, batch).await
    }
}

// serde's message may quote the record, so it is not passed on.
fn encode<T: Serialize>(record: &T) -> Result<Vec<u8>, EphemeralError> {
    serde_json::to_vec(record).map_err(|_| EphemeralError::Corrupt)
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, EphemeralError> {
    serde_json::from_slice(bytes).map_err(|_| EphemeralError::Corrupt)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use serde::Deserialize;
    use uuid::Uuid;

    use super::super::{Kind, MemoryStore};
    use super::*;
    use crate::model::TenantId;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Step {
        number: u32,
    }

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn key(kind: Kind) -> Key {
        Key::new(TenantId(Uuid::from_u128(1)), kind, "one")
    }

    #[tokio::test]
    async fn a_record_lives_as_long_as_its_kind_says() {
        let ephemeral = Ephemeral::new(MemoryStore::new());
        let key = key(Kind::SignIn);
        ephemeral
            .put_json(&key, &Step { number: 1 }, NOW)
            .await
            .unwrap();
        let end = NOW.plus_seconds(600);
        assert_eq!(
            ephemeral
                .get_json(&key, Timestamp(end.millis() - 1))
                .await
                .unwrap(),
            Some(Step { number: 1 })
        );
        assert_eq!(ephemeral.get_json::<Step>(&key, end).await.unwrap(), None);
    }

    #[tokio::test]
    async fn replacing_changes_a_live_record_only() {
        let ephemeral = Ephemeral::new(MemoryStore::new());
        let key = key(Kind::SignIn);
        assert!(
            !ephemeral
                .replace_json_if_present(&key, &Step { number: 2 }, NOW)
                .await
                .unwrap()
        );
        assert!(
            ephemeral
                .put_json_if_absent(&key, &Step { number: 1 }, NOW)
                .await
                .unwrap()
        );
        assert!(
            !ephemeral
                .put_json_if_absent(&key, &Step { number: 9 }, NOW)
                .await
                .unwrap()
        );
        assert!(
            ephemeral
                .replace_json_if_present(&key, &Step { number: 2 }, NOW)
                .await
                .unwrap()
        );
        assert_eq!(
            ephemeral.take_json(&key, NOW).await.unwrap(),
            Some(Step { number: 2 })
        );
        assert!(
            !ephemeral
                .replace_json_if_present(&key, &Step { number: 3 }, NOW)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn a_record_of_another_shape_is_corrupt_and_is_not_shown() {
        let ephemeral = Ephemeral::new(MemoryStore::new());
        let key = key(Kind::SignIn);
        ephemeral
            .put_json(&key, &"a secret text", NOW)
            .await
            .unwrap();
        let error = ephemeral.get_json::<Step>(&key, NOW).await.unwrap_err();
        assert!(matches!(error, EphemeralError::Corrupt));
        assert!(!format!("{error} {error:?} {ephemeral:?}").contains("secret"));
    }

    #[tokio::test]
    async fn only_the_first_sight_is_the_first() {
        let ephemeral = Ephemeral::new(MemoryStore::new());
        let key = key(Kind::ReplayMark);
        assert!(ephemeral.first_sight(&key, NOW).await.unwrap());
        assert!(!ephemeral.first_sight(&key, NOW).await.unwrap());
    }

    #[tokio::test]
    async fn a_counter_starts_again_after_its_window() {
        let ephemeral = Ephemeral::new(MemoryStore::new());
        let key = key(Kind::PasswordsAMinute);
        assert_eq!(ephemeral.count(&key, NOW).await.unwrap(), 1);
        assert_eq!(ephemeral.count(&key, NOW).await.unwrap(), 2);
        ephemeral.uncount(&key, NOW).await.unwrap();
        assert_eq!(ephemeral.count(&key, NOW).await.unwrap(), 2);
        let later = NOW.plus_seconds(Kind::PasswordsAMinute.seconds().into());
        assert_eq!(ephemeral.count(&key, later).await.unwrap(), 1);
    }
}
