//! The log of a person's own account.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{EventKind, UserId};

use super::entities::account_events::{self, Column};
use super::{StorageError, TenantDb};

/// An entry, as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountEvent {
    /// Its row.
    pub id: Uuid,
    /// What happened; `None` for a kind that a newer program wrote.
    pub kind: Option<EventKind>,
    /// More about it.
    pub details: Map<String, Value>,
    /// What the browser called itself.
    pub user_agent: String,
    /// The network it came from.
    pub address: String,
    /// When.
    pub created_at: Timestamp,
}

/// The place of an entry in the log, from which on older ones are read.
pub type EventPlace = (Timestamp, Uuid);

impl TenantDb {
    /// At most `limit` entries of a person's log that are older than `before`, the newest first.
    pub async fn events_of_user(
        &self,
        user: UserId,
        before: Option<EventPlace>,
        limit: u64,
    ) -> Result<Vec<AccountEvent>, StorageError> {
        let mut query = account_events::Entity::find()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::UserId.eq(user.0));
        if let Some((time, id)) = before {
            let same_instant = Condition::all()
                .add(Column::CreatedAt.eq(time.0))
                .add(Column::Id.lt(id));
            // Said twice, so that the index leads to where the page begins.
            query = query.filter(Column::CreatedAt.lte(time.0)).filter(
                Condition::any()
                    .add(Column::CreatedAt.lt(time.0))
                    .add(same_instant),
            );
        }
        let rows = query
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }
}

fn from_row(row: account_events::Model) -> Result<AccountEvent, StorageError> {
    Ok(AccountEvent {
        id: row.id,
        kind: EventKind::from_name(&row.kind),
        details: serde_json::from_str(&row.details)
            .map_err(|_| StorageError::Corrupt("account_events.details"))?,
        user_agent: row.user_agent,
        address: row.address,
        created_at: Timestamp(row.created_at),
    })
}
