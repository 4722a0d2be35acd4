//! `/consent`: may this app have this?

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::accounts;
use crate::model::{Service, scope};
use crate::oauth::OAuthError;
use crate::oauth::authorize::{ValidRequest, allow, deny};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, SignedInUser, Visitor};
use crate::web::view::{Consent, ConsentItem, ErrorKind};

use super::progress::{deliver, failed, into_page};
use super::{Progress, html, people};

/// `GET /consent`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let progress = Progress::find(&mut visitor, query.get("txn").unwrap_or_default()).await?;
    let request = match progress.request(&visitor).await {
        Ok(request) => request,
        Err(response) => return Ok(response),
    };
    let logins = visitor
        .logins()
        .await
        .map_err(|error| failed(&visitor, error))?;
    match asked(&progress, &logins) {
        Some(signed_in) => {
            visitor.speak_as_wished_by(&signed_in.user);
            show(&visitor, &progress, &request, signed_in)
                .await
                .map_err(|error| failed(&visitor, error))
        }
        // Signed out or never signed in: the request decides what comes first.
        None => Ok(progress.resume(&visitor, &logins).await),
    }
}

/// `POST /consent`. What is granted is computed from the stored request alone; the form says yes or no.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::Consent, &form) {
        let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
        return Err(PageError::new(
            shell,
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        ));
    }
    let progress = Progress::find(&mut visitor, form.get("txn").unwrap_or_default()).await?;
    let decision = form.get("decision");
    if !matches!(decision, Some("allow" | "deny")) {
        return Err(failed(
            &visitor,
            OAuthError::invalid_request("decision must be allow or deny"),
        ));
    }
    let logins = visitor
        .logins()
        .await
        .map_err(|error| failed(&visitor, error))?;
    let Some(signed_in) = asked(&progress, &logins).cloned() else {
        return Ok(progress.resume(&visitor, &logins).await);
    };
    let request = match progress.request(&visitor).await {
        Ok(request) => request,
        Err(response) => return Ok(response),
    };
    // Another window may have changed the account since the page was shown: nobody answers for somebody else.
    let shown_to = people::account(&signed_in).id;
    if form.get("login") != Some(shown_to.as_str()) {
        let base = visitor.ctx.issuer().base_path();
        return Ok(html::see_other(&format!(
            "{base}/consent?txn={}",
            progress.id()
        )));
    }
    progress.take(&visitor).await?;
    if decision == Some("deny") {
        tracing::info!(target: "audit", event = "consent.denied", tenant = %visitor.ctx.issuer().tenant_id(), user = %signed_in.user.id, client = %request.client().client_id);
        let (user, client) = (signed_in.user.id, request.client());
        let noted = accounts::remember_no(&visitor.ctx, (user, client), &visitor.browser()).await;
        noted.map_err(|error| failed(&visitor, error.into()))?;
        return Ok(deliver(&visitor, deny(&visitor.ctx, request)));
    }
    match agreed(&visitor, request, &signed_in).await {
        Ok(response) => Ok(response),
        Err(error) => Ok(into_page(&visitor, &error)),
    }
}

async fn agreed(
    visitor: &Visitor,
    request: ValidRequest,
    signed_in: &SignedInUser,
) -> Result<Response, OAuthError> {
    let ctx = &visitor.ctx;
    let client = request.client().id;
    let before = ctx
        .db()
        .consent(signed_in.user.id, client)
        .await?
        .unwrap_or_default();
    accounts::remember_yes(
        ctx,
        (signed_in.user.id, request.client()),
        &before.union(&request.asked_of_user()),
        &visitor.browser(),
    )
    .await?;
    tracing::info!(target: "audit", event = "consent.granted", tenant = %ctx.issuer().tenant_id(), user = %signed_in.user.id, client = %request.client().client_id, scope = %request.scope);
    let response = allow(ctx, request, &signed_in.login).await?;
    Ok(deliver(visitor, response))
}

/// The login whose consent is asked, if it still lives.
fn asked<'a>(progress: &Progress, logins: &'a [SignedInUser]) -> Option<&'a SignedInUser> {
    logins
        .iter()
        .find(|signed_in| Some(signed_in.login.id) == progress.asked())
}

async fn show(
    visitor: &Visitor,
    progress: &Progress,
    request: &ValidRequest,
    signed_in: &SignedInUser,
) -> Result<Response, OAuthError> {
    let ctx = &visitor.ctx;
    let before = ctx
        .db()
        .consent(signed_in.user.id, request.client().id)
        .await?
        .unwrap_or_default();
    let services = ctx.services().await?;
    let items = request
        .asked_of_user()
        .iter()
        .map(|token| ConsentItem {
            value: (token == "email")
                .then(|| signed_in.user.email.clone())
                .flatten(),
            allowed_before: before.contains(token),
            ..explained(&services, token)
        })
        .collect();
    let page = Consent {
        shell: html::shell(ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::Consent),
        txn: progress.id().to_owned(),
        app: people::asking_app(request.client(), &request.target.redirect_uri),
        account: people::account(signed_in),
        items,
    };
    let source = request.target.redirect_uri.form_action_source();
    let response = html::page(&page, source.as_deref()).into_response();
    Ok(html::with_cookie(response, visitor.greeting()))
}

/// A scope, with the service that it belongs to.
pub(super) fn explained(services: &[Service], token: &str) -> ConsentItem {
    let standard = scope::STANDARD.iter().any(|(name, _)| *name == token);
    let owner = services
        .iter()
        .find(|service| service.scopes.iter().any(|known| known == token));
    ConsentItem {
        scope: token.to_owned(),
        service: owner
            .filter(|_| !standard)
            .map(|service| service.name.clone()),
        value: None,
        allowed_before: false,
    }
}
