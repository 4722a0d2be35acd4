//! The memory itself: loaded on first use, shared by every request.

use std::sync::Arc;

use crate::entropy::Entropy;
use crate::jose::KeyRing;
use crate::model::{
    BusinessRole, Client, ClientId, Issuer, Provider, Service, StatusIndex, Tenant, TenantId, User,
    UserId,
};
use crate::storage::{AccessRules, Database, StorageError};
use crate::vault::Vault;

use super::cache::Cache;
use super::follow;
use super::key_ring::{self, KeyRingError};
use super::places::Places;
use super::revoked::Revoked;
use super::statuses::Statuses;

/// Why something could not be looked up.
#[derive(Debug, thiserror::Error)]
pub enum LookupError {
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The tenant's keys cannot be read.
    #[error(transparent)]
    Keys(#[from] KeyRingError),
}

/// The process's memory of the database.
#[derive(Debug)]
pub struct Directory {
    pub(super) database: Database,
    pub(super) vault: Vault,
    pub(super) public_url: url::Url,
    pub(super) issuers: Cache<IssuerName, Issuer>,
    pub(super) clients: Cache<(TenantId, ClientId), Client>,
    pub(super) users: Cache<(TenantId, UserId), User>,
    pub(super) services: Cache<TenantId, Vec<Service>>,
    pub(super) access_rules: Cache<TenantId, AccessRules>,
    pub(super) providers: Cache<TenantId, Vec<Provider>>,
    pub(super) keys: Cache<TenantId, KeyRing>,
    pub(super) revoked: Revoked,
    pub(super) statuses: Statuses,
    places: Places,
    pub(super) follower: follow::Follower,
}

/// How a request names its issuer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IssuerName {
    /// By the path `/t/{slug}`, or the root's `default`.
    Slug(String),
    /// By a host name of its own.
    Host(String),
}

impl Directory {
    /// An empty memory.
    pub fn new(database: Database, vault: Vault, public_url: url::Url) -> Self {
        Self {
            database,
            vault,
            public_url,
            issuers: Cache::new(10_000),
            clients: Cache::new(10_000),
            users: Cache::new(20_000),
            services: Cache::new(10_000),
            access_rules: Cache::new(10_000),
            providers: Cache::new(2_000),
            keys: Cache::new(2_000),
            revoked: Revoked::default(),
            statuses: Statuses::default(),
            places: Places::default(),
            follower: follow::Follower::default(),
        }
    }

    /// The issuer of that name, if there is one.
    pub async fn issuer(&self, name: &IssuerName) -> Result<Option<Arc<Issuer>>, LookupError> {
        self.issuers
            .get_or_load(name, async {
                let tenant = match name {
                    IssuerName::Slug(slug) => self.database.tenant_by_slug(slug).await?,
                    IssuerName::Host(host) => self.database.tenant_by_host(host).await?,
                };
                self.issuer_made_of(tenant).await
            })
            .await
    }

    /// The issuer that a tenant is, with what its policies mean by now.
    async fn issuer_made_of(&self, tenant: Option<Tenant>) -> Result<Option<Issuer>, LookupError> {
        let Some(mut tenant) = tenant else {
            return Ok(None);
        };
        let policy = &mut tenant.settings.second_factor;
        if !policy.required_for_roles.is_empty() {
            let all = self.database.tenant(tenant.id).business_roles().await?;
            let demanding = |role: &BusinessRole| {
                let mut roles = role.roles.iter();
                roles.any(|role| policy.required_for_roles.contains(role))
            };
            let demanding = all.into_iter().filter(demanding).map(|role| role.name);
            policy.required_for_business_roles = demanding.collect();
        }
        Ok(Some(Issuer::new(tenant, &self.public_url)))
    }

    /// The issuer that a tenant is. Not remembered: requests come by name.
    pub async fn issuer_of(&self, tenant: TenantId) -> Result<Option<Arc<Issuer>>, LookupError> {
        let tenant = self.database.tenant_of_row(tenant).await?;
        Ok(self.issuer_made_of(tenant).await?.map(Arc::new))
    }

    /// The client of that identifier, disabled or not.
    pub async fn client(
        &self,
        tenant: TenantId,
        client_id: &ClientId,
    ) -> Result<Option<Arc<Client>>, LookupError> {
        self.clients
            .get_or_load(&(tenant, client_id.clone()), async {
                Ok(self.database.tenant(tenant).client(client_id).await?)
            })
            .await
    }

    /// The user of that identifier, disabled or not.
    pub async fn user(
        &self,
        tenant: TenantId,
        id: UserId,
    ) -> Result<Option<Arc<User>>, LookupError> {
        self.users
            .get_or_load(&(tenant, id), async {
                Ok(self.database.tenant(tenant).user(id).await?)
            })
            .await
    }

    /// The protected APIs of a tenant.
    pub async fn services(&self, tenant: TenantId) -> Result<Arc<Vec<Service>>, LookupError> {
        let services = self
            .services
            .get_or_load(&tenant, async {
                Ok(Some(self.database.tenant(tenant).services().await?))
            })
            .await?;
        Ok(services.unwrap_or_default())
    }

    /// What the names of roles mean at a tenant.
    pub async fn access_rules(&self, tenant: TenantId) -> Result<Arc<AccessRules>, LookupError> {
        let rules = self
            .access_rules
            .get_or_load(&tenant, async {
                Ok(Some(self.database.tenant(tenant).access_rules().await?))
            })
            .await?;
        Ok(rules.unwrap_or_default())
    }

    /// The providers of a tenant, disabled ones among them.
    pub async fn providers(&self, tenant: TenantId) -> Result<Arc<Vec<Provider>>, LookupError> {
        let providers = self
            .providers
            .get_or_load(&tenant, async {
                Ok(Some(self.database.tenant(tenant).providers().await?))
            })
            .await?;
        Ok(providers.unwrap_or_default())
    }

    /// The keys of a tenant.
    pub async fn keys(&self, tenant: TenantId) -> Result<Arc<KeyRing>, LookupError> {
        let ring = self
            .keys
            .get_or_load(&tenant, async {
                let stored = self.database.tenant(tenant).keys().await?;
                Ok(Some(key_ring::open(&self.vault, tenant, &stored)?))
            })
            .await?;
        ring.ok_or(LookupError::Keys(KeyRingError::None))
    }

    /// What is void although it has not expired.
    pub const fn revoked(&self) -> &Revoked {
        &self.revoked
    }

    /// What the status lists say.
    pub const fn statuses(&self) -> &Statuses {
        &self.statuses
    }

    /// A place in the status lists for a grant that is about to be made.
    pub async fn next_place(
        &self,
        tenant: TenantId,
        entropy: Entropy,
    ) -> Result<StatusIndex, StorageError> {
        self.places.next(&self.database, tenant, entropy).await
    }
}
