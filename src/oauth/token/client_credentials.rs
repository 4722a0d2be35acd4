//! RFC 6749 §4.4: a client for itself. Touches no database.

use crate::context::Context;
use crate::model::{Scope, scope};
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::{self, TokenResponse};
use crate::oauth::{ErrorCode, OAuthError, Parameters, resource};

pub(super) async fn answer(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    // "The client credentials grant type MUST only be used by confidential clients."  RFC 6749 §4.4
    if client.client().is_public() {
        return Err(OAuthError::new(
            ErrorCode::UnauthorizedClient,
            "the client_credentials grant is for confidential clients",
        ));
    }
    let services = ctx.services().await?;
    let resources = resource::requested(&services, client.client(), form)?;
    let asked = Scope::parse(form.get("scope").unwrap_or_default())
        .map_err(|_| OAuthError::new(ErrorCode::InvalidScope, "scope is malformed or too long"))?;
    // There is no user: nothing to tell about one, and nobody who could be away.
    let about_users = |token: &str| scope::STANDARD.iter().any(|(name, _)| *name == token);
    if asked.iter().any(about_users) {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope asks about a user, and this grant has none",
        ));
    }
    let registered = client
        .client()
        .metadata
        .scope
        .filtered(|token| !about_users(token));
    if !asked.is_subset_of(&registered) || resource::understood(&asked, &services) != asked {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope is more than the client is registered for",
        ));
    }
    // "the authorization server MUST either process the request using a pre-defined default value or fail"  RFC 6749 §3.3
    let granted = if asked.is_empty() {
        resource::understood(&registered, &services)
    } else {
        asked
    };
    issue::for_client(ctx, client, granted, &resources).await
}
