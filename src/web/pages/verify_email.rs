//! `/verify-email`: proving an address by the link that went there.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::accounts::SignInRefusal;
use crate::accounts::entry::{
    self, EntryError, Intent, confirm_change, finish_sign_up, verify_email,
};
use crate::model::{Link, LinkPurpose, Secret, UserId};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{VerifyEmail, VerifyEmailProblem, VerifyEmailState};

use super::entrance::{self, entered};
use super::progress::failed;
use super::{html, links};

const PURPOSES: [LinkPurpose; 2] = [LinkPurpose::VerifyEmail, LinkPurpose::ChangeEmail];

/// `GET /verify-email`: looks, and changes nothing.
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    if let Some(response) = links::arrived(&visitor, &query, "/verify-email", &PURPOSES).await? {
        return Ok(response);
    }
    let link = links::opened(&visitor, &PURPOSES)
        .await?
        .ok_or_else(|| links::void(&visitor))?;
    let signed_in = signed_in(&visitor).await?;
    let intent = entry::intent(&visitor.ctx, &link, &visitor.browser(), &signed_in).await;
    let intent = intent.map_err(|error| links::refused(&visitor, error))?;
    let state = match intent {
        Intent::OfAnotherBrowser => VerifyEmailState::OfAnotherBrowser,
        Intent::Shown | Intent::Password => asked(&link),
    };
    let page = page(&visitor, state, &link, intent);
    Ok(shown(&visitor, StatusCode::OK, &page))
}

/// What the link is for.
fn asked(link: &Link) -> VerifyEmailState {
    let id = link.id.to_string();
    match (link.purpose, link.user) {
        (LinkPurpose::ChangeEmail, _) => VerifyEmailState::Change { link: id },
        (_, Some(_)) => VerifyEmailState::Own { link: id },
        (_, None) => VerifyEmailState::SignUp {
            link: id,
            username: link.detail("username").to_owned(),
        },
    }
}

/// The accounts of this browser.
async fn signed_in(visitor: &Visitor) -> Result<Vec<UserId>, PageError> {
    let logins = visitor.logins().await;
    let logins = logins.map_err(|error| failed(visitor, error))?;
    Ok(logins.iter().map(|known| known.user.id).collect())
}

/// `POST /verify-email`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::VerifyEmail, &form) {
        return Err(links::form_expired(&visitor));
    }
    let link = links::confirmed(&visitor, &form, &PURPOSES).await?;
    let password = form.get("password").map(Secret::new);
    let (password, browser) = (password.as_ref(), visitor.browser());
    let who = signed_in(&visitor).await?;
    let who = (&browser, who.as_slice());
    let done = match (link.purpose, link.user) {
        (LinkPurpose::ChangeEmail, _) => {
            let changed = confirm_change(&visitor.ctx, &link, password, who, visitor.texts).await;
            changed.map(|()| VerifyEmailState::Changed)
        }
        (_, Some(_)) => {
            let verified = verify_email(&visitor.ctx, &link, password, who).await;
            verified.map(|()| VerifyEmailState::Verified)
        }
        (_, None) => {
            let (wanted, after) = entrance::wanted_after(&mut visitor, entry::after(&link)).await;
            match finish_sign_up(&visitor.ctx, &link, password, &browser, wanted).await {
                Ok(passed) => {
                    let response = entered(&mut visitor, passed, &after).await;
                    return Ok(html::with_cookie(response, visitor.forget_link()));
                }
                Err(error) => Err(error),
            }
        }
    };
    match done {
        Ok(state) => {
            let page = page(&visitor, state, &link, Intent::Shown);
            let page = shown(&visitor, StatusCode::OK, &page);
            Ok(html::with_cookie(page, visitor.forget_link()))
        }
        Err(EntryError::Taken) => {
            let page = page(&visitor, VerifyEmailState::Taken, &link, Intent::Shown);
            let page = shown(&visitor, StatusCode::CONFLICT, &page);
            Ok(html::with_cookie(page, visitor.forget_link()))
        }
        Err(error) => ask_again(&visitor, &link, error),
    }
}

/// The page once more, with what was wrong with the password; other failures have pages of their own.
fn ask_again(visitor: &Visitor, link: &Link, error: EntryError) -> Result<Response, PageError> {
    let (problem, status, wait) = match error {
        EntryError::WrongPassword => (
            VerifyEmailProblem::WrongPassword,
            StatusCode::UNPROCESSABLE_ENTITY,
            None,
        ),
        EntryError::SignIn(SignInRefusal::TooMany { retry_after }) => (
            VerifyEmailProblem::TooManyTries,
            StatusCode::TOO_MANY_REQUESTS,
            Some(retry_after),
        ),
        error if links::is_overloaded(&error) => (
            VerifyEmailProblem::Busy,
            StatusCode::SERVICE_UNAVAILABLE,
            Some(2),
        ),
        error => return Err(links::refused(visitor, error)),
    };
    let mut page = page(visitor, asked(link), link, Intent::Password);
    page.problem = Some(problem);
    let mut response = shown(visitor, status, &page);
    if let Some(seconds) = wait {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// As it was written; the row of a link without an account has what is alike in all spellings.
fn address_of(link: &Link) -> String {
    match link.user {
        Some(_) => link.address.clone(),
        None => link.detail("email").to_owned(),
    }
}

fn page(visitor: &Visitor, state: VerifyEmailState, link: &Link, intent: Intent) -> VerifyEmail {
    VerifyEmail {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::VerifyEmail),
        state,
        address: address_of(link),
        asks_password: intent == Intent::Password,
        problem: None,
    }
}

fn shown(visitor: &Visitor, status: StatusCode, page: &VerifyEmail) -> Response {
    let response = html::page_with_status(status, page, None);
    html::with_cookie(response, visitor.greeting())
}
