//! `/forgot-password`: whose?

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::ask_for_reset;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::view::{AskProblem, CheckMail, ForgotPassword, MailKind};

use super::progress::failed;
use super::{html, links};

/// A name or an address is at most so long.
pub(super) const LONGEST_LOGIN: usize = 254;

/// `GET /forgot-password`
pub(in crate::web) async fn get(visitor: Visitor) -> Result<Response, PageError> {
    offered(&visitor)?;
    Ok(show(&visitor, String::new(), None, StatusCode::OK))
}

/// Where no password signs in, none is replaced.
fn offered(visitor: &Visitor) -> Result<(), PageError> {
    if visitor.ctx.issuer().tenant().settings.sign_in.passwords {
        Ok(())
    } else {
        Err(links::not_offered(visitor))
    }
}

/// `POST /forgot-password`: one answer for everybody.
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    offered(&visitor)?;
    let form = form.map_err(|error| failed(&visitor, error))?;
    let typed = form.get("login").unwrap_or_default().trim();
    let typed: String = typed.chars().take(LONGEST_LOGIN).collect();
    if !visitor.posted_from(FormId::ForgotPassword, &form) {
        let problem = Some(AskProblem::FormExpired);
        return Ok(show(&visitor, typed, problem, StatusCode::FORBIDDEN));
    }
    if typed.is_empty() {
        let problem = Some(AskProblem::LoginMissing);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(show(&visitor, typed, problem, status));
    }
    let asked = ask_for_reset(&visitor.ctx, &typed, &visitor.browser(), visitor.texts).await;
    asked.map_err(|error| links::refused(&visitor, error))?;
    Ok(mail_sent(&visitor, MailKind::Reset, typed))
}

/// The page after a mail was asked for.
pub(super) fn mail_sent(visitor: &Visitor, kind: MailKind, typed: String) -> Response {
    let page = CheckMail {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        kind,
        typed,
    };
    html::page_with_status(StatusCode::ACCEPTED, &page, None)
}

fn show(
    visitor: &Visitor,
    login: String,
    problem: Option<AskProblem>,
    status: StatusCode,
) -> Response {
    let page = ForgotPassword {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::ForgotPassword),
        login,
        problem,
    };
    let response = html::page_with_status(status, &page, None);
    html::with_cookie(response, visitor.greeting())
}
