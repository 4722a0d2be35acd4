//! `GET /jwks` (RFC 7517 §5), serialised when the keys were loaded.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::oauth::OAuthError;
use crate::web::error::ApiError;
use crate::web::extract::Ctx;

use super::discovery::document;

pub(in crate::web) async fn get(Ctx(ctx): Ctx, headers: HeaderMap) -> Result<Response, ApiError> {
    let keys = ctx.keys().await.map_err(OAuthError::from)?;
    let max_age = ctx.app().config.keys.jwks_max_age_seconds;
    Ok(document(
        &headers,
        keys.jwks().to_owned(),
        keys.etag(),
        max_age,
    ))
}
