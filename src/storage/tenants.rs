//! Tenants. Above tenancy by nature, so these are methods of [`Database`].

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::clock::Timestamp;
use crate::model::{Tenant, TenantId, TenantSettings};

use super::changes::{self, Change};
use super::entities::tenants;
use super::{Database, StorageError};

/// A tenant to be written.
#[derive(Clone, Debug)]
pub struct NewTenant {
    /// Its identifier.
    pub id: TenantId,
    /// See [`Tenant::slug`].
    pub slug: String,
    /// See [`Tenant::host`].
    pub host: Option<String>,
    /// See [`Tenant::name`].
    pub name: String,
    /// See [`Tenant::settings`].
    pub settings: TenantSettings,
}

fn from_row(row: tenants::Model) -> Result<Tenant, StorageError> {
    Ok(Tenant {
        id: TenantId(row.id),
        slug: row.slug,
        host: row.host,
        name: row.name,
        settings: serde_json::from_str(&row.settings)
            .map_err(|_| StorageError::Corrupt("tenants.settings"))?,
        disabled: row.disabled_at.is_some(),
    })
}

impl Database {
    /// The tenant of that row.
    pub async fn tenant_of_row(&self, id: TenantId) -> Result<Option<Tenant>, StorageError> {
        let row = tenants::Entity::find()
            .filter(tenants::Column::Id.eq(id.0))
            .one(self.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The tenant at `/t/{slug}`.
    pub async fn tenant_by_slug(&self, slug: &str) -> Result<Option<Tenant>, StorageError> {
        let row = tenants::Entity::find()
            .filter(tenants::Column::Slug.eq(slug))
            .one(self.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The tenant of that identifier.
    pub async fn tenant_of_id(&self, id: TenantId) -> Result<Option<Tenant>, StorageError> {
        let row = tenants::Entity::find()
            .filter(tenants::Column::Id.eq(id.0))
            .one(self.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The tenant with that host name of its own.
    pub async fn tenant_by_host(&self, host: &str) -> Result<Option<Tenant>, StorageError> {
        let row = tenants::Entity::find()
            .filter(tenants::Column::Host.eq(host))
            .one(self.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The tenant of that identifier.
    pub async fn tenant_by_id(&self, id: TenantId) -> Result<Option<Tenant>, StorageError> {
        let row = tenants::Entity::find()
            .filter(tenants::Column::Id.eq(id.0))
            .one(self.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// Every tenant, by slug. For commands; no request walks tenants.
    pub async fn tenants(&self) -> Result<Vec<Tenant>, StorageError> {
        let rows = tenants::Entity::find()
            .order_by_asc(tenants::Column::Slug)
            .all(self.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// At most `limit` tenants after that slug, by slug.
    pub async fn tenants_after(&self, slug: &str, limit: u64) -> Result<Vec<Tenant>, StorageError> {
        let rows = tenants::Entity::find()
            .filter(tenants::Column::Slug.gt(slug))
            .order_by_asc(tenants::Column::Slug)
            .limit(limit)
            .all(self.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Adds a tenant. [`StorageError::Conflict`] when the slug or the host is taken.
    pub async fn insert_tenant(
        &self,
        tenant: NewTenant,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let settings = serde_json::to_string(&tenant.settings)
            .map_err(|_| StorageError::Corrupt("tenants.settings"))?;
        let row = tenants::ActiveModel {
            id: Set(tenant.id.0),
            slug: Set(tenant.slug),
            host: Set(tenant.host),
            name: Set(tenant.name),
            settings: Set(settings),
            created_at: Set(now.0),
            updated_at: Set(now.0),
            disabled_at: Set(None),
        };
        let tx = self.begin().await?;
        tenants::Entity::insert(row)
            .exec_without_returning(&*tx)
            .await?;
        changes::append(&tx, self, tenant.id, &[(Change::Tenant, now)], now).await?;
        tx.commit().await
    }

    /// Changes name, host, settings and whether it is disabled. `false` when there is no such tenant.
    pub async fn update_tenant(
        &self,
        tenant: &Tenant,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let settings = serde_json::to_string(&tenant.settings)
            .map_err(|_| StorageError::Corrupt("tenants.settings"))?;
        let tx = self.begin().await?;
        let changed = tenants::Entity::update_many()
            .set(tenants::ActiveModel {
                host: Set(tenant.host.clone()),
                name: Set(tenant.name.clone()),
                settings: Set(settings),
                updated_at: Set(now.0),
                disabled_at: Set(tenant.disabled.then_some(now.0)),
                ..Default::default()
            })
            .filter(tenants::Column::Id.eq(tenant.id.0))
            .exec(&*tx)
            .await?
            .rows_affected;
        changes::append(&tx, self, tenant.id, &[(Change::Tenant, now)], now).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }

    /// Changes the name and the settings alone: host and whether it is disabled are as they are by then. `false` when there is no
    /// such tenant.
    pub async fn decide_tenant(
        &self,
        tenant: &Tenant,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let settings = serde_json::to_string(&tenant.settings)
            .map_err(|_| StorageError::Corrupt("tenants.settings"))?;
        let tx = self.begin().await?;
        let changed = tenants::Entity::update_many()
            .set(tenants::ActiveModel {
                name: Set(tenant.name.clone()),
                settings: Set(settings),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(tenants::Column::Id.eq(tenant.id.0))
            .exec(&*tx)
            .await?
            .rows_affected;
        changes::append(&tx, self, tenant.id, &[(Change::Tenant, now)], now).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }
}
