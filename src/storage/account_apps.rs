//! What a person allowed to which applications, and taking it back.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{ClientRowId, Scope, UserId};

use super::changes;
use super::entities::{consents, grants};
use super::{Notices, StorageError, TenantDb, user_lock, user_sessions};

/// How many grants are looked at.
const MOST: u64 = 1000;

/// What one application may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountApp {
    /// Which.
    pub client: ClientRowId,
    /// What it was allowed, with and without asking.
    pub scope: Scope,
    /// Since when.
    pub since: Timestamp,
    /// When it last got tokens; `None` when it has none.
    pub last_used_at: Option<Timestamp>,
    /// How many grants of it live.
    pub grants: usize,
}

impl TenantDb {
    /// The applications that a person agreed to, or that hold a living grant.
    pub async fn apps_of_user(
        &self,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<AccountApp>, StorageError> {
        let agreed = consents::Entity::find()
            .filter(consents::Column::TenantId.eq(self.tenant.0))
            .filter(consents::Column::UserId.eq(user.0))
            .all(self.db.reader())
            .await?;
        let living = grants::Entity::find()
            .filter(grants::Column::TenantId.eq(self.tenant.0))
            .filter(grants::Column::UserId.eq(user.0))
            .filter(grants::Column::RedeemedAt.is_not_null())
            .filter(grants::Column::RevokedAt.is_null())
            .filter(grants::Column::ExpiresAt.gt(now.0))
            .filter(grants::Column::IdleExpiresAt.gt(now.0))
            .order_by_desc(grants::Column::RotatedAt)
            .limit(MOST)
            .all(self.db.reader())
            .await?;
        let mut apps: BTreeMap<Uuid, AccountApp> = BTreeMap::new();
        for row in agreed {
            let scope =
                Scope::parse(&row.scope).map_err(|_| StorageError::Corrupt("consents.scope"))?;
            apps.insert(
                row.client_row_id,
                AccountApp {
                    client: ClientRowId(row.client_row_id),
                    scope,
                    since: Timestamp(row.created_at),
                    last_used_at: None,
                    grants: 0,
                },
            );
        }
        for row in living {
            let scope =
                Scope::parse(&row.scope).map_err(|_| StorageError::Corrupt("grants.scope"))?;
            let app = apps.entry(row.client_row_id).or_insert_with(|| AccountApp {
                client: ClientRowId(row.client_row_id),
                scope: Scope::default(),
                since: Timestamp(row.created_at),
                last_used_at: None,
                grants: 0,
            });
            app.scope = app.scope.union(&scope);
            app.since = app.since.min(Timestamp(row.created_at));
            app.last_used_at = app.last_used_at.max(Some(Timestamp(row.rotated_at)));
            app.grants += 1;
        }
        Ok(apps.into_values().collect())
    }

    /// Takes back all that a person allowed an application: what they agreed to is forgotten, and every grant is void.
    /// `false` when there was nothing.
    pub async fn take_back_app(
        &self,
        (user, client): (UserId, ClientRowId),
        tokens_until: Timestamp,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        user_lock::lock(&tx, self.tenant, [user]).await?;
        let living = Condition::all()
            .add(grants::Column::TenantId.eq(self.tenant.0))
            .add(grants::Column::UserId.eq(user.0))
            .add(grants::Column::ClientRowId.eq(client.0))
            .add(grants::Column::RevokedAt.is_null());
        let revoked = user_sessions::revoke(&tx, living, now).await?;
        let forgotten = consents::Entity::delete_many()
            .filter(consents::Column::TenantId.eq(self.tenant.0))
            .filter(consents::Column::UserId.eq(user.0))
            .filter(consents::Column::ClientRowId.eq(client.0))
            .exec(&*tx)
            .await?
            .rows_affected;
        if forgotten == 0 && revoked.is_empty() {
            return Ok(false);
        }
        notices.write(&tx, self.tenant, now).await?;
        let entries: Vec<_> = revoked
            .into_iter()
            .map(|change| (change, tokens_until))
            .collect();
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
