//! `/sign-in/code`: the code that went to the account's address, in the browser that asked for it.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::{EntryError, after_code, sign_in_by_code};
use crate::model::Secret;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{CodeProblem, MailCode};

use super::entrance::{self, entered};
use super::progress::failed;
use super::{html, links};

/// `GET /sign-in/code?attempt=…`
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let attempt = Secret::new(query.get("attempt").unwrap_or_default());
    let after = after(&visitor, &attempt).await?;
    Ok(show(visitor, &attempt, &after, (None, StatusCode::OK)).await)
}

/// `POST /sign-in/code`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    let attempt = Secret::new(form.get("attempt").unwrap_or_default());
    let after = after(&visitor, &attempt).await?;
    if !visitor.posted_from(FormId::MailCode, &form) {
        let problem = (Some(CodeProblem::FormExpired), StatusCode::FORBIDDEN);
        return Ok(show(visitor, &attempt, &after, problem).await);
    }
    let typed = form.get("code").unwrap_or_default();
    if typed.trim().is_empty() {
        let problem = Some(CodeProblem::Missing);
        let problem = (problem, StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(show(visitor, &attempt, &after, problem).await);
    }
    let (wanted, on) = entrance::wanted_after(&mut visitor, &after).await;
    let browser = visitor.browser();
    match sign_in_by_code(&visitor.ctx, &attempt, typed, &browser, wanted).await {
        Ok(passed) => Ok(entered(&mut visitor, passed, &on).await),
        Err(EntryError::WrongCode) => {
            let problem = Some(CodeProblem::Wrong);
            let problem = (problem, StatusCode::UNPROCESSABLE_ENTITY);
            Ok(show(visitor, &attempt, &after, problem).await)
        }
        Err(error) => Err(links::refused(&visitor, error)),
    }
}

async fn after(visitor: &Visitor, attempt: &Secret) -> Result<String, PageError> {
    let found = after_code(&visitor.ctx, attempt, &visitor.browser()).await;
    found
        .map_err(|error| links::refused(visitor, error))?
        .ok_or_else(|| links::void(visitor))
}

async fn show(
    mut visitor: Visitor,
    attempt: &Secret,
    after: &str,
    (problem, status): (Option<CodeProblem>, StatusCode),
) -> Response {
    let (_, source) = entrance::app_of(&mut visitor, after).await;
    let page = MailCode {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::MailCode),
        attempt: attempt.expose().to_owned(),
        problem,
    };
    let response = html::page_with_status(status, &page, source.as_deref());
    html::with_cookie(response, visitor.greeting())
}
