//! Business roles: a job function, with roles here and in services.

use crate::app::App;
use crate::model::{BusinessRole, Service, TenantId};

use super::roles::{ADMINISTRATOR, naming_problems};
use super::users::tokens_until;
use super::{AdministrationError, Kind, shut_out};

/// How many roles one may have, here and in services together.
const MOST_ROLES: usize = 100;

/// What is wrong with a business role; empty when it may be written. `roles` and `services` are those that there are.
pub fn problems(role: &BusinessRole, roles: &[String], services: &[Service]) -> Vec<String> {
    let mut problems = naming_problems(&role.name, &role.description);
    if role.roles.len() + role.service_roles.len() > MOST_ROLES {
        problems.push(format!(
            "roles: are at most {MOST_ROLES}, with service_roles"
        ));
    }
    for name in &role.roles {
        // Who administers is said of each person, so that the last one is known.
        if name == ADMINISTRATOR {
            problems.push("roles: nobody becomes \"admin\" by a business role".to_owned());
        } else if !roles.contains(name) {
            problems.push(format!("roles: there is no role {name:?}"));
        }
    }
    for one in &role.service_roles {
        problems.extend(
            service_role_problem(services, &one.service, &one.role)
                .map(|problem| format!("service_roles: {problem}")),
        );
    }
    problems
}

/// Whether there is no such role in a service.
pub(super) fn service_role_problem(
    services: &[Service],
    audience: &str,
    role: &str,
) -> Option<String> {
    let service = services.iter().find(|service| service.audience == audience);
    match service {
        None => Some(format!("there is no service {audience:?}")),
        Some(service) if service.roles.iter().all(|known| known.name != role) => {
            Some(format!("{audience:?} has no role {role:?}"))
        }
        Some(_) => None,
    }
}

/// Writes a business role, over one of the same name.
pub async fn put(
    app: &App,
    tenant: TenantId,
    role: &BusinessRole,
) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let roles: Vec<String> = db
        .roles()
        .await?
        .into_iter()
        .map(|role| role.name)
        .collect();
    let problems = problems(role, &roles, &db.services().await?);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let before = db.business_roles().await?.into_iter();
    let before = before.filter(|before| before.name == role.name);
    let gave: Vec<BusinessRole> = before.chain([role.clone()]).collect();
    db.put_business_role(role, app.clock.now()).await?;
    members_changed(app, tenant, &gave).await?;
    tracing::info!(target: "audit", event = "business_role.written", %tenant, role = role.name);
    Ok(app.directory.catch_up().await?)
}

/// Who may use a service that is for its members alone may have it by a business role.
async fn members_changed(
    app: &App,
    tenant: TenantId,
    gave: &[BusinessRole],
) -> Result<(), AdministrationError> {
    let services = app.database.tenant(tenant).services().await?;
    let is_given = |service: &Service| {
        let mut given = gave.iter().flat_map(|role| &role.service_roles);
        given.any(|one| one.service == service.audience)
    };
    for service in services
        .iter()
        .filter(|one| one.members_only && is_given(one))
    {
        shut_out::of_service(app, tenant, service, tokens_until(app)).await?;
    }
    Ok(())
}

/// Removes a business role; people who have it keep its name, which then means nothing.
pub async fn delete(app: &App, tenant: TenantId, name: &str) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let gave = db.business_roles().await?.into_iter();
    let gave: Vec<BusinessRole> = gave.filter(|role| role.name == name).collect();
    // Emptied before it is removed: an interruption leaves something that can be removed again.
    for role in &gave {
        let emptied = BusinessRole {
            roles: Vec::new(),
            service_roles: Vec::new(),
            ..role.clone()
        };
        db.put_business_role(&emptied, app.clock.now()).await?;
        members_changed(app, tenant, &gave).await?;
    }
    if !db.delete_business_role(name, app.clock.now()).await? {
        return Err(AdministrationError::NotFound(
            Kind::BusinessRole,
            name.to_owned(),
        ));
    }
    tracing::info!(target: "audit", event = "business_role.deleted", %tenant, role = name);
    Ok(app.directory.catch_up().await?)
}
