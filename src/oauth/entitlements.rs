//! RFC 9068 §2.2.3.1: the roles of a user in whatever a token is for, and whether there may be such a token at all.

use crate::access::{Held, Standing, at_tenant};
use crate::context::Context;
use crate::model::{Client, Service, User};
use crate::storage::AccessRules;

use super::issue::Audience;
use super::{ErrorCode, OAuthError};

/// What a user holds in the one service that a token is for; nothing where it is for several, since one of them would read what
/// somebody is in another. For the tenant itself it is told to the operator's own applications. Refuses who may not use a service.
pub async fn held(
    ctx: &Context,
    client: &Client,
    user: &User,
    audience: &[String],
) -> Result<Held, OAuthError> {
    let (rules, services) = (ctx.access_rules().await?, ctx.services().await?);
    let mut held = Held::default();
    for service in known(&services, audience) {
        let standing = Standing::of(user, &rules, service);
        // "invalid_target: The requested resource is invalid, missing, unknown, or malformed."  RFC 8707 §2
        if !standing.admits(service) {
            return Err(OAuthError::new(
                ErrorCode::InvalidTarget,
                "the user has no access to the resource",
            ));
        }
        if audience.len() == 1 {
            held = standing.held();
        }
    }
    let is_of_tenant = matches!(audience, [only] if only == ctx.issuer().default_audience());
    if is_of_tenant && client.metadata.first_party {
        return Ok(at_tenant(user, &rules));
    }
    Ok(held)
}

/// Whether a user may use everything that a token is for, at this instant: whoever was shut out of a service is out of it at once.
pub fn still_admitted<'a>(
    user: &User,
    (rules, services): (&AccessRules, &[Service]),
    audience: impl Iterator<Item = &'a str>,
) -> bool {
    let mut services = audience.filter_map(|one| find(services, one));
    services.all(|service| Standing::of(user, rules, service).admits(service))
}

fn known<'a>(services: &'a [Service], audience: &[String]) -> impl Iterator<Item = &'a Service> {
    audience.iter().filter_map(|one| find(services, one))
}

/// The service of that audience.
pub fn find<'a>(services: &'a [Service], audience: &str) -> Option<&'a Service> {
    services.iter().find(|service| service.audience == audience)
}

/// The audience, where there is one and no more.
pub fn only(audience: &Audience) -> Option<&str> {
    match audience {
        Audience::One(only) => Some(only),
        Audience::Several(_) => None,
    }
}

/// What a user holds at this instant in a service, or at the tenant itself. What is neither is nobody's place.
pub async fn now(ctx: &Context, user: &User, audience: &str) -> Result<Held, OAuthError> {
    let (rules, services) = (ctx.access_rules().await?, ctx.services().await?);
    Ok(match find(&services, audience) {
        Some(service) => Standing::of(user, &rules, service).held(),
        None if audience == ctx.issuer().default_audience() => at_tenant(user, &rules),
        None => Held::default(),
    })
}
