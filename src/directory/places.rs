//! Places in status lists for grants to come, a block at a time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::entropy::Entropy;
use crate::model::{StatusIndex, TenantId};
use crate::storage::{Database, StorageError};

/// How many a process takes at once: what it does not use before it ends is lost, 32 bytes of a list that compress to nothing.
const BLOCK: i64 = 256;
/// For so many tenants it keeps a block.
const MOST_TENANTS: usize = 10_000;

/// The blocks of a process.
#[derive(Debug, Default)]
pub(super) struct Places(Mutex<HashMap<TenantId, Block>>);

/// A block, given in an order that does not say who came after whom.
#[derive(Clone, Copy, Debug)]
struct Block {
    first: i64,
    given: i64,
    start: i64,
    step: i64,
}

impl Block {
    fn new(first: i64, entropy: Entropy) -> Self {
        let [start, step] = entropy.bytes::<2>();
        Self {
            first,
            given: 0,
            start: start.into(),
            // An odd step visits each of 256 places once.
            step: i64::from(step) | 1,
        }
    }

    fn next(&mut self) -> Option<StatusIndex> {
        if self.given == BLOCK {
            return None;
        }
        let offset = (self.start + self.given * self.step) % BLOCK;
        self.given += 1;
        Some(StatusIndex(self.first + offset))
    }
}

impl Places {
    /// A place that nothing else stands at.
    pub(super) async fn next(
        &self,
        database: &Database,
        tenant: TenantId,
        entropy: Entropy,
    ) -> Result<StatusIndex, StorageError> {
        loop {
            let known = self
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_mut(&tenant)
                .and_then(Block::next);
            if let Some(place) = known {
                return Ok(place);
            }
            let db = database.tenant(tenant);
            let reserved = db.reserve_status_indexes(BLOCK).await?;
            let block = Block::new(reserved.start, entropy);
            let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if blocks.len() >= MOST_TENANTS {
                blocks.clear();
            }
            blocks.insert(tenant, block);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_block_gives_each_of_its_places_once() {
        let mut block = Block::new(512, Entropy);
        let given: BTreeSet<i64> = std::iter::from_fn(|| block.next())
            .map(|place| place.0)
            .collect();
        assert_eq!(given, (512..768).collect());
    }
}
