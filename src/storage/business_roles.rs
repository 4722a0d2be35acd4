//! Business roles: roles of the tenant and of services, given as one.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::clock::Timestamp;
use crate::model::{BusinessRole, Role};

use super::entities::business_roles;
use super::{StorageError, TenantDb};

/// What the names of roles mean at a tenant.
#[derive(Clone, Debug, Default)]
pub struct AccessRules {
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its business roles.
    pub business_roles: Vec<BusinessRole>,
}

impl TenantDb {
    /// What the names of roles mean.
    pub async fn access_rules(&self) -> Result<AccessRules, StorageError> {
        Ok(AccessRules {
            roles: self.roles().await?,
            business_roles: self.business_roles().await?,
        })
    }

    /// Every business role of the tenant, by name.
    pub async fn business_roles(&self) -> Result<Vec<BusinessRole>, StorageError> {
        let rows = business_roles::Entity::find()
            .filter(business_roles::Column::TenantId.eq(self.tenant.0))
            .order_by_asc(business_roles::Column::Name)
            .all(self.db.reader())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(BusinessRole {
                    name: row.name,
                    description: row.description,
                    roles: serde_json::from_str(&row.roles)
                        .map_err(|_| StorageError::Corrupt("business_roles.roles"))?,
                    service_roles: serde_json::from_str(&row.service_roles)
                        .map_err(|_| StorageError::Corrupt("business_roles.service_roles"))?,
                })
            })
            .collect()
    }

    /// Writes a business role under its name.
    pub async fn put_business_role(
        &self,
        role: &BusinessRole,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let row = business_roles::ActiveModel {
            tenant_id: Set(self.tenant.0),
            name: Set(role.name.clone()),
            description: Set(role.description.clone()),
            roles: Set(serde_json::to_string(&role.roles)
                .map_err(|_| StorageError::Corrupt("business_roles.roles"))?),
            service_roles: Set(serde_json::to_string(&role.service_roles)
                .map_err(|_| StorageError::Corrupt("business_roles.service_roles"))?),
        };
        let tx = self.db.begin().await?;
        business_roles::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([
                    business_roles::Column::TenantId,
                    business_roles::Column::Name,
                ])
                .update_columns([
                    business_roles::Column::Description,
                    business_roles::Column::Roles,
                    business_roles::Column::ServiceRoles,
                ])
                .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        self.commit_known(tx, now).await
    }

    /// Removes a business role. `false` when there was none.
    pub async fn delete_business_role(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let row = Condition::all()
            .add(business_roles::Column::TenantId.eq(self.tenant.0))
            .add(business_roles::Column::Name.eq(name));
        self.delete_known::<business_roles::Entity>(row, now).await
    }
}
