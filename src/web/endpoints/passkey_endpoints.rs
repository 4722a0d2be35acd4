//! `/.well-known/passkey-endpoints`: where a password manager sends people to add passkeys and to look after them
//! (Passkey Endpoints Well-Known URL).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::accounts::passkeys::are_offered;
use crate::web::error::script_error;
use crate::web::extract::Ctx;
use crate::web::view::AccountPage;

/// `GET /.well-known/passkey-endpoints`
pub(in crate::web) async fn get(Ctx(ctx): Ctx) -> Response {
    if !are_offered(&ctx) {
        return script_error(StatusCode::NOT_FOUND);
    }
    let page = format!("{}{}", ctx.issuer().url(), AccountPage::Passkeys.path());
    Json(json!({ "enroll": page, "manage": page })).into_response()
}
