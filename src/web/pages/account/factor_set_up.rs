//! `/account/two-factor/set-up`: an authenticator app or a phone, in one's own account.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::factors::{self, Changing, FactorRefusal};
use crate::model::policy::FactorKind;
use crate::oauth::Parameters;
use crate::web::extract::{Detour, Form, FormId, Owner, Query};
use crate::web::pages::factor_answer::{Told, told};
use crate::web::pages::factor_set_up::{confirm, sent, step};
use crate::web::pages::{html, recovery_codes};
use crate::web::view::{Done, ErrorKind, FactorSetUp};

use super::fresh_proof::fresh_proof;

/// `GET /account/two-factor/set-up?method=…`
pub(in crate::web) async fn get(owner: Owner, Query(query): Query) -> Result<Response, Detour> {
    let query = query.map_err(|error| owner.failed(error))?;
    let changing = fresh_proof(&owner).await?;
    show(&owner, &changing, &query, None).await
}

/// `POST /account/two-factor/set-up`: the first code.
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::FactorSetUp, form)?;
    let changing = fresh_proof(&owner).await?;
    let kind = chosen(&form).ok_or_else(|| unknown(&owner))?;
    let visitor = &owner.visitor;
    let enrolling = changing
        .enrolling(&visitor.ctx, kind)
        .ok_or_else(|| unknown(&owner))?;
    let added = confirm(visitor, enrolling, kind, &form).await;
    let lifted = match &added {
        Ok(added) => factors::lift(&visitor.ctx, &owner.signed_in.login, added).await,
        Err(_) => Ok(None),
    };
    match added.and_then(|added| Ok((added, lifted?))) {
        Ok((added, session)) => {
            let response = if added.codes.is_empty() {
                owner.done(Done::FactorAdded)
            } else {
                recovery_codes::show(visitor, &added.codes, None)
            };
            let cookie = session.and_then(|session| visitor.session_cookie(&session));
            Ok(html::with_cookie(response, cookie))
        }
        Err(refusal) => {
            let told = told(visitor, kind, refusal)?;
            show(&owner, &changing, &form, Some(told)).await
        }
    }
}

/// `POST /account/two-factor/set-up/send`: a code to the phone.
pub(in crate::web) async fn send(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::FactorSetUp, form)?;
    let changing = fresh_proof(&owner).await?;
    let kind = chosen(&form).ok_or_else(|| unknown(&owner))?;
    let visitor = &owner.visitor;
    let enrolling = changing
        .enrolling(&visitor.ctx, kind)
        .ok_or_else(|| unknown(&owner))?;
    match sent(visitor, enrolling, kind, &form).await {
        Ok(()) => {
            let base = visitor.ctx.issuer().base_path();
            let kind = kind.name();
            Ok(html::see_other(&format!(
                "{base}/account/two-factor/set-up?method={kind}"
            )))
        }
        Err(refusal) => {
            let told = told(visitor, kind, refusal)?;
            show(&owner, &changing, &form, Some(told)).await
        }
    }
}

/// Passkeys have a page of their own, and codes by mail need none.
fn chosen(parameters: &Parameters) -> Option<FactorKind> {
    let kind = parameters.get("method").and_then(FactorKind::from_name);
    kind.filter(|kind| matches!(kind, FactorKind::Totp | FactorKind::Sms))
}

fn unknown(owner: &Owner) -> Detour {
    owner.refused(StatusCode::NOT_FOUND, ErrorKind::NotFound, "not_found")
}

async fn show(
    owner: &Owner,
    changing: &Changing,
    parameters: &Parameters,
    answer: Option<Told>,
) -> Result<Response, Detour> {
    let visitor = &owner.visitor;
    let kind = chosen(parameters).ok_or_else(|| unknown(owner))?;
    let step = match changing.enrolling(&visitor.ctx, kind) {
        Some(enrolling) => step(visitor, enrolling, kind, parameters).await,
        None => Err(FactorRefusal::Over),
    };
    let step = match step {
        Ok(step) => step,
        Err(FactorRefusal::Over) => return Err(unknown(owner)),
        Err(refusal) => {
            return Err(match told(visitor, kind, refusal) {
                Ok(_) => unknown(owner),
                Err(page) => page.into(),
            });
        }
    };
    let page = FactorSetUp {
        shell: owner.shell(),
        csrf: owner.csrf(FormId::FactorSetUp),
        path: "/account/two-factor/set-up",
        attempt: None,
        app: None,
        step,
        others: false,
        problems: answer.map(|told| told.problem).into_iter().collect(),
    };
    let status = answer.map_or(StatusCode::OK, |told| told.status);
    let response = html::page_with_status(status, &page, None);
    Ok(match answer {
        Some(told) => told.on(response),
        None => response,
    })
}
