//! `/sign-out`: sign out? And what is shown, or where the browser goes, afterwards.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::accounts::limits::{self, Action, LimitError};
use crate::ephemeral::{Key, Kind};
use crate::federation;
use crate::model::redirect_uri::form_action_source;
use crate::model::{LoginId, Secret, UpstreamLogin};
use crate::oauth::logout::{self, LogoutRequest, PostLogoutRedirect};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, SignedInUser, Visitor};
use crate::web::view::{ContinueOn, ErrorKind, SignOut, SignOutOutcome, SignedOut};

use super::continue_on::continue_on;
use super::progress::{failed, into_page};
use super::{html, people};

/// A request that waits for the user's yes.
#[derive(Serialize, Deserialize)]
struct Record {
    parameters: String,
    browser: String,
}

/// `GET /sign-out`: the end-session endpoint asks.
pub(in crate::web) async fn get(visitor: Visitor) -> Response {
    html::see_other(&format!("{}/end_session", visitor.ctx.issuer().base_path()))
}

/// Shows the question.
pub(in crate::web) async fn ask(
    visitor: &Visitor,
    request: &LogoutRequest,
    parameters: &Parameters,
    logins: &[SignedInUser],
) -> Result<Response, OAuthError> {
    let ctx = &visitor.ctx;
    if let Err(error) = limits::reserve(ctx, Action::SignIn).await {
        return match error {
            LimitError::TooMany { retry_after } => {
                let shell = html::shell(ctx.issuer(), visitor.texts);
                Ok(PageError::too_many(shell, retry_after).into_response())
            }
            LimitError::Ephemeral(error) => Err(error.into()),
        };
    }
    let id = ctx.app().entropy.secret("");
    let record = Record {
        parameters: parameters.among(&logout::PARAMETERS).to_text(),
        browser: visitor.binding(),
    };
    ctx.app()
        .ephemeral
        .put_json(&key(visitor, &id), &record, ctx.now())
        .await?;
    let target = request.redirect.as_ref().map(PostLogoutRedirect::uri);
    let page = SignOut {
        shell: html::shell(ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SignOut),
        txn: Some(id.expose().to_owned()),
        app: request
            .client
            .as_deref()
            .map(|client| people::app_at(client, target.unwrap_or_default())),
        accounts: logins.iter().map(people::account).collect(),
    };
    let source = target.and_then(form_action_source);
    Ok(html::with_cookie(
        html::page(&page, source.as_deref()),
        visitor.greeting(),
    ))
}

/// `POST /sign-out`: the answer.
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::SignOut, &form) {
        let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
        return Err(PageError::new(
            shell,
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        ));
    }
    match answered(&visitor, &form).await {
        Ok(response) => Ok(response),
        Err(error) => Ok(into_page(&visitor, &error)),
    }
}

async fn answered(visitor: &Visitor, form: &Parameters) -> Result<Response, OAuthError> {
    let ctx = &visitor.ctx;
    let id = Secret::new(form.get("txn").unwrap_or_default());
    let record = ctx
        .app()
        .ephemeral
        .take_json::<Record>(&key(visitor, &id), ctx.now())
        .await?;
    let record = record.filter(|record| record.browser == visitor.binding());
    let Some(record) = record else {
        return Err(OAuthError::invalid_request(
            "the question was answered before, or is too old",
        ));
    };
    let parameters = Parameters::parse(record.parameters.as_bytes()).unwrap_or_default();
    let request = logout::read(ctx, &parameters).await?;
    match form.get("decision") {
        Some("confirm") => {
            let logins = visitor.logins().await?;
            let ids: Vec<LoginId> = logins.iter().map(|signed_in| signed_in.login.id).collect();
            end(visitor, &ids, &logins, (&request, &parameters)).await
        }
        Some("cancel") => Ok(page(visitor, SignOutOutcome::StillSignedIn)),
        _ => Err(OAuthError::invalid_request(
            "decision must be confirm or cancel",
        )),
    }
}

/// Ends those logins, and goes where the request wants to go.
pub(in crate::web) async fn end(
    visitor: &Visitor,
    ending: &[LoginId],
    logins: &[SignedInUser],
    (request, parameters): (&LogoutRequest, &Parameters),
) -> Result<Response, OAuthError> {
    let known = logins
        .iter()
        .map(|known| (known.login.id, known.login.user));
    let ended: Vec<_> = known.filter(|(id, _)| ending.contains(id)).collect();
    let db = visitor.ctx.db();
    let mut elsewhere = Vec::new();
    for (login, _) in &ended {
        elsewhere.extend(db.upstream_login(*login).await?);
    }
    // A provider that lets us wait lets nobody stay signed in here.
    accounts::sign_out(&visitor.ctx, &ended, &visitor.browser()).await?;
    let there = there(visitor, &elsewhere, parameters).await;
    let response = there.unwrap_or_else(|| done(visitor, request));
    let all_ended = logins
        .iter()
        .all(|signed_in| ending.contains(&signed_in.login.id));
    Ok(if all_ended {
        html::with_cookie(response, visitor.no_session_cookie())
    } else {
        response
    })
}

/// The way to the provider by which somebody signed in, if it is to hear of the sign-out. It sends the browser back to
/// [`elsewhere`]. A provider that cannot be asked is not asked: nobody stays signed in here for that.
async fn there(
    visitor: &Visitor,
    elsewhere: &[UpstreamLogin],
    parameters: &Parameters,
) -> Option<Response> {
    let ctx = &visitor.ctx;
    let state = ctx.app().entropy.secret("");
    for upstream in elsewhere {
        let onward = match federation::onward(ctx, upstream, &state).await {
            Ok(Some(onward)) => onward,
            Ok(None) => continue,
            Err(error) => {
                tracing::warn!(%error, "a provider is not told of a sign-out");
                continue;
            }
        };
        let record = Record {
            parameters: parameters.to_text(),
            browser: visitor.binding(),
        };
        let key = key(visitor, &state);
        let kept = ctx.app().ephemeral.put_json(&key, &record, ctx.now());
        kept.await.ok()?;
        let page = ContinueOn {
            shell: html::shell(ctx.issuer(), visitor.texts),
            app: people::provider_at(&onward.provider, &onward.url),
            url: onward.url,
            by_itself: true,
        };
        return Some(html::page(&page, None));
    }
    None
}

/// `GET /sign-out/elsewhere`: back from the provider, and on to where the request wanted to go.
pub(in crate::web) async fn elsewhere(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let ctx = &visitor.ctx;
    let state = Secret::new(query.get("state").unwrap_or_default());
    let record = ctx
        .app()
        .ephemeral
        .take_json::<Record>(&key(&visitor, &state), ctx.now())
        .await
        .map_err(|error| failed(&visitor, error.into()))?
        .filter(|record| record.browser == visitor.binding());
    let Some(record) = record else {
        return Ok(page(&visitor, SignOutOutcome::SignedOut));
    };
    let parameters = Parameters::parse(record.parameters.as_bytes()).unwrap_or_default();
    let request = logout::read(ctx, &parameters).await;
    let request = request.map_err(|error| failed(&visitor, error))?;
    Ok(done(&visitor, &request))
}

/// Nobody is signed in any more: on to the app, or a page that says so.
pub(in crate::web) fn done(visitor: &Visitor, request: &LogoutRequest) -> Response {
    match (&request.redirect, &request.client) {
        (Some(redirect), Some(client)) => continue_on(visitor, client, redirect.url()),
        // A target without a client is not registered for anybody.
        _ => page(visitor, SignOutOutcome::SignedOut),
    }
}

fn page(visitor: &Visitor, outcome: SignOutOutcome) -> Response {
    html::page(
        &SignedOut {
            shell: html::shell(visitor.ctx.issuer(), visitor.texts),
            outcome,
        },
        None,
    )
}

fn key(visitor: &Visitor, id: &Secret) -> Key {
    Key::new(
        visitor.ctx.issuer().tenant_id(),
        Kind::SignOut,
        &id.digest().to_text(),
    )
}
