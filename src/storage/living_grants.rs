//! Grants of which tokens may be alive, and where these stand in the status lists.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{Authorization, GrantId, StatusIndex, User, UserId};

use super::changes::KEPT_SECONDS;
use super::database::Transaction;
use super::entities::{grants, users};
use super::users::from_row;
use super::{StorageError, TenantDb};

/// A grant, as far as its place matters.
#[derive(Clone, Debug)]
pub struct GrantPlace {
    /// Which.
    pub id: GrantId,
    /// Whose.
    pub user: UserId,
    /// At which APIs, where it says so.
    pub resources: Vec<String>,
    /// Where its tokens stand.
    pub place: StatusIndex,
}

impl TenantDb {
    fn living(&self, now: Timestamp) -> Condition {
        Condition::all()
            .add(grants::Column::TenantId.eq(self.tenant.0))
            .add(grants::Column::RedeemedAt.is_not_null())
            .add(grants::Column::RevokedAt.is_null())
            // A token may outlive its grant by its own life.
            .add(grants::Column::ExpiresAt.gt(now.plus_seconds(-KEPT_SECONDS).0))
    }

    /// Where a person's grants stand, within the transaction that changes them.
    pub(super) async fn living_grants_of(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<StatusIndex>, StorageError> {
        let places = grants::Entity::find()
            .select_only()
            .column(grants::Column::StatusIndex)
            .filter(self.living(now))
            .filter(grants::Column::UserId.eq(user.0))
            .into_tuple::<i64>()
            .all(&**tx)
            .await?;
        Ok(places.into_iter().map(StatusIndex).collect())
    }

    /// At most `limit` grants of anybody, after that one.
    pub async fn living_grants_after(
        &self,
        after: Option<GrantId>,
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<GrantPlace>, StorageError> {
        let mut query = grants::Entity::find().filter(self.living(now));
        if let Some(after) = after {
            query = query.filter(grants::Column::Id.gt(after.0));
        }
        let rows = query
            .order_by_asc(grants::Column::Id)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter()
            .map(|row| {
                let authorization: Authorization = serde_json::from_str(&row.authorization)
                    .map_err(|_| StorageError::Corrupt("grants.authorization"))?;
                Ok(GrantPlace {
                    id: GrantId(row.id),
                    user: UserId(row.user_id),
                    resources: authorization.resources,
                    place: StatusIndex(row.status_index),
                })
            })
            .collect()
    }

    /// The users of these identifiers.
    pub async fn users_of(&self, ids: &[UserId]) -> Result<Vec<User>, StorageError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let rows = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.is_in(ids))
            .all(self.db.reader())
            .await?;
        rows.into_iter()
            .map(|row| from_row(row).map(|found| found.user))
            .collect()
    }
}
