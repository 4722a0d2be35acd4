//! `POST /api/v1/auth/refresh`

use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::model::Secret;
use crate::oauth::{Parameters, token};
use crate::web::api::app_request::AppRequest;
use crate::web::api::passed::{Tokens, tokens};
use crate::web::error::Problem;

/// A refresh token. `client_id` and `client_secret` go with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Refresh)]
pub(in crate::web::api) struct Body {
    /// What the last answer brought.
    #[schema(value_type = String)]
    refresh_token: Secret,
    /// Less than was granted, for this access token alone.
    scope: Option<String>,
    /// The APIs that this access token shall be for (RFC 8707).
    #[serde(default)]
    resource: Vec<String>,
}

/// New tokens for old ones: the refresh token is dead afterwards. One that comes twice ends the sign-in it came of.
#[utoipa::path(
    post, path = "/auth/refresh", tag = "auth",
    request_body = Body,
    responses(
        (status = 200, description = "New tokens", body = Tokens),
        (status = 400, description = "invalid-grant, invalid-scope, invalid-target"),
    ),
)]
pub(in crate::web::api) async fn post(request: AppRequest<Body>) -> Result<Response, Problem> {
    let AppRequest {
        ctx, client, body, ..
    } = request;
    let mut pairs = vec![
        ("grant_type", "refresh_token"),
        ("refresh_token", body.refresh_token.expose()),
    ];
    pairs.extend(body.scope.as_deref().map(|scope| ("scope", scope)));
    pairs.extend(body.resource.iter().map(|name| ("resource", name.as_str())));
    Ok(tokens(
        token::answer(&ctx, &client, &Parameters::of(pairs)).await?,
    ))
}
