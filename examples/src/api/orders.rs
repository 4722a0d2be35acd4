//! `GET /orders`, which needs a scope, and `/reports`, which needs a permission or a role.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
    routing::{delete, get},
};
use serde_json::json;

use super::{
    Settings,
    access_token::Verifier,
    guard::{Needed, admit},
};
use crate::http_client::HttpClient;

struct Api {
    verifier: Verifier,
    scope: String,
    reports: Mutex<Vec<&'static str>>,
}

/// The API as a router; nothing is fetched before the first request.
///
/// # Errors
/// A sentence when the HTTP client cannot be set up.
pub fn router(settings: Settings) -> Result<Router, String> {
    let api = Api {
        verifier: Verifier::new(&settings, HttpClient::new()?),
        scope: settings.scope,
        reports: Mutex::new(vec!["r-1", "r-2"]),
    };
    Ok(Router::new()
        .route("/orders", get(orders))
        .route("/reports", get(reports))
        .route("/reports/{id}", delete(remove))
        .with_state(Arc::new(api)))
}

async fn orders(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    match admit(&api.verifier, &headers, "orders", Needed::Scope(&api.scope)).await {
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

async fn reports(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    let needed = Needed::Permission("report:read");
    let token = match admit(&api.verifier, &headers, "reports", needed).await {
        Ok(token) => token,
        Err(refused) => return *refused,
    };
    let known = api.reports.lock().unwrap_or_else(PoisonError::into_inner);
    let reports: Vec<_> = known.iter().map(|id| json!({ "id": id })).collect();
    let body = Json(json!({ "sub": token.sub, "reports": reports }));
    ([(CACHE_CONTROL, "no-store")], body).into_response()
}

async fn remove(
    State(api): State<Arc<Api>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let needed = Needed::Role("manager");
    if let Err(refused) = admit(&api.verifier, &headers, "reports", needed).await {
        return *refused;
    }
    let mut known = api.reports.lock().unwrap_or_else(PoisonError::into_inner);
    let before = known.len();
    known.retain(|report| *report != id);
    if known.len() == before {
        return StatusCode::NOT_FOUND.into_response();
    }
    StatusCode::NO_CONTENT.into_response()
}
