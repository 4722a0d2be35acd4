//! RFC 8707 §2: resource indicators, and whom an access token is for.

use crate::context::Context;
use crate::model::client::is_resource;
use crate::model::{Client, Scope, Service, scope};

use super::{ErrorCode, OAuthError, Parameters};

/// How many resources one request may name.
const MAX_RESOURCES: usize = 16;

/// The resources a request names, each known here and allowed to this client.
pub fn requested(
    services: &[Service],
    client: &Client,
    parameters: &Parameters,
) -> Result<Vec<String>, OAuthError> {
    let mut resources: Vec<String> = Vec::new();
    for resource in parameters.all("resource") {
        // "The authorization server … invalid_target: The requested resource is invalid, missing, unknown, or malformed."  RFC 8707 §2
        if !is_allowed(services, client, resource) || resources.len() == MAX_RESOURCES {
            return Err(OAuthError::new(
                ErrorCode::InvalidTarget,
                "resource names no service that this client may use",
            ));
        }
        if !resources.iter().any(|known| known == resource) {
            resources.push(resource.to_owned());
        }
    }
    Ok(resources)
}

/// Whether the client may have tokens for that resource, by what is registered at this instant.
fn is_allowed(services: &[Service], client: &Client, resource: &str) -> bool {
    let allowed = &client.metadata.allowed_resources;
    is_resource(resource)
        && services
            .iter()
            .any(|service| service.audience == resource && !service.disabled)
        && (allowed.is_empty() || allowed.iter().any(|known| known == resource))
}

/// Those of a grant's resources that the client may still have. What an operator took away is not renewed by an old grant,
/// and a token for nothing in particular does not take its place.
pub fn still_allowed(
    services: &[Service],
    client: &Client,
    granted: &[String],
) -> Result<Vec<String>, OAuthError> {
    let kept: Vec<String> = granted
        .iter()
        .filter(|resource| is_allowed(services, client, resource))
        .cloned()
        .collect();
    if kept.is_empty() && !granted.is_empty() {
        return Err(OAuthError::new(
            ErrorCode::InvalidTarget,
            "the client may no longer use the resource that was granted",
        ));
    }
    Ok(kept)
}

/// The audience of an access token: what was asked for, or the client's default, or the tenant's.
pub fn audience(ctx: &Context, client: &Client, resources: &[String]) -> Vec<String> {
    if !resources.is_empty() {
        return resources.to_vec();
    }
    let default = client
        .metadata
        .default_resource
        .as_deref()
        .unwrap_or_else(|| ctx.issuer().default_audience());
    vec![default.to_owned()]
}

/// The part of the scope that means something: the standard scopes, our own, and those of a service. "Scope values used that are
/// not understood by an implementation SHOULD be ignored."  OpenID Connect Core §3.1.2.1
pub fn understood(scope: &Scope, services: &[Service]) -> Scope {
    scope.filtered(|token| {
        scope::OWN.contains(&token)
            || scope::STANDARD.iter().any(|(name, _)| *name == token)
            || services
                .iter()
                .any(|service| service.scopes.iter().any(|known| known == token))
    })
}
