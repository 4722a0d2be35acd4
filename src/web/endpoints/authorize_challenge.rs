//! `POST /authorize-challenge` (OAuth 2.0 for First-Party Applications §5)

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::accounts::notify::house_language;
use crate::oauth::ErrorCode;
use crate::oauth::authorization_challenge::{Challenge, NextStep, answer};
use crate::texts::Texts;
use crate::web::error::ApiError;
use crate::web::extract::ClientRequest;

/// §5.2.1
#[derive(Serialize)]
struct Done<'a> {
    authorization_code: &'a str,
}

/// §5.2.2
#[derive(Serialize)]
struct More {
    error: &'static str,
    error_description: &'static str,
    #[serde(flatten)]
    step: NextStep,
}

pub(in crate::web) async fn post(
    headers: HeaderMap,
    request: ClientRequest,
) -> Result<Response, ApiError> {
    let ctx = &request.ctx;
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let texts = Texts::wished(None, accepted).unwrap_or_else(|| house_language(ctx));
    let kept = [(header::CACHE_CONTROL, "no-store")];
    Ok(
        match answer(ctx, &request.client, &request.form, texts).await? {
            Challenge::Done(code) => {
                let authorization_code = code.expose();
                (kept, Json(Done { authorization_code })).into_response()
            }
            Challenge::More(step) => {
                let more = More {
                    error: ErrorCode::InsufficientAuthorization.name(),
                    error_description: "a code of one of the methods is due",
                    step,
                };
                (StatusCode::BAD_REQUEST, kept, Json(more)).into_response()
            }
        },
    )
}
