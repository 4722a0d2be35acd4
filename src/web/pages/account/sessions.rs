//! `/account/sessions`: every browser that the person is signed in with, and signing them out.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::{self, Session, device_in_words};
use crate::model::LoginId;
use crate::oauth::OAuthError;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountSessions, Done, ErrorKind, Moment, ShownSession};

use super::fresh_proof::fresh_proof;

/// `GET /account/sessions`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    let mut sessions: Vec<ShownSession> = known(&owner)
        .await?
        .into_iter()
        .map(|session| shown(&owner, &session))
        .collect();
    // Stable: the others stay in the order in which they were last seen.
    sessions.sort_by_key(|session| !session.here);
    let (local_times, nonce) = owner.local_times();
    let page = AccountSessions {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Sessions),
        sessions,
        remembers: owner
            .visitor
            .ctx
            .issuer()
            .tenant()
            .settings
            .second_factor
            .remember_days
            > 0,
        local_times: Some(local_times),
    };
    Ok(html::page_with_script(
        StatusCode::OK,
        &page,
        Some(&nonce),
        None,
    ))
}

/// `POST /account/sessions`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Sessions, form)?;
    fresh_proof(&owner).await?;
    let (here, user) = (owner.signed_in.login.id, owner.signed_in.user.id);
    let (ctx, browser) = (&owner.visitor.ctx, owner.visitor.browser());
    let (ends_here, ended) = match (form.get("login"), form.get("which")) {
        (Some(id), None) => {
            // "404 on foreign id, no change" (D20)
            let one = one_of(&owner, id).await?;
            let ended = accounts::sign_out(ctx, &[(one, user)], &browser).await;
            (one == here, ended)
        }
        (None, Some("others")) => {
            let ended = accounts::sign_out_everywhere(ctx, user, Some(here), &browser).await;
            (false, ended)
        }
        (None, Some("all")) => {
            let ended = accounts::sign_out_everywhere(ctx, user, None, &browser).await;
            (true, ended)
        }
        _ => {
            let error = OAuthError::invalid_request("login or which says what to sign out");
            return Err(owner.failed(error));
        }
    };
    ended.map_err(|error| owner.failed(error))?;
    if !ends_here {
        return Ok(owner.done(Done::SignedOut));
    }
    let response = html::see_other(&format!("{}/", ctx.issuer().base_path()));
    // Other accounts of this browser stay signed in.
    let last = owner.others.is_empty();
    let cookie = last.then(|| owner.visitor.no_session_cookie()).flatten();
    Ok(html::with_cookie(response, cookie))
}

/// The login of that identifier, if it is on the page.
async fn one_of(owner: &Owner, id: &str) -> Result<LoginId, Detour> {
    let known = known(owner).await?;
    let found = known
        .iter()
        .find(|session| session.login.id.to_string() == id);
    let found = found.map(|session| session.login.id);
    let (status, kind) = (StatusCode::NOT_FOUND, ErrorKind::NotFound);
    found.ok_or_else(|| owner.refused(status, kind, "not_found"))
}

async fn known(owner: &Owner) -> Result<Vec<Session>, Detour> {
    accounts::sessions(&owner.visitor.ctx, owner.signed_in.user.id)
        .await
        .map_err(|error| owner.failed(error))
}

fn shown(owner: &Owner, session: &Session) -> ShownSession {
    let (ctx, texts) = (&owner.visitor.ctx, owner.visitor.texts);
    let login = &session.login;
    let browser = || device_in_words(texts, &login.user_agent);
    ShownSession {
        id: login.id.to_string(),
        device: session.within.clone().unwrap_or_else(browser),
        network: ctx.app().places.in_words(texts, &login.address),
        since: Moment::of(texts, login.auth_time),
        seen: Moment::of(texts, login.last_seen_at),
        here: login.id == owner.signed_in.login.id,
    }
}
