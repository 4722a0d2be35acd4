//! The database as one tenant sees it: the only way to its rows.

use sea_orm::{Condition, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::TenantId;

use super::changes::{self, Change};
use super::database::Transaction;
use super::{Database, StorageError};

/// The database as one tenant sees it.
#[derive(Clone, Debug)]
pub struct TenantDb {
    pub(super) db: Database,
    pub(super) tenant: TenantId,
}

impl TenantDb {
    /// Whose rows these are.
    pub const fn tenant_id(&self) -> TenantId {
        self.tenant
    }

    /// Ends a transaction that changed what every node knows of the tenant by heart: they hear of it with the commit.
    pub(super) async fn commit_known(
        &self,
        tx: Transaction<'_>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        changes::append(&tx, &self.db, self.tenant, &[(Change::Tenant, now)], now).await?;
        tx.commit().await
    }

    /// Removes a row of something that every node knows of the tenant by heart. `false` when there was none.
    pub(super) async fn delete_known<E: EntityTrait>(
        &self,
        row: Condition,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let deleted = E::delete_many().filter(row).exec(&*tx).await?;
        self.commit_known(tx, now).await?;
        Ok(deleted.rows_affected == 1)
    }
}
