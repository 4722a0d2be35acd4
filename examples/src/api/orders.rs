//! `GET /orders`: what the API guards.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    http::{
        HeaderMap, StatusCode,
        header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use super::{
    Settings,
    access_token::{AccessToken, Refusal, Verifier},
};
use crate::http_client::HttpClient;

struct Api {
    verifier: Verifier,
    scope: String,
}

/// The API as a router; nothing is fetched before the first request.
///
/// # Errors
/// A sentence when the HTTP client cannot be set up.
pub fn router(settings: Settings) -> Result<Router, String> {
    let api = Api {
        verifier: Verifier::new(&settings, HttpClient::new()?),
        scope: settings.scope,
    };
    Ok(Router::new()
        .route("/orders", get(orders))
        .with_state(Arc::new(api)))
}

async fn orders(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    match authorize(&api, &headers).await {
        Ok(token) => (
            [(CACHE_CONTROL, "no-store")],
            Json(json!({
                "sub": token.sub,
                "client_id": token.client_id,
                "orders": [
                    { "id": "A-1001", "item": "Door handle, brass", "quantity": 2 },
                    { "id": "A-1002", "item": "Coat hooks, set of five", "quantity": 1 },
                    { "id": "A-1003", "item": "Doormat, coir", "quantity": 1 },
                ],
            })),
        )
            .into_response(),
        Err(refused) => *refused,
    }
}

/// Answers are boxed because they are many times larger than the claims.
async fn authorize(api: &Api, headers: &HeaderMap) -> Result<AccessToken, Box<Response>> {
    // "If the request lacks any authentication information ..., the resource server SHOULD NOT include an error code or
    // other error information." RFC 6750 §3.1
    let Some(token) = bearer(headers) else {
        return Err(Box::new(challenge(
            StatusCode::UNAUTHORIZED,
            "Bearer realm=\"orders\"",
        )));
    };
    let token = match api.verifier.verify(token).await {
        Ok(token) => token,
        Err(Refusal::Invalid(sentence)) => {
            let header = format!(
                "Bearer realm=\"orders\", error=\"invalid_token\", error_description=\"{sentence}\""
            );
            return Err(Box::new(challenge(StatusCode::UNAUTHORIZED, &header)));
        }
        Err(Refusal::Unavailable(problem)) => {
            eprintln!("The keys of the issuer are not available: {problem}");
            return Err(Box::new(StatusCode::SERVICE_UNAVAILABLE.into_response()));
        }
    };
    if token.has_scope(&api.scope) {
        return Ok(token);
    }
    let header = format!(
        "Bearer realm=\"orders\", error=\"insufficient_scope\", \
         error_description=\"The access token does not carry the scope this needs.\", scope=\"{}\"",
        api.scope
    );
    Err(Box::new(challenge(StatusCode::FORBIDDEN, &header)))
}

/// The token of `Authorization: Bearer …`; the scheme is case-insensitive (RFC 9110 §11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn challenge(status: StatusCode, header: &str) -> Response {
    (
        status,
        [(WWW_AUTHENTICATE, header), (CACHE_CONTROL, "no-store")],
    )
        .into_response()
}
