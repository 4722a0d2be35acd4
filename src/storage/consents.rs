//! What a user agreed to and need not be asked again.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::{ClientRowId, Scope, UserId};

use super::entities::consents;
use super::{Notices, StorageError, TenantDb, user_lock};

impl TenantDb {
    /// What the user allowed the client so far; `None` when never asked.
    pub async fn consent(
        &self,
        user: UserId,
        client: ClientRowId,
    ) -> Result<Option<Scope>, StorageError> {
        let row = consents::Entity::find()
            .filter(consents::Column::TenantId.eq(self.tenant.0))
            .filter(consents::Column::UserId.eq(user.0))
            .filter(consents::Column::ClientRowId.eq(client.0))
            .one(self.db.reader())
            .await?;
        row.map(|row| Scope::parse(&row.scope).map_err(|_| StorageError::Corrupt("consents.scope")))
            .transpose()
    }

    /// Remembers what the user allowed, in place of what was remembered before.
    pub async fn remember_consent(
        &self,
        (user, client): (UserId, ClientRowId),
        scope: &Scope,
        notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        if !user_lock::keep(&tx, self.tenant, user).await? {
            // Deleted meanwhile: nobody agreed to anything, and nobody gets a code either.
            return Ok(());
        }
        let row = consents::ActiveModel {
            tenant_id: Set(self.tenant.0),
            user_id: Set(user.0),
            client_row_id: Set(client.0),
            scope: Set(scope.to_string()),
            created_at: Set(now.0),
            updated_at: Set(now.0),
        };
        consents::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([
                    consents::Column::TenantId,
                    consents::Column::UserId,
                    consents::Column::ClientRowId,
                ])
                .update_columns([consents::Column::Scope, consents::Column::UpdatedAt])
                .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }
}
