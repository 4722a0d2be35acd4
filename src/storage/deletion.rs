//! Accounts that their owners want deleted, and those that are due.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{TenantId, UserId};

use super::changes::{self, Change};
use super::entities::users;
use super::{Database, Notices, StorageError, TenantDb, user_sessions};

impl TenantDb {
    /// Decides when an account is deleted, or with `None` that it is not. `false`, and nothing is written, when that was
    /// decided already.
    pub async fn schedule_deletion(
        &self,
        user: UserId,
        at: Option<Timestamp>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let undecided = if at.is_some() {
            users::Column::DeletionAt.is_null()
        } else {
            users::Column::DeletionAt.is_not_null()
        };
        let tx = self.db.begin().await?;
        let decided = users::Entity::update_many()
            .col_expr(
                users::Column::DeletionAt,
                Expr::value(at.map(Timestamp::millis)),
            )
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .filter(undecided)
            .exec(&*tx)
            .await?
            .rows_affected;
        if decided == 0 {
            return Ok(false);
        }
        notices.write(&tx, self.tenant, now).await?;
        changes::append(
            &tx,
            &self.db,
            self.tenant,
            &[(Change::User(user), now)],
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Deletes an account that is due, with everything that belongs to it. `false` when it is not due, or not there: its owner
    /// may have changed their mind in the same moment. The identifier is never given again.
    pub async fn delete_due_user(
        &self,
        user: UserId,
        tokens_until: Timestamp,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        // Logins before the user, in the order in which everybody locks them.
        let ended = user_sessions::end_all(&tx, self.tenant, user, now).await?;
        let deleted = users::Entity::delete_many()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .filter(users::Column::DeletionAt.lte(now.0))
            .exec(&*tx)
            .await?
            .rows_affected;
        if deleted == 0 {
            return Ok(false);
        }
        notices.write(&tx, self.tenant, now).await?;
        let mut entries = vec![(Change::User(user), tokens_until)];
        entries.extend(ended.into_iter().map(|change| (change, tokens_until)));
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Database {
    /// At most `limit` accounts that are due for deletion, of any tenant, after that one.
    pub async fn due_deletions(
        &self,
        after: Option<UserId>,
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<(TenantId, UserId)>, StorageError> {
        let mut query = users::Entity::find()
            .select_only()
            .column(users::Column::TenantId)
            .column(users::Column::Id)
            .filter(users::Column::DeletionAt.lte(now.0));
        if let Some(after) = after {
            query = query.filter(users::Column::Id.gt(after.0));
        }
        let rows = query
            .order_by_asc(users::Column::Id)
            .limit(limit)
            .into_tuple::<(Uuid, Uuid)>()
            .all(self.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|(tenant, user)| (TenantId(tenant), UserId(user)))
            .collect())
    }
}
