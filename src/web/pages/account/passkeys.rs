//! `/account/passkeys`: a person's passkeys, and another one.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::accounts::factors::Changing;
use crate::accounts::passkeys::{
    Newcomer, OwnPasskey, PasskeyError, add, are_offered, begin_to_add, of_owner,
};
use crate::web::error::script_error;
use crate::web::extract::{Detour, Form, FormId, JsonBody, Owner, Query};
use crate::web::pages::passkeys::options::{begun_as_json, refused as refused_as_json};
use crate::web::pages::passkeys::{answer, button_with, failure, told, told_at};
use crate::web::pages::{html, recovery_codes};
use crate::web::view::{
    AccountPage, AccountPasskeys, Done, ErrorKind, PasskeyButton, PasskeyItem, PasskeyPurpose,
};

use super::fresh_proof::fresh_proof;

/// `GET /account/passkeys`
pub(in crate::web) async fn get(owner: Owner, Query(query): Query) -> Result<Response, Detour> {
    offered(&owner)?;
    let query = query.map_err(|error| owner.failed(error))?;
    let items = passkeys_of(&owner).await?;
    let page = AccountPasskeys {
        shell: owner.shell(),
        frame: owner.frame(),
        items: items.iter().map(|passkey| item(&owner, passkey)).collect(),
        button: can_change(&owner)
            .await?
            .then(|| adding(&owner, query.get("passkey"))),
    };
    let nonce = page.button.as_ref().map(|button| button.nonce.clone());
    Ok(html::page_with_script(
        StatusCode::OK,
        &page,
        nonce.as_deref(),
        None,
    ))
}

/// `GET /account/passkeys/again`: whoever has to prove more before a passkey is added does so, and comes back.
pub(in crate::web) async fn again(owner: Owner) -> Result<Response, Detour> {
    may_change(&owner).await?;
    let base = owner.visitor.ctx.issuer().base_path();
    let path = AccountPage::Passkeys.path();
    Ok(html::see_other(&format!("{base}{path}")))
}

/// Lets nobody pass who signed in a while ago, or with a password alone although they have a second factor: with that, nobody
/// adds a passkey of their own or takes one away.
pub(super) async fn may_change(owner: &Owner) -> Result<(), Detour> {
    offered(owner)?;
    fresh_proof(owner).await.map(|_| ())
}

/// The same, without leading anybody anywhere.
async fn can_change(owner: &Owner) -> Result<bool, Detour> {
    let (ctx, login) = (&owner.visitor.ctx, &owner.signed_in.login);
    let found = ctx.db().credentials_of(login.user).await;
    let found = found.map_err(|error| owner.failed(error))?;
    let allowed = found.and_then(|found| Changing::allowed(ctx, login, found));
    Ok(owner.is_recent() && allowed.is_some())
}

fn adding(owner: &Owner, problem: Option<&str>) -> PasskeyButton {
    let csrf = owner.csrf(FormId::Passkeys);
    let ctx = &owner.visitor.ctx;
    button_with(ctx, PasskeyPurpose::Account, (csrf, Vec::new()), problem)
}

/// What the script asks with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Question {
    csrf: String,
    /// The script says it on every page; here there is but one.
    #[serde(rename = "purpose")]
    _purpose: String,
}

/// `POST /account/passkeys/options`: a challenge, as JSON for `static/passkeys.js`.
pub(in crate::web) async fn options(
    owner: Owner,
    question: Result<JsonBody<Question>, StatusCode>,
) -> Response {
    let question = match question {
        Ok(JsonBody(question)) => question,
        Err(status) => return script_error(status),
    };
    // "… full re-authentication …": whoever has to prove more has to load the page again, which says so.
    let accepted = owner.accepts(FormId::Passkeys, &question.csrf).is_ok();
    if !accepted || !matches!(can_change(&owner).await, Ok(true)) {
        return script_error(StatusCode::FORBIDDEN);
    }
    let visitor = &owner.visitor;
    let begun = begin_to_add(&visitor.ctx, &owner.signed_in.login, &visitor.browser()).await;
    match begun {
        Ok(begun) => begun_as_json(&begun),
        Err(error) => refused_as_json(error),
    }
}

/// `POST /account/passkeys`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Passkeys, form)?;
    may_change(&owner).await?;
    let visitor = &owner.visitor;
    let texts = visitor.texts;
    let today = texts.date(visitor.ctx.now());
    let newcomer = Newcomer {
        name: &texts.with("passkeys-new-name", &[("date", &today)]),
        browser: &visitor.browser(),
        texts,
    };
    let login = &owner.signed_in.login;
    match add(&visitor.ctx, login, &answer(&form), newcomer).await {
        Ok(added) => {
            let response = if added.codes.is_empty() {
                let base = visitor.ctx.issuer().base_path();
                let done = Done::PasskeyAdded.name();
                html::see_other(&format!("{base}/account/passkeys/{}?done={done}", added.id))
            } else {
                recovery_codes::show(visitor, &added.codes, None)
            };
            let cookie = added
                .session
                .and_then(|session| visitor.session_cookie(&session));
            Ok(html::with_cookie(response, cookie))
        }
        Err(error) => match told(&error) {
            Some(problem) => {
                let path = told_at(visitor, "/account/passkeys", &[], problem);
                Ok(html::see_other(&path))
            }
            None => Err(refused(&owner, error)),
        },
    }
}

/// The page of what the list cannot show.
pub(super) fn refused(owner: &Owner, error: PasskeyError) -> Detour {
    match error {
        PasskeyError::NotOffered => {
            owner.refused(StatusCode::NOT_FOUND, ErrorKind::NotFound, "not_found")
        }
        PasskeyError::Known => owner.refused(
            StatusCode::CONFLICT,
            ErrorKind::PasskeyKnown,
            "invalid_request",
        ),
        error => owner.failed(failure(error)),
    }
}

/// Answers nothing where there are no passkeys.
pub(super) fn offered(owner: &Owner) -> Result<(), Detour> {
    if are_offered(&owner.visitor.ctx) {
        Ok(())
    } else {
        Err(refused(owner, PasskeyError::NotOffered))
    }
}

/// Every passkey of this account.
pub(super) async fn passkeys_of(owner: &Owner) -> Result<Vec<OwnPasskey>, Detour> {
    of_owner(&owner.visitor.ctx, owner.signed_in.user.id)
        .await
        .map_err(|error| owner.failed(error))
}

/// A passkey as pages show it.
pub(super) fn item(owner: &Owner, passkey: &OwnPasskey) -> PasskeyItem {
    let texts = owner.visitor.texts;
    PasskeyItem {
        id: passkey.id.to_string(),
        name: passkey.name.clone(),
        synced: passkey.synced,
        added: texts.date(passkey.created_at),
        last_used: passkey.last_used_at.map(|at| texts.date(at)),
    }
}
