//! One request at one issuer at one instant: what every rule receives.

use std::sync::Arc;

use crate::app::App;
use crate::clock::Timestamp;
use crate::directory::LookupError;
use crate::jose::KeyRing;
use crate::model::{Client, ClientId, Endpoint, Issuer, Provider, Service, User, UserId};
use crate::storage::{AccessRules, TenantDb};

/// The issuer a request is addressed to, the instant it is judged at, and the process that judges.
#[derive(Clone, Debug)]
pub struct Context {
    app: Arc<App>,
    issuer: Arc<Issuer>,
    now: Timestamp,
    caller: String,
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
        }
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

    /// The issuer's keys.
    pub async fn keys(&self) -> Result<Arc<KeyRing>, LookupError> {
        self.app.directory.keys(self.issuer.tenant_id()).await
    }
}
