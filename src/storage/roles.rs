//! Roles: named sets of permissions.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::clock::Timestamp;
use crate::model::Role;

use super::entities::roles;
use super::{StorageError, TenantDb};

impl TenantDb {
    /// Every role of the tenant, by name.
    pub async fn roles(&self) -> Result<Vec<Role>, StorageError> {
        let rows = roles::Entity::find()
            .filter(roles::Column::TenantId.eq(self.tenant.0))
            .order_by_asc(roles::Column::Name)
            .all(self.db.reader())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Role {
                    name: row.name,
                    description: row.description,
                    permissions: serde_json::from_str(&row.permissions)
                        .map_err(|_| StorageError::Corrupt("roles.permissions"))?,
                })
            })
            .collect()
    }

    /// Writes a role under its name.
    pub async fn put_role(&self, role: &Role, now: Timestamp) -> Result<(), StorageError> {
        let row = roles::ActiveModel {
            tenant_id: Set(self.tenant.0),
            name: Set(role.name.clone()),
            description: Set(role.description.clone()),
            permissions: Set(serde_json::to_string(&role.permissions)
                .map_err(|_| StorageError::Corrupt("roles.permissions"))?),
        };
        let tx = self.db.begin().await?;
        roles::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([roles::Column::TenantId, roles::Column::Name])
                    .update_columns([roles::Column::Description, roles::Column::Permissions])
                    .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        self.commit_known(tx, now).await
    }

    /// Removes a role. `false` when there was none.
    pub async fn delete_role(&self, name: &str, now: Timestamp) -> Result<bool, StorageError> {
        let row = Condition::all()
            .add(roles::Column::TenantId.eq(self.tenant.0))
            .add(roles::Column::Name.eq(name));
        self.delete_known::<roles::Entity>(row, now).await
    }
}
