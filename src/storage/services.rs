//! Protected APIs (RFC 8707).

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Timestamp;
use crate::model::{Service, ServiceId};

use super::entities::services;
use super::{StorageError, TenantDb};

fn from_row(row: services::Model) -> Result<Service, StorageError> {
    Ok(Service {
        id: ServiceId(row.id),
        audience: row.audience,
        name: row.name,
        scopes: read(&row.scopes)?,
        permissions: read(&row.permissions)?,
        roles: read(&row.roles)?,
        members_only: row.members_only,
        disabled: row.disabled,
    })
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    serde_json::from_str(text).map_err(|_| StorageError::Corrupt("services"))
}

fn text(value: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|_| StorageError::Corrupt("services"))
}

impl TenantDb {
    /// Every service of the tenant, by audience.
    pub async fn services(&self) -> Result<Vec<Service>, StorageError> {
        let rows = services::Entity::find()
            .filter(services::Column::TenantId.eq(self.tenant.0))
            .order_by_asc(services::Column::Audience)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Writes a service under its audience; one that is there keeps its identifier.
    pub async fn put_service(&self, service: &Service, now: Timestamp) -> Result<(), StorageError> {
        let row = services::ActiveModel {
            id: Set(service.id.0),
            tenant_id: Set(self.tenant.0),
            audience: Set(service.audience.clone()),
            name: Set(service.name.clone()),
            scopes: Set(text(&service.scopes)?),
            permissions: Set(text(&service.permissions)?),
            roles: Set(text(&service.roles)?),
            members_only: Set(service.members_only),
            disabled: Set(service.disabled),
        };
        let tx = self.db.begin().await?;
        services::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([services::Column::TenantId, services::Column::Audience])
                    .update_columns([
                        services::Column::Name,
                        services::Column::Scopes,
                        services::Column::Permissions,
                        services::Column::Roles,
                        services::Column::MembersOnly,
                        services::Column::Disabled,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        self.commit_known(tx, now).await
    }

    /// Removes a service. `false` when there was none.
    pub async fn delete_service(
        &self,
        audience: &str,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let row = Condition::all()
            .add(services::Column::TenantId.eq(self.tenant.0))
            .add(services::Column::Audience.eq(audience));
        self.delete_known::<services::Entity>(row, now).await
    }
}
