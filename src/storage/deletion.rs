//! Accounts that their owners want deleted, and those that are due.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{NewAuditEvent, TenantId, UserId};

use super::changes::{self, Change};
use super::entities::users;
use super::last_holder::{self, LastHolder, UserChange};
use super::{Database, Notices, StorageError, TenantDb, audit_events, user_lock, user_sessions};

/// An account that is to go.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'a> {
    /// Of the entry in the audit log.
    pub id: Uuid,
    /// Whose.
    pub user: UserId,
    /// Whether it stays unless its owner wanted it deleted by now: they may have changed their mind in this very moment.
    pub only_if_due: bool,
    /// Whether the last holder of a role may go.
    pub guard: LastHolder<'a>,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
}

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

    /// Deletes an account, with everything that belongs to it. The identifier is never given again.
    pub async fn delete_user(
        &self,
        leaving: Leaving<'_>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<UserChange, StorageError> {
        let user = leaving.user;
        let tx = self.db.begin().await?;
        let Some(row) = user_lock::locked(&tx, self.tenant, user).await? else {
            return Ok(UserChange::Unknown);
        };
        let is_due = row.deletion_at.is_some_and(|at| at <= now.0);
        if leaving.only_if_due && !is_due {
            return Ok(UserChange::Unknown);
        }
        if last_holder::would_be_missed(&tx, leaving.guard, &row, None).await? {
            return Ok(UserChange::LastHolder);
        }
        let ended = user_sessions::end_all(&tx, self.tenant, user, now).await?;
        users::Entity::delete_many()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .exec(&*tx)
            .await?;
        notices.write(&tx, self.tenant, now).await?;
        audit_events::forget_places(&tx, self.tenant, user).await?;
        let gone = NewAuditEvent {
            kind: "account.deleted",
            user: Some(user),
            ..NewAuditEvent::default()
        };
        audit_events::append(&*tx, self.tenant, vec![(leaving.id, gone)], now).await?;
        let until = leaving.tokens_until;
        let mut entries = vec![(Change::User(user), until)];
        entries.extend(ended.into_iter().map(|change| (change, until)));
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(UserChange::Done)
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
