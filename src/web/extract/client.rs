//! A form from a client that proved who it is.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;

use crate::app::App;
use crate::context::Context;
use crate::oauth::client_auth::{AuthenticatedClient, authenticate};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::ApiError;

use super::{Ctx, read_form};

/// What the token, introspection and revocation endpoints receive: no handler of theirs runs without an authenticated client.
pub(in crate::web) struct ClientRequest {
    /// The request's issuer and instant.
    pub(in crate::web) ctx: Context,
    /// Who asks.
    pub(in crate::web) client: AuthenticatedClient,
    /// What is asked.
    pub(in crate::web) form: Parameters,
}

impl FromRequest<Arc<App>> for ClientRequest {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let Ctx(ctx) = Ctx::from_request_parts(&mut parts, app)
            .await
            .map_err(|_| OAuthError::invalid_request("no issuer answers to this host and path"))?;
        // "The parameters can only be transmitted in the request-body and MUST NOT be included in the request URI."  RFC 6749 §2.3.1
        if parts.uri.query().is_some_and(|query| !query.is_empty()) {
            return Err(OAuthError::invalid_request(
                "parameters belong into the request body, not into the URL",
            )
            .into());
        }
        let mut headers = parts.headers.get_all(header::AUTHORIZATION).iter();
        let authorization = match (headers.next(), headers.next()) {
            (None, _) => None,
            (Some(one), None) => Some(
                one.to_str()
                    .map_err(|_| {
                        OAuthError::invalid_request("the Authorization header is no text")
                    })?
                    .to_owned(),
            ),
            (Some(_), Some(_)) => {
                return Err(
                    OAuthError::invalid_request("the Authorization header is repeated").into(),
                );
            }
        };
        let form = read_form(Request::from_parts(parts, body), app).await?;
        let client = authenticate(&ctx, authorization.as_deref(), &form).await?;
        Ok(Self { ctx, client, form })
    }
}
