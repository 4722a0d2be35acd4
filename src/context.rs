//! One request at one issuer at one instant: what every rule receives.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::App;
use crate::clock::Timestamp;
use crate::directory::LookupError;
use crate::jose::KeyRing;
use crate::model::{
    Client, ClientId, Endpoint, Issuer, NewAuditEvent, Provider, Service, StatusIndex, User, UserId,
};
use crate::storage::{AccessRules, StorageError, TenantDb};

/// The issuer a request is addressed to, the instant it is judged at, and the process that judges.
#[derive(Clone, Debug)]
pub struct Context {
    app: Arc<App>,
    issuer: Arc<Issuer>,
    now: Timestamp,
    caller: String,
    quotas: Arc<Quotas>,
}

/// What a request spent of the budgets of its network, for the answer to tell.
#[derive(Debug, Default)]
pub struct Quotas(Mutex<Vec<Quota>>);

/// A budget, and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Its name.
    pub name: &'static str,
    /// How much it is.
    pub most: u64,
    /// For how many seconds.
    pub seconds: u32,
    /// What is left.
    pub left: u64,
}

impl Quotas {
    /// Every budget that was touched.
    pub fn told(&self) -> Vec<Quota> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Notes what is left of one.
    pub fn note(&self, quota: Quota) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|known| known.name != quota.name);
        all.push(quota);
    }

    /// Something of it was given back.
    pub fn give_back(&self, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for quota in all.iter_mut().filter(|quota| quota.name == name) {
            quota.left = quota.most.min(quota.left + 1);
        }
    }
}

impl Context {
    /// Reads the clock once; every rule of the request sees the same instant. `caller` is the network it comes from.
    pub fn new(app: Arc<App>, issuer: Arc<Issuer>, caller: String) -> Self {
        let now = app.clock.now();
        Self {
            app,
            issuer,
            now,
            caller,
            quotas: Arc::default(),
        }
    }

    /// The same, telling what it spends to whoever answers.
    #[must_use]
    pub fn telling(mut self, quotas: Arc<Quotas>) -> Self {
        self.quotas = quotas;
        self
    }

    /// What the request spends of its network's budgets.
    pub const fn quotas(&self) -> &Arc<Quotas> {
        &self.quotas
    }

    /// The process.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The issuer.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// The instant of the request.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The network the request comes from: an IPv4 address, or the /64 of an IPv6 one. Attempts are counted for it.
    pub fn caller(&self) -> &str {
        &self.caller
    }

    /// Writes an entry of the tenant's audit log, from the caller's network.
    pub async fn record(&self, event: NewAuditEvent) {
        let event = NewAuditEvent {
            address: self.caller.clone(),
            ..event
        };
        self.app.record(self.issuer.tenant_id(), event).await;
    }

    /// The rows of the issuer's tenant, and no others.
    pub fn db(&self) -> TenantDb {
        self.app.database.tenant(self.issuer.tenant_id())
    }

    /// The URL of one of the issuer's endpoints.
    pub fn endpoint(&self, endpoint: Endpoint) -> String {
        self.issuer.endpoint(endpoint)
    }

    /// The issuer's client of that identifier.
    pub async fn client(&self, id: &ClientId) -> Result<Option<Arc<Client>>, LookupError> {
        self.app.directory.client(self.issuer.tenant_id(), id).await
    }

    /// The issuer's user of that identifier.
    pub async fn user(&self, id: UserId) -> Result<Option<Arc<User>>, LookupError> {
        self.app.directory.user(self.issuer.tenant_id(), id).await
    }

    /// The issuer's protected APIs.
    pub async fn services(&self) -> Result<Arc<Vec<Service>>, LookupError> {
        self.app.directory.services(self.issuer.tenant_id()).await
    }

    /// What the names of roles mean at the issuer.
    pub async fn access_rules(&self) -> Result<Arc<AccessRules>, LookupError> {
        let tenant = self.issuer.tenant_id();
        self.app.directory.access_rules(tenant).await
    }

    /// The issuer's providers, disabled ones among them.
    pub async fn providers(&self) -> Result<Arc<Vec<Provider>>, LookupError> {
        self.app.directory.providers(self.issuer.tenant_id()).await
    }

    /// A place in the status lists for a grant that is about to be made.
    pub async fn next_place(&self) -> Result<StatusIndex, StorageError> {
        let tenant = self.issuer.tenant_id();
        self.app
            .directory
            .next_place(tenant, self.app.entropy)
            .await
    }

    /// The issuer's keys.
    pub async fn keys(&self) -> Result<Arc<KeyRing>, LookupError> {
        self.app.directory.keys(self.issuer.tenant_id()).await
    }
}
