//! A plan, carried out.

use crate::administration::provider_wish::with_secret;
use crate::administration::users::LastAdministrator;
use crate::administration::{
    AdministrationError, Kind, business_roles, clients, providers, roles, services, tenants, users,
};
use crate::app::App;
use crate::model::{Secret, TenantId};
use crate::storage::{NewUser, StoredClient};

use super::administrators::Followed;
use super::plan::{Plan, Step, Write};

pub(super) async fn carry_out(app: &App, plan: Plan) -> Result<(), AdministrationError> {
    let Plan { steps, mut tenants } = plan;
    let followed = Followed::of(&steps);
    for Step { line, write } in steps {
        if let Write::NewTenant(tenant) = &write {
            let created = tenants::create(app, tenant).await?;
            tenants.insert(line.tenant, created.id);
            continue;
        }
        let tenant = tenants.get(&line.tenant).copied();
        let tenant = tenant
            .ok_or_else(|| AdministrationError::NotFound(Kind::Tenant, line.tenant.clone()))?;
        let last = followed.last(&line.tenant);
        match write {
            Write::Removal => remove(app, tenant, (line.kind, &line.name), last).await?,
            other => write_one(app, tenant, other, last).await?,
        }
    }
    Ok(())
}

async fn write_one(
    app: &App,
    tenant: TenantId,
    write: Write,
    last: LastAdministrator,
) -> Result<(), AdministrationError> {
    match write {
        Write::Nothing | Write::NewTenant(_) | Write::Removal => Ok(()),
        Write::Tenant(changed) => tenants::update(app, &changed).await,
        Write::Role(role) => roles::put(app, tenant, &role).await,
        Write::Service(service) => services::put(app, tenant, &service).await,
        Write::BusinessRole(role) => business_roles::put(app, tenant, &role).await,
        Write::Provider(provider, fresh) => {
            let provider = with_secret(app, tenant, *provider, fresh)?;
            providers::put(app, tenant, provider).await
        }
        Write::Client(client, fresh) => {
            let secret = match fresh {
                Some(secret) => clients::hash_secret(app, &secret).await?,
                None => client.secret.clone(),
            };
            let client = StoredClient { secret, ..*client };
            clients::put(app, tenant, client).await
        }
        Write::NewUser(user, fresh) => {
            users::create(app, tenant, with_password(app, *user, fresh).await?).await
        }
        Write::User(user, fresh) => {
            users::update(app, tenant, with_password(app, *user, fresh).await?, last).await
        }
    }
}

async fn with_password(
    app: &App,
    user: NewUser,
    fresh: Option<Secret>,
) -> Result<NewUser, AdministrationError> {
    let Some(password) = fresh else {
        return Ok(user);
    };
    Ok(NewUser {
        password_hash: Some(app.passwords.hash(&password).await?),
        ..user
    })
}

async fn remove(
    app: &App,
    tenant: TenantId,
    (kind, name): (Kind, &str),
    last: LastAdministrator,
) -> Result<(), AdministrationError> {
    match kind {
        // No plan says so.
        Kind::Tenant => Ok(()),
        Kind::Role => roles::delete(app, tenant, name).await,
        Kind::BusinessRole => business_roles::delete(app, tenant, name).await,
        Kind::Service => services::delete(app, tenant, name).await,
        Kind::Provider => providers::delete(app, tenant, name).await,
        Kind::Client => clients::delete(app, tenant, name).await,
        Kind::User => users::delete(app, tenant, name, last).await,
    }
}
