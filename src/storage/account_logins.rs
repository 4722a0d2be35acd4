//! Every browser that a person is signed in with, as that person sees them.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::clock::Timestamp;
use crate::model::{LoginId, UserId};

use super::entities::logins;
use super::{StorageError, TenantDb};

/// How many of them are shown at most.
const MOST: u64 = 200;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLogin {
    /// Its identifier.
    pub id: LoginId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The network it signed in from.
    pub address: String,
    /// When it was first signed in.
    pub created_at: Timestamp,
    /// When the person proved who they are the last time.
    pub auth_time: Timestamp,
    /// When it was last seen.
    pub last_seen_at: Timestamp,
}

impl TenantDb {
    /// The logins of a person that are neither idle too long nor at their end, the last seen first.
    pub async fn logins_of_user(
        &self,
        user: UserId,
        idle_seconds: i64,
        now: Timestamp,
    ) -> Result<Vec<AccountLogin>, StorageError> {
        let rows = logins::Entity::find()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::UserId.eq(user.0))
            .filter(logins::Column::ExpiresAt.gt(now.0))
            .filter(logins::Column::LastSeenAt.gt(now.plus_seconds(-idle_seconds).0))
            .order_by_desc(logins::Column::LastSeenAt)
            .order_by_desc(logins::Column::Id)
            .limit(MOST)
            .all(self.db.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| AccountLogin {
                id: LoginId(row.id),
                user_agent: row.user_agent,
                address: row.address,
                created_at: Timestamp(row.created_at),
                auth_time: Timestamp(row.auth_time),
                last_seen_at: Timestamp(row.last_seen_at),
            })
            .collect())
    }
}
