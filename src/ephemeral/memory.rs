//! A map in this process, for tests and for the attempt counters of a node without Redis. Nothing survives a restart and no
//! other node sees it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{EphemeralError, EphemeralStore, Key};
use crate::clock::Timestamp;

/// Records in the memory of this process.
#[derive(Default)]
pub struct MemoryStore {
    entries: Mutex<HashMap<String, Entry>>,
}

struct Entry {
    content: Content,
    expires_at: Timestamp,
}

enum Content {
    Record(Vec<u8>),
    Counter(u64),
}

impl Entry {
    fn lives(&self, now: Timestamp) -> bool {
        self.expires_at > now
    }

    fn into_record(self) -> Option<Vec<u8>> {
        match self.content {
            Content::Record(value) => Some(value),
            Content::Counter(_) => None,
        }
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        // Every change below is one step on the map, so a panic elsewhere cannot have left it half done.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows how much there is, not what.
impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore")
            .field("entries", &self.entries().len())
            .finish()
    }
}

fn record(value: &[u8], ttl: u32, now: Timestamp) -> Entry {
    Entry {
        content: Content::Record(value.to_vec()),
        expires_at: now.plus_seconds(ttl.into()),
    }
}

#[async_trait]
impl EphemeralStore for MemoryStore {
    async fn put(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<(), EphemeralError> {
        self.entries()
            .insert(key.as_str().to_owned(), record(value, ttl, now));
        Ok(())
    }

    async fn put_if_absent(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        let mut entries = self.entries();
        if entries
            .get(key.as_str())
            .is_some_and(|entry| entry.lives(now))
        {
            return Ok(false);
        }
        entries.insert(key.as_str().to_owned(), record(value, ttl, now));
        Ok(true)
    }

    async fn get(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        let entries = self.entries();
        Ok(match entries.get(key.as_str()) {
            Some(Entry {
                content: Content::Record(value),
                expires_at,
            }) if *expires_at > now => Some(value.clone()),
            _ => None,
        })
    }

    async fn take(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        let entry = self.entries().remove(key.as_str());
        Ok(entry
            .filter(|entry| entry.lives(now))
            .and_then(Entry::into_record))
    }

    async fn replace_if_present(
        &self,
        key: &Key,
        value: &[u8],
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        Ok(match self.entries().get_mut(key.as_str()) {
            Some(Entry {
                content: Content::Record(old),
                expires_at,
            }) if *expires_at > now => {
                value.clone_into(old);
                true
            }
            _ => false,
        })
    }

    async fn delete(&self, key: &Key) -> Result<(), EphemeralError> {
        self.entries().remove(key.as_str());
        Ok(())
    }

    async fn count(&self, key: &Key, window: u32, now: Timestamp) -> Result<u64, EphemeralError> {
        let mut entries = self.entries();
        if let Some(Entry {
            content: Content::Counter(hits),
            expires_at,
        }) = entries.get_mut(key.as_str())
            && *expires_at > now
        {
            *hits = hits.saturating_add(1);
            return Ok(*hits);
        }
        let first = Entry {
            content: Content::Counter(1),
            expires_at: now.plus_seconds(window.into()),
        };
        entries.insert(key.as_str().to_owned(), first);
        Ok(1)
    }

    async fn uncount(&self, key: &Key, now: Timestamp) -> Result<(), EphemeralError> {
        let mut entries = self.entries();
        if let Some(Entry {
            content: Content::Counter(hits),
            expires_at,
        }) = entries.get_mut(key.as_str())
            && *expires_at > now
        {
            *hits = hits.saturating_sub(1);
            if *hits == 0 {
                entries.remove(key.as_str());
            }
        }
        Ok(())
    }

    async fn sweep(&self, now: Timestamp, batch: u32) -> Result<u64, EphemeralError> {
        let mut entries = self.entries();
        let expired = entries
            .iter()
            .filter(|(_, entry)| !entry.lives(now))
            .map(|(key, _)| key.clone());
        let expired: Vec<_> = expired
            .take(usize::try_from(batch).unwrap_or(usize::MAX))
            .collect();
        for key in &expired {
            entries.remove(key);
        }
        Ok(expired.len().try_into().unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use uuid::Uuid;

    use super::super::Kind;
    use super::*;
    use crate::model::TenantId;

    /// Names that somebody only tried leave nothing behind.
    #[tokio::test]
    async fn a_counter_that_comes_to_zero_is_gone() {
        let (store, now) = (MemoryStore::new(), Timestamp(1_790_000_000_000));
        let key = Key::new(TenantId(Uuid::from_u128(1)), Kind::PasswordsAMinute, "one");
        store.count(&key, 60, now).await.unwrap();
        store.count(&key, 60, now).await.unwrap();
        store.uncount(&key, now).await.unwrap();
        assert_eq!(store.entries().len(), 1);
        store.uncount(&key, now).await.unwrap();
        assert_eq!(store.entries().len(), 0);
    }
}
