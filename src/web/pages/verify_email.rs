//! `/verify-email`: proving an address by the link that went there.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::{
    self, EntryError, Joined, confirm_change, finish_sign_up, verify_email,
};
use crate::model::{Link, LinkPurpose};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{VerifyEmail, VerifyEmailState};

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
    let id = link.id.to_string();
    let state = match (link.purpose, link.user) {
        (LinkPurpose::ChangeEmail, _) => VerifyEmailState::Change { link: id },
        (_, Some(_)) => VerifyEmailState::Own { link: id },
        (_, None) => VerifyEmailState::SignUp {
            link: id,
            username: link.detail("username").to_owned(),
        },
    };
    Ok(show(&visitor, StatusCode::OK, state, address_of(&link)))
}

/// `POST /verify-email`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::VerifyEmail, &form) || form.any_repeated() {
        return Err(links::form_expired(&visitor));
    }
    let link = links::confirmed(&visitor, &form, &PURPOSES).await?;
    let browser = visitor.browser();
    let done = match (link.purpose, link.user) {
        (LinkPurpose::ChangeEmail, _) => {
            let changed = confirm_change(&visitor.ctx, &link, &browser, visitor.texts).await;
            changed.map(|()| VerifyEmailState::Changed)
        }
        (_, Some(_)) => {
            let verified = verify_email(&visitor.ctx, &link, &browser).await;
            verified.map(|()| VerifyEmailState::Verified)
        }
        (_, None) => {
            let (wanted, after) = entrance::wanted_after(&mut visitor, entry::after(&link)).await;
            match finish_sign_up(&visitor.ctx, &link, &browser, wanted).await {
                Ok(Joined::Here(passed)) => {
                    let response = entered(&mut visitor, passed, &after).await;
                    return Ok(html::with_cookie(response, visitor.forget_link()));
                }
                Ok(Joined::Elsewhere) => Ok(VerifyEmailState::Joined),
                Err(error) => Err(error),
            }
        }
    };
    let (status, state) = match done {
        Ok(state) => (StatusCode::OK, state),
        Err(EntryError::Taken) => (StatusCode::CONFLICT, VerifyEmailState::Taken),
        Err(error) => return Err(links::refused(&visitor, error)),
    };
    let page = show(&visitor, status, state, address_of(&link));
    Ok(html::with_cookie(page, visitor.forget_link()))
}

/// As it was written; the row of a link without an account has what is alike in all spellings.
fn address_of(link: &Link) -> String {
    match link.user {
        Some(_) => link.address.clone(),
        None => link.detail("email").to_owned(),
    }
}

fn show(
    visitor: &Visitor,
    status: StatusCode,
    state: VerifyEmailState,
    address: String,
) -> Response {
    let page = VerifyEmail {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::VerifyEmail),
        state,
        address,
    };
    let response = html::page_with_status(status, &page, None);
    html::with_cookie(response, visitor.greeting())
}
