//! Following the sequence of changes: each node asks every second for what is new, and once more right after its own writes.

use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;

use crate::clock::Stopwatch;
use crate::storage::{Change, ChangeRecord, StorageError};

use super::Directory;

/// How many changes are read at once.
const PAGE: u64 = 500;

/// A node that has not heard of changes for this long answers no question about revocation.
const STALE_AFTER: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(super) struct Follower {
    seq: AtomicI64,
    heard: RwLock<Option<Stopwatch>>,
    turn: Mutex<()>,
}

impl Default for Follower {
    fn default() -> Self {
        Self {
            seq: AtomicI64::new(0),
            heard: RwLock::new(None),
            turn: Mutex::new(()),
        }
    }
}

/// Proof that this node knows every revocation up to some seconds ago.
#[derive(Clone, Copy, Debug)]
pub struct Freshness(());

/// This node has not heard of changes for too long.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("this node does not know what was revoked lately")]
pub struct Stale;

impl Directory {
    /// Reads what is new in the sequence of changes and applies it.
    pub async fn catch_up(&self) -> Result<(), StorageError> {
        let _turn = self.follower.turn.lock().await;
        let begun = Stopwatch::start();
        loop {
            let seq = self.follower.seq.load(Ordering::Acquire);
            let page = self.database.changes_after(seq, PAGE).await?;
            for record in &page {
                self.apply(record);
            }
            let Some(last) = page.last() else { break };
            self.follower.seq.store(last.seq, Ordering::Release);
            if (page.len() as u64) < PAGE {
                break;
            }
        }
        *self
            .follower
            .heard
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(begun);
        Ok(())
    }

    /// "a node whose tail is stale answers 503, never `active`": whoever judges a token needs this first.
    pub fn freshness(&self) -> Result<Freshness, Stale> {
        let heard = *self
            .follower
            .heard
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        match heard {
            Some(heard) if heard.elapsed() < STALE_AFTER => Ok(Freshness(())),
            _ => Err(Stale),
        }
    }

    fn apply(&self, record: &ChangeRecord) {
        let tenant = record.tenant;
        match &record.change {
            Some(Change::GrantRevoked(id, place)) => {
                self.revoked.grant(*id, record.expires_at);
                if let Some(place) = place {
                    self.statuses
                        .void((tenant, None), *place, record.expires_at);
                }
            }
            Some(Change::StatusVoid(service, place)) => {
                self.statuses
                    .void((tenant, *service), *place, record.expires_at);
            }
            Some(Change::StatusValid(service, place)) => {
                self.statuses.valid((tenant, *service), *place);
            }
            Some(Change::LoginEnded(id)) => self.revoked.login(*id, record.expires_at),
            Some(Change::TokenRevoked(jti)) => self.revoked.token(tenant, jti, record.expires_at),
            Some(Change::User(id)) => self.users.forget(&(tenant, *id)),
            Some(Change::Client(id)) => self.clients.forget(&(tenant, id.clone())),
            Some(Change::Keys) => {
                self.keys.forget(&tenant);
                self.statuses.touch(tenant);
            }
            Some(Change::Tenant) => {
                // A tenant's own name may be what changed, so every name is forgotten; tenants change rarely.
                self.issuers.forget_all();
                self.services.forget(&tenant);
                self.access_rules.forget(&tenant);
                self.providers.forget(&tenant);
                self.statuses.touch(tenant);
            }
            // A newer program wrote something this one does not know: what it might mean is forgotten altogether.
            None => {
                self.issuers.forget_all();
                self.clients.forget_all();
                self.users.forget_all();
                self.services.forget_all();
                self.access_rules.forget_all();
                self.providers.forget_all();
                self.keys.forget_all();
            }
        }
    }
}
