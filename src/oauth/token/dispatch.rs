//! RFC 6749 §4, §5.2: from `grant_type` to the recipe.

use crate::context::Context;
use crate::model::GrantType;
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::TokenResponse;
use crate::oauth::{ErrorCode, OAuthError, Parameters};

use super::{authorization_code, client_credentials, password, refresh_token};

/// Answers a token request of an authenticated client.
pub async fn answer(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    let Some(name) = form.get("grant_type") else {
        return Err(OAuthError::invalid_request("grant_type is missing"));
    };
    let Some(grant_type) = GrantType::from_name(name) else {
        return Err(OAuthError::new(
            ErrorCode::UnsupportedGrantType,
            "grant_type is not supported",
        ));
    };
    // "The resource owner password credentials grant MUST NOT be used."  RFC 9700 §2.4: for whoever is not registered for it
    // there is none.
    if grant_type == GrantType::Password && !client.client().allows(grant_type) {
        return Err(OAuthError::new(
            ErrorCode::UnsupportedGrantType,
            "grant_type is not supported",
        ));
    }
    // "The authenticated client is not authorized to use this authorization grant type."  RFC 6749 §5.2
    if !client.client().allows(grant_type) {
        return Err(OAuthError::new(
            ErrorCode::UnauthorizedClient,
            "the client is not registered for this grant_type",
        ));
    }
    let response = match grant_type {
        GrantType::AuthorizationCode => authorization_code::redeem(ctx, client, form).await,
        GrantType::RefreshToken => refresh_token::refresh(ctx, client, form).await,
        GrantType::ClientCredentials => client_credentials::answer(ctx, client, form).await,
        GrantType::Password => password::sign_in_with_password(ctx, client, form).await,
    }?;
    metrics::counter!(crate::telemetry::TOKENS_ISSUED, "grant" => grant_type.name()).increment(1);
    Ok(response)
}
