//! Taking away what has expired, in small batches, so that no writer waits long, and nothing that somebody else has in hand:
//! rows are locked in no order here.

use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::clock::Timestamp;

use super::changes::KEPT_SECONDS;
use super::entities::{
    account_events, audit_events, changes, devices, grants, links, logins, logout_deliveries,
};
use super::{Database, StorageError};

/// How many rows one statement may delete.
const BATCH: u64 = 500;
/// For how long the log of an account and the audit are kept: a year and a day.
const EVENTS_SECONDS: i64 = 366 * 24 * 60 * 60;
/// For how long a browser that is not seen is known. Its cookie lives 365 days.
const DEVICE_SECONDS: i64 = 400 * 24 * 60 * 60;

impl Database {
    /// Deletes one batch of each kind of expired row. Answers how many rows went; zero means there is nothing left.
    pub async fn sweep(&self, now: Timestamp) -> Result<u64, StorageError> {
        Ok(self.sweep_logins(now).await?
            + self.sweep_grants(now).await?
            + self.sweep_links(now).await?
            + self.sweep_changes(now).await?
            + self.sweep_logout_deliveries(now).await?
            + self.sweep_account_events(now).await?
            + self.sweep_audit_events(now).await?
            + self.sweep_devices(now).await?)
    }

    /// A browser that was not seen for so long has lost its cookie.
    async fn sweep_devices(&self, now: Timestamp) -> Result<u64, StorageError> {
        let oldest = now.plus_seconds(-DEVICE_SECONDS);
        let unseen = devices::Entity::find()
            .select_only()
            .column(devices::Column::Id)
            .filter(devices::Column::LastSeenAt.lte(oldest.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = devices::Entity::delete_many()
            .filter(devices::Column::Id.in_subquery(unseen))
            // Again, since it may have been seen after the subquery looked.
            .filter(devices::Column::LastSeenAt.lte(oldest.0))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    /// "retention ≥1 y": so long people can read what happened to their account.
    async fn sweep_account_events(&self, now: Timestamp) -> Result<u64, StorageError> {
        let oldest = now.plus_seconds(-EVENTS_SECONDS);
        let expired = account_events::Entity::find()
            .select_only()
            .column(account_events::Column::Id)
            .filter(account_events::Column::CreatedAt.lte(oldest.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = account_events::Entity::delete_many()
            .filter(account_events::Column::Id.in_subquery(expired))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    /// "retention ≥1 y", as of the accounts' own logs.
    async fn sweep_audit_events(&self, now: Timestamp) -> Result<u64, StorageError> {
        let oldest = now.plus_seconds(-EVENTS_SECONDS);
        let expired = audit_events::Entity::find()
            .select_only()
            .column(audit_events::Column::Id)
            .filter(audit_events::Column::CreatedAt.lte(oldest.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = audit_events::Entity::delete_many()
            .filter(audit_events::Column::Id.in_subquery(expired))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    async fn sweep_logins(&self, now: Timestamp) -> Result<u64, StorageError> {
        let expired = logins::Entity::find()
            .select_only()
            .column(logins::Column::Id)
            .filter(logins::Column::ExpiresAt.lte(now.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = logins::Entity::delete_many()
            .filter(logins::Column::Id.in_subquery(expired))
            // Again, since a row may have been renewed after the subquery saw it.
            .filter(logins::Column::ExpiresAt.lte(now.0))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    async fn sweep_grants(&self, now: Timestamp) -> Result<u64, StorageError> {
        // What it says of tokens that were alive when it ended is told in status lists for a while.
        let oldest = now.plus_seconds(-KEPT_SECONDS);
        let expired = grants::Entity::find()
            .select_only()
            .column(grants::Column::Id)
            .filter(grants::Column::ExpiresAt.lte(oldest.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = grants::Entity::delete_many()
            .filter(grants::Column::Id.in_subquery(expired))
            // Again, since a row may have been renewed after the subquery saw it.
            .filter(grants::Column::ExpiresAt.lte(oldest.0))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    async fn sweep_links(&self, now: Timestamp) -> Result<u64, StorageError> {
        let expired = links::Entity::find()
            .select_only()
            .column(links::Column::Id)
            .filter(links::Column::ExpiresAt.lte(now.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = links::Entity::delete_many()
            .filter(links::Column::Id.in_subquery(expired))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    async fn sweep_changes(&self, now: Timestamp) -> Result<u64, StorageError> {
        let expired = changes::Entity::find()
            .select_only()
            .column(changes::Column::Seq)
            .filter(changes::Column::ExpiresAt.lte(now.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = changes::Entity::delete_many()
            .filter(changes::Column::Seq.in_subquery(expired))
            // Again, since a row may have been renewed after the subquery saw it.
            .filter(changes::Column::ExpiresAt.lte(now.0))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }

    async fn sweep_logout_deliveries(&self, now: Timestamp) -> Result<u64, StorageError> {
        let expired = logout_deliveries::Entity::find()
            .select_only()
            .column(logout_deliveries::Column::Id)
            .filter(logout_deliveries::Column::ExpiresAt.lte(now.0))
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let deleted = logout_deliveries::Entity::delete_many()
            .filter(logout_deliveries::Column::Id.in_subquery(expired))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected)
    }
}
