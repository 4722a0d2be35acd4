//! `POST /sign-in/through/{provider}/backchannel-logout` (OpenID Connect Back-Channel Logout §2.5, §2.8).

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::federation::{LogoutRefusal, UpstreamError, signed_out_there};
use crate::oauth::OAuthError;
use crate::web::error::ApiError;
use crate::web::extract::{Ctx, Form};

/// "If the logout succeeded, the RP MUST respond with HTTP status code 200 OK. … If the logout request was invalid or the logout
/// failed, the RP MUST respond with HTTP Status 400 Bad Request. … The RP's response SHOULD include the Cache-Control HTTP
/// response header field with a no-store value"  §2.8
pub(in crate::web) async fn post(
    Ctx(ctx): Ctx,
    Path(slug): Path<String>,
    Form(form): Form,
) -> Result<Response, ApiError> {
    let form = form?;
    let token = form.get("logout_token").unwrap_or_default();
    if form.any_repeated() || token.is_empty() {
        return Err(OAuthError::invalid_request("logout_token is missing").into());
    }
    let providers = ctx.providers().await.map_err(OAuthError::from)?;
    let provider = providers
        .iter()
        .find(|provider| provider.slug == slug && !provider.disabled);
    let Some(provider) = provider else {
        return Err(OAuthError::invalid_request("there is no such provider").into());
    };
    match signed_out_there(&ctx, provider, token).await {
        Ok(_) => Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")]).into_response()),
        Err(LogoutRefusal::Token(reason)) => {
            tracing::warn!(target: "audit", event = "upstream.validation_failed", tenant = %ctx.issuer().tenant_id(), provider = slug, reason, address = ctx.caller());
            Err(OAuthError::invalid_request("the logout token is not valid").into())
        }
        Err(LogoutRefusal::Failed(UpstreamError::NoProvider)) => {
            Err(OAuthError::invalid_request("this provider has no logout tokens").into())
        }
        Err(error) => Err(OAuthError::unavailable(error).into()),
    }
}
