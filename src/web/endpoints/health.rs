//! `GET /health/live` and `/health/ready`: about the process, on every host name.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::ephemeral::{Key, Kind};
use crate::model::TenantId;

/// The process runs.
pub(in crate::web) async fn live() -> Json<serde_json::Value> {
    Json(json!({ "status": "live" }))
}

/// The process can serve: its database and its store answer, and it knows what was revoked.
pub(in crate::web) async fn ready(State(app): State<Arc<App>>) -> Response {
    let probe = Key::new(TenantId(uuid::Uuid::nil()), Kind::ReplayMark, "health");
    let database = app.database.ping().await.is_ok();
    let ephemeral = app
        .ephemeral
        .get_json::<serde_json::Value>(&probe, app.clock.now())
        .await
        .is_ok();
    let revocations = app.directory.freshness().is_ok();
    let ready = database && ephemeral && revocations;
    let word = |good: bool| if good { "ok" } else { "failing" };
    let body = json!({
        "status": if ready { "ready" } else { "not ready" },
        "database": word(database),
        "ephemeral_store": word(ephemeral),
        "revocations": word(revocations),
    });
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(body)).into_response()
}
