//! `GET` and `POST /userinfo` (OpenID Connect Core §5.3.1)

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::context::Context;
use crate::oauth::{OAuthError, bearer, userinfo};
use crate::web::error::ApiError;
use crate::web::extract::{Ctx, read_form};

/// "The Client sends the UserInfo Request using either HTTP GET or HTTP POST."  OpenID Connect Core §5.3.1
pub(in crate::web) async fn get(Ctx(ctx): Ctx, headers: HeaderMap) -> Result<Response, ApiError> {
    let token = header_token(&headers)?.ok_or_else(ApiError::no_token)?;
    answer(&ctx, &token).await
}

/// The token in the header, or in the form (RFC 6750 §2.2), but not in both. Never in the query (§2.3).
pub(in crate::web) async fn post(
    Ctx(ctx): Ctx,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, ApiError> {
    let from_header = header_token(request.headers())?;
    let has_form = request.headers().contains_key(header::CONTENT_TYPE);
    let form = if has_form {
        Some(read_form(request, &app).await?)
    } else {
        None
    };
    let from_form = form
        .as_ref()
        .and_then(|form| form.get("access_token"))
        .map(str::to_owned);
    if form.is_some_and(|form| form.any_repeated()) {
        return Err(OAuthError::invalid_request("a parameter is repeated").into());
    }
    match (from_header, from_form) {
        // "Clients MUST NOT use more than one method to transmit the token in each request."  RFC 6750 §2
        (Some(_), Some(_)) => Err(ApiError::bearer(OAuthError::invalid_request(
            "the access token was sent in two ways",
        ))),
        (Some(token), None) | (None, Some(token)) => answer(&ctx, &token).await,
        (None, None) => Err(ApiError::no_token()),
    }
}

fn header_token(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => {
            let token = value
                .to_str()
                .ok()
                .and_then(bearer::from_header)
                .map(str::to_owned);
            token.map(Some).ok_or_else(|| {
                ApiError::bearer(OAuthError::invalid_token(
                    "the Authorization header holds no bearer token",
                ))
            })
        }
        (Some(_), Some(_)) => Err(ApiError::bearer(OAuthError::invalid_request(
            "the Authorization header is repeated",
        ))),
    }
}

async fn answer(ctx: &Context, token: &str) -> Result<Response, ApiError> {
    let claims = userinfo::answer(ctx, token)
        .await
        .map_err(ApiError::bearer)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response())
}
