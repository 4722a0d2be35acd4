//! RFC 7662 §2: asking about a token from within a service, for who it is and what they may do there. The judgement is that of
//! introspection.

use crate::access::{Held, Standing};
use crate::context::Context;
use crate::model::{Service, User};

use super::bearer::{self, LiveAccessToken};
use super::client_auth::AuthenticatedClient;
use super::introspection::speaks_for;
use super::{ErrorCode, OAuthError, entitlements};

/// A token that is good for whoever asked.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The token.
    pub token: LiveAccessToken,
    /// Where its user stands in the service asked about.
    pub service: Option<InService>,
    /// What its user holds: in that service, or else wherever the token is for.
    pub held: Held,
}

/// Somebody's standing in a service.
#[derive(Clone, Debug)]
pub struct InService {
    /// The service.
    pub service: Service,
    /// Whether they were made a user of it.
    pub is_member: bool,
}

/// Judges a token for a client that speaks for the token's audience and for the service it asks about. `None` when the token is
/// not good for it, for whatever reason; that somebody is shut out of the service is one.
pub async fn verify(
    ctx: &Context,
    caller: &AuthenticatedClient,
    text: &str,
    service: Option<&str>,
) -> Result<Option<Verified>, OAuthError> {
    let caller = caller.client();
    // "To prevent token scanning attacks, the endpoint MUST also require some form of authorization"  RFC 7662 §2.1
    if caller.is_public() {
        return Err(OAuthError::new(
            ErrorCode::InvalidClient,
            "tokens are verified for confidential clients",
        ));
    }
    let services = ctx.services().await?;
    let asked = match service {
        None => None,
        Some(named) => {
            let found = services
                .iter()
                .find(|one| one.audience == named || one.id.to_string() == named)
                .filter(|one| speaks_for(caller, &one.audience));
            Some(found.ok_or(OAuthError::new(
                ErrorCode::InvalidTarget,
                "the client speaks for no such service",
            ))?)
        }
    };
    let Some(token) = bearer::live(ctx, text).await? else {
        return Ok(None);
    };
    let is_for_caller = {
        let mut audiences = token.claims().aud.iter();
        audiences.any(|audience| speaks_for(caller, audience))
    };
    if !is_for_caller {
        return Ok(None);
    }
    let audience = entitlements::only(&token.claims().aud);
    let (service, held) = match (token.user(), asked, audience) {
        (Some(user), Some(asked), _) => match in_service(ctx, user, asked).await? {
            Some((service, held)) => (Some(service), held),
            None => return Ok(None),
        },
        (Some(user), None, Some(audience)) => (None, entitlements::now(ctx, user, audience).await?),
        _ => (None, Held::default()),
    };
    Ok(Some(Verified {
        token,
        service,
        held,
    }))
}

async fn in_service(
    ctx: &Context,
    user: &User,
    service: &Service,
) -> Result<Option<(InService, Held)>, OAuthError> {
    let standing = Standing::of(user, &*ctx.access_rules().await?, service);
    Ok(standing.admits(service).then(|| {
        let found = InService {
            service: service.clone(),
            is_member: matches!(standing, Standing::Member(_)),
        };
        (found, standing.held())
    }))
}
