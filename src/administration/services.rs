//! Protected APIs (RFC 8707).

use crate::app::App;
use crate::model::client::is_resource;
use crate::model::{Scope, Service, ServiceId, TenantId, scope};

use super::{AdministrationError, Kind};

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
    problems
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
    app.database
        .tenant(tenant)
        .put_service(ServiceId(app.entropy.uuid(now)), service, now)
        .await?;
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

    fn service(audience: &str, scopes: &[&str]) -> Service {
        Service {
            audience: audience.to_owned(),
            name: "API".to_owned(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        }
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
