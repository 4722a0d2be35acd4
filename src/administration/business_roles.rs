//! Business roles: a job function, with roles here and in services.

use crate::app::App;
use crate::model::{BusinessRole, Service, TenantId};

use super::roles::{ADMINISTRATOR, naming_problems};
use super::{AdministrationError, Kind};

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
    db.put_business_role(role, app.clock.now()).await?;
    tracing::info!(target: "audit", event = "business_role.written", %tenant, role = role.name);
    Ok(app.directory.catch_up().await?)
}

/// Removes a business role; people who have it keep its name, which then means nothing.
pub async fn delete(app: &App, tenant: TenantId, name: &str) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    if !db.delete_business_role(name, app.clock.now()).await? {
        return Err(AdministrationError::NotFound(
            Kind::BusinessRole,
            name.to_owned(),
        ));
    }
    tracing::info!(target: "audit", event = "business_role.deleted", %tenant, role = name);
    Ok(app.directory.catch_up().await?)
}
