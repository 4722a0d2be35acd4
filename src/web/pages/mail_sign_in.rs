//! `/sign-in/mail`: a link or a code by mail, where the tenant offers it.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::{ask_for_code, ask_for_link};
use crate::oauth::Parameters;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{AskProblem, MailKind, MailSignIn};

use super::account_page::AccountPage;
use super::entrance::{self, After};
use super::forgot_password::{LONGEST_LOGIN, mail_sent};
use super::progress::failed;
use super::{html, links};

/// `GET /sign-in/mail`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    is_offered(&visitor)?;
    let after = after(&query);
    Ok(show(&mut visitor, &after, String::new(), (None, StatusCode::OK)).await)
}

/// `POST /sign-in/mail`: one answer for everybody.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    is_offered(&visitor)?;
    let typed = form.get("login").unwrap_or_default().trim();
    let typed: String = typed.chars().take(LONGEST_LOGIN).collect();
    let after = after(&form);
    if !visitor.posted_from(FormId::MailSignIn, &form) {
        let problem = (Some(AskProblem::FormExpired), StatusCode::FORBIDDEN);
        return Ok(show(&mut visitor, &after, typed, problem).await);
    }
    if typed.is_empty() {
        let problem = Some(AskProblem::LoginMissing);
        let problem = (problem, StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(show(&mut visitor, &after, typed, problem).await);
    }
    let (ctx, browser, texts) = (&visitor.ctx, visitor.browser(), visitor.texts);
    let after = after.to_text();
    // Without a button pressed (the enter key), the first that the page offers.
    let by_code = match form.get("by") {
        Some(by) => by == "code",
        None => !ctx.issuer().tenant().settings.sign_in.mail_link,
    };
    if by_code {
        let attempt = ask_for_code(ctx, &typed, &browser, &after, texts).await;
        let attempt = attempt.map_err(|error| links::refused(&visitor, error))?;
        let base = ctx.issuer().base_path();
        let to = format!("{base}/sign-in/code?attempt={}", attempt.expose());
        return Ok(html::see_other(&to));
    }
    let asked = ask_for_link(ctx, &typed, &browser, &after, texts).await;
    asked.map_err(|error| links::refused(&visitor, error))?;
    Ok(mail_sent(&visitor, MailKind::SignInLink, typed))
}

fn is_offered(visitor: &Visitor) -> Result<(), PageError> {
    let policy = &visitor.ctx.issuer().tenant().settings.sign_in;
    if policy.mail_link || policy.mail_code {
        Ok(())
    } else {
        Err(links::not_offered(visitor))
    }
}

/// What comes after the sign-in: the request or the page that the URL or the form names.
fn after(parameters: &Parameters) -> After {
    if let Some(txn) = parameters.get("txn") {
        return After::Request(txn.to_owned());
    }
    let page = parameters.get("to").and_then(AccountPage::from_name);
    page.map_or(After::Home, After::Page)
}

async fn show(
    visitor: &mut Visitor,
    after: &After,
    login: String,
    (problem, status): (Option<AskProblem>, StatusCode),
) -> Response {
    let (app, _) = entrance::app_of(visitor, &after.to_text()).await;
    let policy = &visitor.ctx.issuer().tenant().settings.sign_in;
    let page = MailSignIn {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::MailSignIn),
        txn: match after {
            // A request that is gone is not waited for.
            After::Request(id) if app.is_some() => Some(id.clone()),
            After::Request(_) | After::Page(_) | After::Home => None,
        },
        to: match after {
            After::Page(page) => Some(page.name()),
            After::Request(_) | After::Home => None,
        },
        app,
        login,
        link: policy.mail_link,
        code: policy.mail_code,
        problem,
    };
    let response = html::page_with_status(status, &page, None);
    html::with_cookie(response, visitor.greeting())
}
