//! `POST /authorize-challenge` (OAuth 2.0 for First-Party Applications §5)

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::accounts::notify::house_language;
use crate::oauth::ErrorCode;
use crate::oauth::authorization_challenge::{Challenge, NextStep, Step, answer};
use crate::texts::Texts;
use crate::web::error::ApiError;
use crate::web::extract::ClientRequest;

/// §5.2.1
#[derive(Serialize)]
struct Done<'a> {
    authorization_code: &'a str,
    device_token: &'a str,
}

/// §5.2.2
#[derive(Serialize)]
struct More {
    error: &'static str,
    error_description: &'static str,
    #[serde(flatten)]
    step: NextStep,
    device_token: String,
}

pub(in crate::web) async fn post(
    headers: HeaderMap,
    request: ClientRequest,
) -> Result<Response, ApiError> {
    let ctx = &request.ctx;
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let texts = Texts::wished(None, accepted).unwrap_or_else(|| house_language(ctx));
    let user_agent = headers.get(header::USER_AGENT);
    let user_agent = user_agent.and_then(|value| value.to_str().ok());
    let user_agent = user_agent.unwrap_or_default().chars();
    let user_agent: String = user_agent.filter(|c| !c.is_control()).take(256).collect();
    let speaker = (user_agent.as_str(), texts);
    let told = answer(ctx, &request.client, &request.form, speaker).await?;
    let Challenge { step, device } = told;
    let kept = [(header::CACHE_CONTROL, "no-store")];
    Ok(match step {
        Step::Done(code) => {
            let done = Done {
                authorization_code: code.expose(),
                device_token: device.expose(),
            };
            (kept, Json(done)).into_response()
        }
        Step::More(step) => {
            let more = More {
                error: ErrorCode::InsufficientAuthorization.name(),
                error_description: "a code of one of the methods is due",
                step,
                device_token: device.expose().to_owned(),
            };
            (StatusCode::BAD_REQUEST, kept, Json(more)).into_response()
        }
    })
}
