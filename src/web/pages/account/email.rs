//! `/account/email`: the address of an account, its proof, and another one in its place.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::entry::{EntryError, ask_for_change, ask_for_verification};
use crate::model::user::{name_key, valid_email};
use crate::storage::Credentials;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::{html, links};
use crate::web::view::{AccountEmail, EmailProblem, EmailStep};

use super::fresh_proof::fresh_proof;

/// `GET /account/email`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let step = if owner.is_recent() {
        EmailStep::Ask
    } else {
        EmailStep::SignInFirst
    };
    Ok(show(&owner, step, String::new(), StatusCode::OK))
}

/// `POST /account/email`: the same answer whoever has the new address.
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Email, form)?;
    // The address is a way back in, and may be a factor.
    fresh_proof(&owner).await?;
    let typed = form.get("email").unwrap_or_default().trim();
    let typed: String = typed.chars().take(320).collect();
    let old = owner.signed_in.user.email.as_deref().unwrap_or_default();
    let problem = if !valid_email(&typed) {
        Some(EmailProblem::Invalid)
    } else if name_key(&typed) == name_key(old) {
        Some(EmailProblem::Same)
    } else {
        None
    };
    if let Some(problem) = problem {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(show(&owner, EmailStep::Refused(problem), typed, status));
    }
    let credentials = credentials(&owner).await?;
    let (visitor, browser) = (&owner.visitor, owner.visitor.browser());
    let texts = visitor.texts;
    let asked = ask_for_change(&visitor.ctx, &credentials, &typed, &browser, texts).await;
    asked.map_err(|error| refused(&owner, error))?;
    Ok(show(
        &owner,
        EmailStep::ChangeSent,
        typed,
        StatusCode::ACCEPTED,
    ))
}

/// `POST /account/email/verify`: a link that proves the present address.
pub(in crate::web) async fn verify(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    owner.posted(FormId::Email, form)?;
    let credentials = credentials(&owner).await?;
    let visitor = &owner.visitor;
    let asked = ask_for_verification(
        &visitor.ctx,
        &credentials,
        &visitor.browser(),
        visitor.texts,
    )
    .await;
    asked.map_err(|error| refused(&owner, error))?;
    let step = EmailStep::ProofSent;
    Ok(show(&owner, step, String::new(), StatusCode::ACCEPTED))
}

async fn credentials(owner: &Owner) -> Result<Credentials, Detour> {
    let found = owner
        .visitor
        .ctx
        .db()
        .credentials_of(owner.signed_in.user.id)
        .await;
    let found = found.map_err(|error| owner.failed(error))?;
    found.ok_or_else(|| refused(owner, EntryError::Void))
}

fn refused(owner: &Owner, error: EntryError) -> Detour {
    links::refused(&owner.visitor, error).into()
}

fn show(owner: &Owner, step: EmailStep, typed: String, status: StatusCode) -> Response {
    let user = &owner.signed_in.user;
    let page = AccountEmail {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Email),
        email: user.email.clone(),
        verified: user.email_verified,
        typed,
        step,
    };
    html::page_with_status(status, &page, None)
}
