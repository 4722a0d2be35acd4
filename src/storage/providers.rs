//! Providers: where people may sign in besides here.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::clock::Timestamp;
use crate::model::{Provider, ProviderId, ProviderKind, ProviderSettings, TenantId};
use crate::vault::Place;

use super::entities::providers;
use super::{StorageError, TenantDb};

/// A provider to be written under its slug.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredProvider {
    /// Its row. The secret is sealed for it, so that a provider that is there keeps its own.
    pub id: ProviderId,
    /// See [`Provider::slug`].
    pub slug: String,
    /// See [`Provider::kind`].
    pub kind: ProviderKind,
    /// See [`Provider::name`].
    pub name: String,
    /// See [`Provider::settings`].
    pub settings: ProviderSettings,
    /// See [`Provider::sealed_secret`].
    pub sealed_secret: Option<Vec<u8>>,
    /// See [`Provider::disabled`].
    pub disabled: bool,
}

/// Where the secret of a provider stands.
pub fn secret_place(tenant: TenantId, id: ProviderId) -> Place {
    Place {
        table: "providers",
        column: "sealed_secret",
        row: format!("{tenant}:{id}"),
    }
}

fn from_row(row: providers::Model) -> Result<Provider, StorageError> {
    Ok(Provider {
        id: ProviderId(row.id),
        tenant: TenantId(row.tenant_id),
        slug: row.slug,
        kind: ProviderKind::from_name(&row.kind).ok_or(StorageError::Corrupt("providers.kind"))?,
        name: row.name,
        settings: serde_json::from_str(&row.settings)
            .map_err(|_| StorageError::Corrupt("providers.settings"))?,
        sealed_secret: row.sealed_secret,
        disabled: row.disabled_at.is_some(),
    })
}

impl TenantDb {
    /// Every provider of the tenant, in the order in which they were added.
    pub async fn providers(&self) -> Result<Vec<Provider>, StorageError> {
        let rows = providers::Entity::find()
            .filter(providers::Column::TenantId.eq(self.tenant.0))
            .order_by_asc(providers::Column::CreatedAt)
            .order_by_asc(providers::Column::Id)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Writes a provider; one of the same slug is replaced and keeps its row, so that its people stay known.
    pub async fn put_provider(
        &self,
        provider: StoredProvider,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let row = providers::ActiveModel {
            id: Set(provider.id.0),
            tenant_id: Set(self.tenant.0),
            slug: Set(provider.slug),
            kind: Set(provider.kind.name().to_owned()),
            name: Set(provider.name),
            settings: Set(serde_json::to_string(&provider.settings)
                .map_err(|_| StorageError::Corrupt("providers.settings"))?),
            sealed_secret: Set(provider.sealed_secret),
            created_at: Set(now.0),
            updated_at: Set(now.0),
            disabled_at: Set(provider.disabled.then_some(now.0)),
        };
        let tx = self.db.begin().await?;
        providers::Entity::insert(row)
            .on_conflict(
                OnConflict::column(providers::Column::Id)
                    .update_columns([
                        providers::Column::Slug,
                        providers::Column::Kind,
                        providers::Column::Name,
                        providers::Column::Settings,
                        providers::Column::SealedSecret,
                        providers::Column::UpdatedAt,
                        providers::Column::DisabledAt,
                    ])
                    .action_and_where(providers::Column::TenantId.eq(self.tenant.0))
                    .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        self.commit_known(tx, now).await
    }

    /// Removes a provider with everything it vouched for. `false` when there was none.
    pub async fn delete_provider(&self, slug: &str, now: Timestamp) -> Result<bool, StorageError> {
        let row = Condition::all()
            .add(providers::Column::TenantId.eq(self.tenant.0))
            .add(providers::Column::Slug.eq(slug));
        self.delete_known::<providers::Entity>(row, now).await
    }
}
