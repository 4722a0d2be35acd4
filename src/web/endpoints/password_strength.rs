//! `POST /password-strength`: what is thought of a password while it is typed. Asked by the script beside the field.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::accounts::limits::{self, Action, LimitError};
use crate::accounts::{Judgement, PasswordProblem, Whose, judge_password};
use crate::model::Secret;
use crate::web::error;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::view::{guess_hint, password_problem, strength_label};

/// The judgement, in the words of the page.
#[derive(Serialize)]
struct Strength {
    score: u8,
    label: String,
    /// What would make it better, or why it cannot be taken.
    hint: String,
    /// Whether the page would take it.
    accepted: bool,
}

pub(in crate::web) async fn post(visitor: Visitor, Form(form): Form) -> Response {
    let Ok(form) = form else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if !visitor.posted_from(FormId::PasswordStrength, &form) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let ctx = &visitor.ctx;
    match limits::reserve(ctx, Action::StrengthMeter).await {
        Ok(_) => {}
        Err(LimitError::TooMany { retry_after }) => {
            return error::wait(StatusCode::TOO_MANY_REQUESTS, retry_after);
        }
        Err(LimitError::Ephemeral(_)) => return error::wait(StatusCode::SERVICE_UNAVAILABLE, 5),
    }
    let password = Secret::new(form.get("password").unwrap_or_default());
    let names: Vec<&str> = ["username", "email", "name", "given_name", "family_name"]
        .iter()
        .filter_map(|field| form.get(field))
        .collect();
    let tenant = ctx.issuer().tenant();
    let Ok(judged) = judge_password(ctx.app(), tenant, Whose::New(&names), &password).await else {
        return error::wait(StatusCode::SERVICE_UNAVAILABLE, 2);
    };
    let texts = visitor.texts;
    let hint = match judged {
        Judgement {
            problem: Some(PasswordProblem::TooCommon) | None,
            hint: Some(hint),
            ..
        } => guess_hint(texts, hint),
        Judgement {
            problem: Some(problem),
            ..
        } => password_problem(texts, problem),
        Judgement {
            problem: None,
            hint: None,
            ..
        } => String::new(),
    };
    Json(Strength {
        score: judged.score,
        label: strength_label(texts, judged.score),
        hint,
        accepted: judged.problem.is_none(),
    })
    .into_response()
}
