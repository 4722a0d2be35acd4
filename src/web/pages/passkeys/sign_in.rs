//! `POST /passkey/sign-in`: what a passkey signed, and nothing else.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::SignInRefusal;
use crate::accounts::passkeys::{PasskeyError, sign_in};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::pages::entrance::{self, entered};
use crate::web::pages::html;
use crate::web::pages::progress::failed;
use crate::web::pages::sign_in::Waiting;
use crate::web::view::{ErrorKind, PasskeyProblem};

use super::{answer, failure, told, told_at};

/// `POST /passkey/sign-in`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    // A form of another site, another browser or another page: nobody is signed in by it (login CSRF).
    if !visitor.posted_from(FormId::Passkey, &form) {
        return Err(form_expired(&visitor));
    }
    let waiting = match Waiting::find(&mut visitor, form.get("txn")).await? {
        Ok(waiting) => waiting,
        Err(response) => return Ok(response),
    };
    let (wanted, after) = Waiting::aim(waiting.as_ref(), &form);
    let error = match sign_in(&visitor.ctx, &answer(&form), &visitor.browser(), wanted).await {
        Ok(passed) => return Ok(entered(&mut visitor, passed, &after).await),
        // A disabled account's passkey is like one that nobody knows.
        Err(PasskeyError::Gate(SignInRefusal::Wrong)) => PasskeyError::Refused,
        Err(error) => error,
    };
    let Some(problem) = told(&error) else {
        return Err(refused(&visitor, error));
    };
    Ok(again(
        &visitor,
        "/sign-in",
        &form_fields(&form, &["txn", "to"]),
        problem,
    ))
}

/// Back to the page, which says what was wrong.
pub(super) fn again(
    visitor: &Visitor,
    path: &str,
    fields: &[(&str, &str)],
    problem: PasskeyProblem,
) -> Response {
    metrics::counter!(crate::telemetry::LOGINS, "outcome" => "failure").increment(1);
    let response = html::see_other(&told_at(visitor, path, fields, problem));
    html::with_cookie(response, visitor.greeting())
}

/// Those fields of a form that are there.
pub(super) fn form_fields<'a>(
    form: &'a crate::oauth::Parameters,
    names: &[&'static str],
) -> Vec<(&'static str, &'a str)> {
    let known = |name: &&'static str| Some((*name, form.get(name)?));
    names.iter().filter_map(known).collect()
}

/// The page of what no form can show.
pub(super) fn refused(visitor: &Visitor, error: PasskeyError) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    match error {
        PasskeyError::Gate(refusal) => entrance::refused(visitor, refusal),
        PasskeyError::NotOffered => PageError::new(
            shell,
            StatusCode::NOT_FOUND,
            ErrorKind::NotFound,
            "not_found",
        ),
        PasskeyError::Known => PageError::new(
            shell,
            StatusCode::CONFLICT,
            ErrorKind::PasskeyKnown,
            "invalid_request",
        ),
        error => failed(visitor, failure(error)),
    }
}

pub(super) fn form_expired(visitor: &Visitor) -> PageError {
    PageError::new(
        html::shell(visitor.ctx.issuer(), visitor.texts),
        StatusCode::FORBIDDEN,
        ErrorKind::FormExpired,
        "invalid_request",
    )
}
