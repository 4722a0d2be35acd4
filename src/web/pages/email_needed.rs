//! `/verify-email/needed`: a sign-in waits until the address of its account is proven.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::ask_for_verification;
use crate::accounts::gate::{Need, PendingSignIn, go_on_verified};
use crate::storage::Credentials;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{EmailNeeded, EmailNeededState};

use super::entrance::{self, entered};
use super::progress::failed;
use super::{html, links};

/// `GET /verify-email/needed?attempt=…`
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let (pending, owner) = waiting(&visitor, query.get("attempt")).await?;
    Ok(show(
        &visitor,
        &pending,
        &owner,
        (StatusCode::OK, EmailNeededState::Asked),
    ))
}

/// `POST /verify-email/resend`: the answer is the same when too many were sent already.
pub(in crate::web) async fn resend(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::EmailNeeded, &form) {
        return Err(links::form_expired(&visitor));
    }
    let (pending, owner) = waiting(&visitor, form.get("attempt")).await?;
    let sent = ask_for_verification(&visitor.ctx, &owner, &visitor.browser(), visitor.texts).await;
    sent.map_err(|error| links::refused(&visitor, error))?;
    let state = (StatusCode::ACCEPTED, EmailNeededState::Sent);
    Ok(show(&visitor, &pending, &owner, state))
}

/// `POST /verify-email/needed`: on, once the address is proven.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::EmailNeeded, &form) {
        return Err(links::form_expired(&visitor));
    }
    let (pending, owner) = waiting(&visitor, form.get("attempt")).await?;
    if !owner.user.email_verified {
        let state = (StatusCode::UNPROCESSABLE_ENTITY, EmailNeededState::NotYet);
        return Ok(show(&visitor, &pending, &owner, state));
    }
    let after = pending.after().to_owned();
    let passed = go_on_verified(&visitor.ctx, pending, &visitor.browser()).await;
    let passed = passed.map_err(|refusal| entrance::refused(&visitor, refusal))?;
    Ok(entered(&mut visitor, passed, &after).await)
}

/// The sign-in that waits for its address, and whose it is.
async fn waiting(
    visitor: &Visitor,
    attempt: Option<&str>,
) -> Result<(PendingSignIn, Credentials), PageError> {
    let pending = entrance::pending(visitor, attempt).await?;
    if *pending.needs() != Need::VerifiedEmail {
        return Err(links::void(visitor));
    }
    let owner = visitor.ctx.db().credentials_of(pending.user()).await;
    let owner = owner.map_err(|error| failed(visitor, error.into()))?;
    match owner {
        Some(owner) => Ok((pending, owner)),
        None => Err(links::void(visitor)),
    }
}

/// Enough of an address for its owner: whoever knows the password only need not learn it.
fn covered(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}••@{domain}")
}

fn show(
    visitor: &Visitor,
    pending: &PendingSignIn,
    owner: &Credentials,
    (status, state): (StatusCode, EmailNeededState),
) -> Response {
    let address = owner.user.email.as_deref();
    let page = EmailNeeded {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::EmailNeeded),
        attempt: pending.id().to_owned(),
        address: address.map(covered).unwrap_or_default(),
        state: address.map_or(EmailNeededState::NoAddress, |_| state),
    };
    let response = html::page_with_status(status, &page, None);
    html::with_cookie(response, visitor.greeting())
}
