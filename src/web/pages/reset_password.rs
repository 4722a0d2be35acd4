//! `/reset-password`: another password, by the link that went to the account's address.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::PasswordRefusal;
use crate::accounts::entry::{EntryError, reset_password};
use crate::model::{Link, LinkPurpose, Secret};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{ResetPassword, ResetProblem};

use super::progress::failed;
use super::{html, links, new_password};

const PURPOSES: [LinkPurpose; 1] = [LinkPurpose::ResetPassword];

/// `GET /reset-password`: looks, and changes nothing.
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    if let Some(response) = links::arrived(&visitor, &query, "/reset-password", &PURPOSES).await? {
        return Ok(response);
    }
    let link = links::opened(&visitor, &PURPOSES)
        .await?
        .ok_or_else(|| links::void(&visitor))?;
    show(&visitor, &link, None, StatusCode::OK).await
}

/// `POST /reset-password`
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    let link = links::confirmed(&visitor, &form, &PURPOSES).await?;
    if !visitor.posted_from(FormId::ResetPassword, &form) {
        let problem = Some(ResetProblem::FormExpired);
        return show(&visitor, &link, problem, StatusCode::FORBIDDEN).await;
    }
    let password = Secret::new(form.get("password").unwrap_or_default());
    let browser = visitor.browser();
    match reset_password(&visitor.ctx, &link, &password, &browser, visitor.texts).await {
        Ok(()) => {
            let page = page(&visitor, &link, (String::new(), None), true);
            let response = html::page(&page.1, None);
            Ok(html::with_cookie(response, visitor.forget_link()))
        }
        Err(EntryError::Password(PasswordRefusal::Problem(problem))) => {
            let problem = Some(ResetProblem::Password(problem));
            show(&visitor, &link, problem, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) if links::is_overloaded(&error) => {
            let problem = Some(ResetProblem::Busy);
            show(&visitor, &link, problem, StatusCode::SERVICE_UNAVAILABLE).await
        }
        Err(error) => Err(links::refused(&visitor, error)),
    }
}

async fn show(
    visitor: &Visitor,
    link: &Link,
    problem: Option<ResetProblem>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let owner = match link.user {
        Some(user) => visitor.ctx.user(user).await,
        None => Ok(None),
    };
    let owner = owner.map_err(|error| failed(visitor, error.into()))?;
    let username = owner
        .map(|owner| owner.username.clone())
        .unwrap_or_default();
    let (scripted, page) = page(visitor, link, (username, problem), false);
    let mut response = scripted.page(status, &page, None);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        html::retry_after(&mut response, 2);
    }
    Ok(html::with_cookie(response, visitor.greeting()))
}

fn page(
    visitor: &Visitor,
    link: &Link,
    (username, problem): (String, Option<ResetProblem>),
    done: bool,
) -> (new_password::Scripted, ResetPassword) {
    let scripted = new_password::Scripted::new(visitor);
    let page = ResetPassword {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::ResetPassword),
        link: link.id.to_string(),
        username,
        new_password: scripted.field(visitor),
        problem,
        done,
    };
    (scripted, page)
}
