//! `POST /passkey/options`: a challenge for the browser, as JSON for `static/passkeys.js`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use crate::accounts::gate::PendingSignIn;
use crate::accounts::passkeys::{
    Begun, PasskeyError, begin_to_enrol, begin_to_prove, begin_to_sign_in,
};
use crate::web::error::script_error;
use crate::web::extract::{FormId, JsonBody, Visitor};
use crate::web::pages::html;

use super::failure;

/// What the script asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Question {
    csrf: String,
    purpose: Purpose,
    #[serde(default)]
    attempt: Option<String>,
}

/// As the page's form says.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Purpose {
    SignIn,
    SecondFactor,
    SetUp,
}

/// `POST /passkey/options`
pub(in crate::web) async fn post(
    visitor: Visitor,
    question: Result<JsonBody<Question>, StatusCode>,
) -> Response {
    let question = match question {
        Ok(JsonBody(question)) => question,
        Err(status) => return script_error(status),
    };
    if !visitor.sent_from(FormId::Passkey, &question.csrf) {
        return script_error(StatusCode::FORBIDDEN);
    }
    let response = match begin(&visitor, &question).await {
        Ok(begun) => begun_as_json(&begun),
        Err(error) => refused(error),
    };
    html::with_cookie(response, visitor.greeting())
}

async fn begin(visitor: &Visitor, question: &Question) -> Result<Begun, PasskeyError> {
    let (ctx, browser) = (&visitor.ctx, visitor.browser());
    if let Purpose::SignIn = question.purpose {
        return begin_to_sign_in(ctx, &browser).await;
    }
    let attempt = question.attempt.as_deref().unwrap_or_default();
    let pending = PendingSignIn::find(ctx, attempt, &browser).await?;
    let pending = pending.ok_or(PasskeyError::Over)?;
    match question.purpose {
        Purpose::SetUp => begin_to_enrol(ctx, &pending, &browser).await,
        Purpose::SecondFactor | Purpose::SignIn => begin_to_prove(ctx, &pending, &browser).await,
    }
}

/// The challenge, and the name of its ceremony.
pub(in crate::web) fn begun_as_json(begun: &Begun) -> Response {
    let body = json!({ "ceremony": begun.ceremony.expose(), "publicKey": begun.options });
    Json(body).into_response()
}

/// Why there is none.
pub(in crate::web) fn refused(error: PasskeyError) -> Response {
    let status = match &error {
        PasskeyError::NotOffered => StatusCode::NOT_FOUND,
        PasskeyError::TooManyBegun { .. } => StatusCode::TOO_MANY_REQUESTS,
        PasskeyError::Over => StatusCode::FORBIDDEN,
        PasskeyError::Known | PasskeyError::TooMany => StatusCode::CONFLICT,
        PasskeyError::Refused | PasskeyError::Copied => StatusCode::BAD_REQUEST,
        PasskeyError::Gate(_)
        | PasskeyError::Factor(_)
        | PasskeyError::Storage(_)
        | PasskeyError::Ephemeral(_)
        | PasskeyError::Notify(_) => {
            return crate::web::error::ApiError::from(failure(error)).into_response();
        }
    };
    script_error(status)
}
