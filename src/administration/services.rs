//! Protected APIs (RFC 8707).

use crate::app::App;
use crate::model::client::is_resource;
use crate::model::{Scope, Service, ServiceId, TenantId, scope};

use super::roles::{is_permission, naming_problems};
use super::users::tokens_until;
use super::{AdministrationError, Kind, shut_out};

/// How many permissions a service may know.
const MOST_PERMISSIONS: usize = 200;
/// How many roles a service may have.
const MOST_ROLES: usize = 50;

/// What is wrong with a service; empty when it may be written.
pub fn problems(service: &Service) -> Vec<String> {
    let mut problems = Vec::new();
    // "Its value MUST be an absolute URI … The URI MUST NOT include a fragment component."  RFC 8707 §2
    if !is_resource(&service.audience) {
        problems.push(
            "audience: is no absolute URI without a fragment (RFC 8707 section 2)".to_owned(),
        );
    }
    if service.name.is_empty()
        || service.name.chars().count() > 100
        || service.name.chars().any(char::is_control)
    {
        problems.push("name: has 1 to 100 characters".to_owned());
    }
    for (index, token) in service.scopes.iter().enumerate() {
        if Scope::parse(token).map_or(true, |parsed| parsed.iter().count() != 1)
            || token.contains(' ')
        {
            problems.push(format!(
                "scopes: {token:?} is no scope (RFC 6749 section 3.3)"
            ));
        } else if scope::STANDARD.iter().any(|(name, _)| name == token) {
            problems.push(format!("scopes: {token:?} belongs to OpenID Connect"));
        } else if scope::OWN.contains(&token.as_str()) {
            problems.push(format!("scopes: {token:?} belongs to this server"));
        } else if service
            .scopes
            .iter()
            .take(index)
            .any(|earlier| earlier == token)
        {
            problems.push(format!("scopes: {token:?} stands there twice"));
        }
    }
    problems.extend(access_problems(service));
    problems
}

/// The same of what people may do in it.
fn access_problems(service: &Service) -> Vec<String> {
    let mut problems = Vec::new();
    let (permissions, roles) = (&service.permissions, &service.roles);
    for (member, count, most) in [
        ("permissions", permissions.len(), MOST_PERMISSIONS),
        ("roles", roles.len(), MOST_ROLES),
    ] {
        if count > most {
            problems.push(format!("{member}: are at most {most}"));
        }
    }
    for (index, permission) in permissions.iter().enumerate() {
        if !is_permission(permission) || permission.contains('*') {
            problems.push(format!(
                "permissions: {permission:?} is no permission such as \"order:read\""
            ));
        } else if permissions
            .iter()
            .take(index)
            .any(|earlier| earlier == permission)
        {
            problems.push(format!("permissions: {permission:?} stands there twice"));
        }
    }
    for (index, role) in roles.iter().enumerate() {
        let naming = naming_problems(&role.name, &role.description);
        problems.extend(
            naming
                .iter()
                .map(|problem| format!("roles: {:?}: {problem}", role.name)),
        );
        if roles
            .iter()
            .take(index)
            .any(|earlier| earlier.name == role.name)
        {
            problems.push(format!("roles: {:?} stands there twice", role.name));
        }
        // What a service checks is what it says that can be allowed in it.
        let mut unknown = role
            .permissions
            .iter()
            .filter(|one| !permissions.contains(one));
        if let Some(unknown) = unknown.next() {
            problems.push(format!(
                "roles: {:?}: {unknown:?} is not among permissions",
                role.name
            ));
        }
    }
    problems
}

/// A service without anything but an audience.
pub fn blank(app: &App, audience: &str) -> Service {
    Service {
        id: ServiceId(app.entropy.uuid(app.clock.now())),
        audience: audience.to_owned(),
        name: audience.to_owned(),
        scopes: Vec::new(),
        permissions: Vec::new(),
        roles: Vec::new(),
        members_only: false,
        disabled: false,
    }
}

/// Writes a service, over one of the same audience.
pub async fn put(
    app: &App,
    tenant: TenantId,
    service: &Service,
) -> Result<(), AdministrationError> {
    let problems = problems(service);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let now = app.clock.now();
    let db = app.database.tenant(tenant);
    let known = db.services().await?.into_iter();
    let before = known
        .into_iter()
        .find(|one| one.audience == service.audience);
    db.put_service(service, now).await?;
    // Also where it was so before: an earlier time may have been interrupted.
    let is_told = |before: &Service| before.members_only || service.members_only;
    if let Some(before) = before.filter(is_told) {
        let written = Service {
            id: before.id,
            ..service.clone()
        };
        shut_out::of_service(app, tenant, &written, tokens_until(app)).await?;
    }
    tracing::info!(target: "audit", event = "service.written", %tenant, audience = service.audience);
    Ok(app.directory.catch_up().await?)
}

/// Removes a service: from then on no token is issued for it.
pub async fn delete(
    app: &App,
    tenant: TenantId,
    audience: &str,
) -> Result<(), AdministrationError> {
    if !app
        .database
        .tenant(tenant)
        .delete_service(audience, app.clock.now())
        .await?
    {
        return Err(AdministrationError::NotFound(
            Kind::Service,
            audience.to_owned(),
        ));
    }
    tracing::info!(target: "audit", event = "service.deleted", %tenant, audience);
    Ok(app.directory.catch_up().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    fn service(audience: &str, scopes: &[&str]) -> Service {
        Service {
            id: ServiceId(uuid::Uuid::nil()),
            audience: audience.to_owned(),
            name: "API".to_owned(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            permissions: vec!["order:read".to_owned()],
            roles: Vec::new(),
            members_only: false,
            disabled: false,
        }
    }

    #[test]
    fn roles_are_made_of_what_can_be_allowed() {
        let role = |name: &str, permission: &str| Role {
            name: name.to_owned(),
            description: String::new(),
            permissions: vec![permission.to_owned()],
        };
        let with = |permissions: &[&str], roles: &[Role]| {
            let permissions = permissions.iter().map(|&one| one.to_owned());
            problems(&Service {
                permissions: permissions.collect(),
                roles: roles.to_vec(),
                ..service("https://api.example.com", &[])
            })
            .len()
        };
        assert_eq!(with(&["order:read"], &[role("clerk", "order:read")]), 0);
        assert_eq!(with(&["order:read"], &[role("clerk", "order:write")]), 1);
        assert_eq!(with(&["order:*", "order:read", "order:read"], &[]), 2);
        assert_eq!(
            with(&["a"], &[role("x", "a"), role("x", "a"), role("", "a")]),
            2
        );
    }

    #[test]
    fn an_audience_is_a_uri_and_scopes_are_single_tokens_of_its_own() {
        assert!(
            problems(&service(
                "https://api.example.com",
                &["orders:read", "orders:write"]
            ))
            .is_empty()
        );
        assert_eq!(problems(&service("api", &[])).len(), 1);
        assert_eq!(
            problems(&service("https://a#b", &["openid", "a b", "", "x", "x"])).len(),
            5
        );
    }
}
