//! `/sign-in`: username or address, and password.

use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::accounts::{SignInAttempt, SignInRefusal, SignedIn, sign_in};
use crate::model::Secret;
use crate::oauth::authorize::{Reason, ValidRequest};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, SignedInUser, Visitor};
use crate::web::view::{SignIn, SignInProblem, SignInReason};

use super::progress::into_page;
use super::{Progress, html, people};

/// `GET /sign-in`, on the way to an app or for its own sake.
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| super::progress::failed(&visitor, error))?;
    let progress = match query.get("txn") {
        None => None,
        Some(id) => Some(Progress::find(&visitor, id).await?),
    };
    let request = match &progress {
        None => None,
        Some(progress) => match progress.request(&visitor).await {
            Ok(request) => Some(request),
            Err(response) => return Ok(response),
        },
    };
    let login = match &request {
        None => String::new(),
        Some(request) => suggested_login(&visitor, request).await,
    };
    show(
        &visitor,
        progress.as_ref(),
        request.as_ref(),
        &login,
        Vec::new(),
        StatusCode::OK,
    )
    .await
}

/// `POST /sign-in`
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| super::progress::failed(&visitor, error))?;
    let progress = match form.get("txn") {
        None => None,
        Some(id) => Some(Progress::find(&visitor, id).await?),
    };
    let request = match &progress {
        None => None,
        Some(progress) => match progress.request(&visitor).await {
            Ok(request) => Some(request),
            Err(response) => return Ok(response),
        },
    };
    let typed = form
        .get("login")
        .unwrap_or_default()
        .chars()
        .take(254)
        .collect::<String>();
    let problems = problems_of(&visitor, &form);
    if let Some((problem, status)) = problems.first().copied() {
        let all = problems.iter().map(|(problem, _)| *problem).collect();
        tracing::debug!(?problem, "the sign-in form is incomplete");
        return show(
            &visitor,
            progress.as_ref(),
            request.as_ref(),
            &typed,
            all,
            status,
        )
        .await;
    }
    let attempt = SignInAttempt {
        login: typed.clone(),
        password: Secret::new(form.get("password").unwrap_or_default()),
    };
    match sign_in(&visitor.ctx, &attempt, &visitor.browser()).await {
        Ok(signed_in) => {
            let cookie = visitor.session_cookie(&signed_in.session);
            let response = match progress {
                None => html::see_other(&format!("{}/", visitor.ctx.issuer().base_path())),
                Some(mut progress) => {
                    progress.signed_in(signed_in.login.id);
                    match signed_in_with(&visitor, signed_in).await {
                        Ok(logins) => progress.resume(&visitor, &logins).await,
                        Err(error) => into_page(&visitor, &error),
                    }
                }
            };
            Ok(html::with_cookie(response, cookie))
        }
        Err(refusal) => {
            let (problem, status, retry_after) = told(&visitor, refusal)?;
            let mut page = show(
                &visitor,
                progress.as_ref(),
                request.as_ref(),
                &typed,
                vec![problem],
                status,
            )
            .await?;
            if let Some(seconds) = retry_after {
                page.headers_mut()
                    .insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(page)
        }
    }
}

/// What is wrong with the form before any password is looked at.
fn problems_of(visitor: &Visitor, form: &Parameters) -> Vec<(SignInProblem, StatusCode)> {
    // A form of another site, another browser or another page: nobody is signed in by it (login CSRF).
    if !visitor.posted_from(FormId::SignIn, form) || form.any_repeated() {
        return vec![(SignInProblem::FormExpired, StatusCode::FORBIDDEN)];
    }
    let mut problems = Vec::new();
    if form
        .get("login")
        .is_none_or(|login| login.trim().is_empty())
    {
        problems.push((
            SignInProblem::LoginMissing,
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    if form.get("password").is_none() {
        problems.push((
            SignInProblem::PasswordMissing,
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    problems
}

fn told(
    visitor: &Visitor,
    refusal: SignInRefusal,
) -> Result<(SignInProblem, StatusCode, Option<u32>), PageError> {
    let error: OAuthError = match refusal {
        SignInRefusal::Wrong => {
            return Ok((
                SignInProblem::Rejected,
                StatusCode::UNPROCESSABLE_ENTITY,
                None,
            ));
        }
        SignInRefusal::TooMany { retry_after } => {
            return Ok((
                SignInProblem::TooManyTries,
                StatusCode::TOO_MANY_REQUESTS,
                Some(retry_after),
            ));
        }
        SignInRefusal::Overloaded(_) => {
            return Ok((
                SignInProblem::Busy,
                StatusCode::SERVICE_UNAVAILABLE,
                Some(2),
            ));
        }
        SignInRefusal::Storage(error) => error.into(),
        SignInRefusal::Ephemeral(error) => error.into(),
        SignInRefusal::Lookup(error) => error.into(),
    };
    Err(super::progress::failed(visitor, error))
}

/// The browser's logins as they are after a sign-in, although the request still carries the old session.
async fn signed_in_with(
    visitor: &Visitor,
    fresh: SignedIn,
) -> Result<Vec<SignedInUser>, OAuthError> {
    let mut logins = if visitor.browser().session.is_some() {
        visitor.others_after(&fresh).await?
    } else {
        Vec::new()
    };
    if let Some(user) = visitor
        .ctx
        .user(fresh.login.user)
        .await?
        .filter(|user| !user.disabled)
    {
        logins.insert(
            0,
            SignedInUser {
                login: fresh.login,
                user,
            },
        );
    }
    Ok(logins)
}

/// What to fill in: the hint of the request, or the name of the user who has to prove themselves again.
async fn suggested_login(visitor: &Visitor, request: &ValidRequest) -> String {
    if let Some(hint) = &request.login_hint {
        return hint.clone();
    }
    let logins = visitor.logins().await.unwrap_or_default();
    let wanted = |signed_in: &&SignedInUser| {
        request
            .subject
            .as_ref()
            .is_none_or(|subject| *subject == signed_in.user.id.to_string())
    };
    match logins.as_slice() {
        [only] if wanted(&only) => only.user.username.clone(),
        several => several
            .iter()
            .find(|login| request.subject.is_some() && wanted(login))
            .map_or_else(String::new, |login| login.user.username.clone()),
    }
}

async fn show(
    visitor: &Visitor,
    progress: Option<&Progress>,
    request: Option<&ValidRequest>,
    login: &str,
    problems: Vec<SignInProblem>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let reason = progress
        .and_then(Progress::reason)
        .and_then(|reason| match reason {
            Reason::LoginTooOld => Some(SignInReason::LoginTooOld),
            Reason::PromptLogin => Some(SignInReason::PromptLogin),
            Reason::WrongSubject => Some(SignInReason::WrongSubject),
            Reason::NoLogin
            | Reason::PromptSelectAccount
            | Reason::SeveralAccounts
            | Reason::ConsentMissing
            | Reason::PromptConsent => None,
        });
    let others = visitor
        .logins()
        .await
        .map_err(|error| super::progress::failed(visitor, error))?;
    let page = SignIn {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SignIn),
        txn: progress.map(|progress| progress.id().to_owned()),
        app: request
            .map(|request| people::asking_app(request.client(), &request.target.redirect_uri)),
        login: login.to_owned(),
        reason,
        problems,
        other_accounts: progress.is_some() && !others.is_empty(),
    };
    let source = request.and_then(|request| request.target.redirect_uri.form_action_source());
    let response = html::page_with_status(status, &page, source.as_deref()).into_response();
    Ok(html::with_cookie(response, visitor.greeting()))
}
