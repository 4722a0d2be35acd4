//! A bounded map of immutable values that never keeps what was already out of date when it was loaded.

use std::fmt::Debug;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::LookupError;

/// A forgotten announcement would be healed after this long.
const LONGEST: Duration = Duration::from_secs(600);

pub(super) struct Cache<K: Hash + Eq, V> {
    values: moka::sync::Cache<K, Arc<V>>,
    /// Counts what was forgotten: a value whose loading began before is not kept.
    forgotten: AtomicU64,
}

impl<K: Hash + Eq, V> Debug for Cache<K, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

impl<K, V> Cache<K, V>
where
    K: Hash + Eq + Clone + Debug + Send + Sync + 'static,
    V: Debug + Send + Sync + 'static,
{
    pub(super) fn new(capacity: u64) -> Self {
        let values = moka::sync::Cache::builder()
            .max_capacity(capacity)
            .time_to_live(LONGEST)
            .build();
        Self {
            values,
            forgotten: AtomicU64::new(0),
        }
    }

    /// The value, loaded when it is not known. What does not exist is not remembered.
    pub(super) async fn get_or_load(
        &self,
        key: &K,
        load: impl Future<Output = Result<Option<V>, LookupError>>,
    ) -> Result<Option<Arc<V>>, LookupError> {
        if let Some(value) = self.values.get(key) {
            return Ok(Some(value));
        }
        let before = self.forgotten.load(Ordering::Acquire);
        let Some(value) = load.await?.map(Arc::new) else {
            return Ok(None);
        };
        if self.forgotten.load(Ordering::Acquire) == before {
            self.values.insert(key.clone(), Arc::clone(&value));
            // Something may have been forgotten between the question and the insertion.
            if self.forgotten.load(Ordering::Acquire) != before {
                self.values.invalidate(key);
            }
        }
        Ok(Some(value))
    }

    pub(super) fn forget(&self, key: &K) {
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        self.values.invalidate(key);
    }

    pub(super) fn forget_all(&self) {
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        self.values.invalidate_all();
    }
}
