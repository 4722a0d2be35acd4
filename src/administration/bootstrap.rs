//! The first start: a tenant at the root, with keys. Safe with any number of nodes that start at once, and again later.

use crate::app::App;
use crate::model::{DEFAULT_SLUG, Tenant, TenantId, TenantSettings};
use crate::storage::{NewTenant, StorageError};

use super::{AdministrationError, tenants};

/// What the tenant at the root is called until its operator names it.
const DEFAULT_NAME: &str = "Vestibule";

/// The tenant that is served at the root; made with its keys and its administrators' role where anything is missing.
pub async fn ensure_default_tenant(app: &App) -> Result<Tenant, AdministrationError> {
    let tenant = match app.database.tenant_by_slug(DEFAULT_SLUG).await? {
        Some(tenant) => tenant,
        None => insert(app).await?,
    };
    tenants::complete(app, tenant.id).await?;
    app.directory.catch_up().await?;
    // A wrong master key shows here, before anything is served, and not as a server that can sign nothing.
    app.directory.keys(tenant.id).await?;
    Ok(tenant)
}

async fn insert(app: &App) -> Result<Tenant, AdministrationError> {
    let now = app.clock.now();
    let row = NewTenant {
        id: TenantId(app.entropy.uuid(now)),
        slug: DEFAULT_SLUG.to_owned(),
        host: None,
        name: DEFAULT_NAME.to_owned(),
        settings: TenantSettings::default(),
    };
    match app.database.insert_tenant(row, now).await {
        // Another node was faster: theirs is the tenant.
        Ok(()) | Err(StorageError::Conflict) => tenants::find(app, DEFAULT_SLUG).await,
        Err(error) => Err(error.into()),
    }
}
