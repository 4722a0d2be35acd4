//! After the gate: the session's cookie and on to where the person wanted to go, or to the page of the next step.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::accounts::SignInRefusal;
use crate::accounts::gate::{self, Need, Passed, PendingSignIn, SignedIn, Wanted};
use crate::model::Login;
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::{SignedInUser, Visitor};
use crate::web::view::{AskingApp, ErrorKind};

use super::account_page::AccountPage;
use super::progress::{failed, into_page};
use super::{Progress, html, people};

/// What comes after a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum After {
    /// The request that waits for it, by its identifier.
    Request(String),
    /// A page of the person's account.
    Page(AccountPage),
    /// The front door.
    Home,
}

impl After {
    /// As it is kept with a sign-in that waits.
    pub(in crate::web) fn to_text(&self) -> String {
        match self {
            Self::Request(id) => format!("request:{id}"),
            Self::Page(page) => format!("page:{}", page.name()),
            Self::Home => String::new(),
        }
    }

    /// What was kept; the front door for anything else.
    pub(in crate::web) fn from_text(text: &str) -> Self {
        match text.split_once(':') {
            Some(("request", id)) => Self::Request(id.to_owned()),
            Some(("page", name)) => AccountPage::from_name(name).map_or(Self::Home, Self::Page),
            _ => Self::Home,
        }
    }
}

/// The answer to a step that the gate let pass.
pub(in crate::web) async fn entered(
    visitor: &mut Visitor,
    passed: Passed,
    after: &str,
) -> Response {
    match passed {
        Passed::SignedIn(signed_in) => signed_in_here(visitor, signed_in, after).await,
        Passed::Pending(pending) => html::see_other(&path(visitor, &pending)),
    }
}

/// What a sign-in has to reach for what comes after it, and where that is: the front door when the request is gone meanwhile.
pub(in crate::web) async fn wanted_after(visitor: &mut Visitor, after: &str) -> (Wanted, String) {
    if let After::Request(id) = After::from_text(after) {
        let Ok(progress) = Progress::find(visitor, &id).await else {
            return (Wanted::default(), String::new());
        };
        return match progress.request(visitor).await {
            Ok(request) => (request.acr.wanted(after.to_owned()), after.to_owned()),
            Err(_) => (Wanted::default(), String::new()),
        };
    }
    let wanted = Wanted {
        after: after.to_owned(),
        ..Wanted::default()
    };
    (wanted, after.to_owned())
}

/// More is due from a login that is here already.
pub(super) async fn step_up(
    visitor: &Visitor,
    login: &Login,
    logins: &[SignedInUser],
    wanted: Wanted,
) -> Response {
    if !logins.iter().any(|known| known.login.id == login.id) {
        return expired(visitor).into_response();
    }
    match gate::step_up(&visitor.ctx, login, &visitor.browser(), wanted).await {
        Ok(Some(pending)) => html::with_cookie(
            html::see_other(&path(visitor, &pending)),
            visitor.greeting(),
        ),
        Ok(None) => expired(visitor).into_response(),
        Err(refusal) => refused(visitor, refusal).into_response(),
    }
}

/// The sign-in that a page's URL or form names; a page of its own when it is unknown, over, or another browser's.
pub(in crate::web) async fn pending(
    visitor: &Visitor,
    id: Option<&str>,
) -> Result<PendingSignIn, PageError> {
    let browser = visitor.browser();
    let found = PendingSignIn::find(&visitor.ctx, id.unwrap_or_default(), &browser).await;
    found
        .map_err(|refusal| refused(visitor, refusal))?
        .ok_or_else(|| expired(visitor))
}

/// What a page of a sign-in that waits was asked or sent, and that sign-in, which it names as `attempt`.
pub(in crate::web) async fn asked(
    visitor: &Visitor,
    sent: Result<Parameters, OAuthError>,
) -> Result<(Parameters, PendingSignIn), PageError> {
    let sent = sent.map_err(|error| failed(visitor, error))?;
    let pending = pending(visitor, sent.get("attempt")).await?;
    Ok((sent, pending))
}

/// The app on whose way a pending sign-in is, and the origin that its pages' forms may lead to.
pub(in crate::web) async fn app_of(
    visitor: &mut Visitor,
    after: &str,
) -> (Option<AskingApp>, Option<String>) {
    let After::Request(id) = After::from_text(after) else {
        return (None, None);
    };
    let Ok(progress) = Progress::find(visitor, &id).await else {
        return (None, None);
    };
    match progress.request(visitor).await {
        Ok(request) => (
            Some(people::asking_app(
                request.client(),
                &request.target.redirect_uri,
            )),
            request.target.redirect_uri.form_action_source(),
        ),
        Err(_) => (None, None),
    }
}

/// The page of a refusal that no form shows.
pub(in crate::web) fn refused(visitor: &Visitor, refusal: SignInRefusal) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    let error: OAuthError = match refusal {
        SignInRefusal::Wrong | SignInRefusal::Over => return expired(visitor),
        SignInRefusal::NoFactor => {
            return PageError::new(
                shell,
                StatusCode::FORBIDDEN,
                ErrorKind::NoFactor,
                "access_denied",
            );
        }
        SignInRefusal::TooMany { retry_after } => {
            return PageError::too_many(shell, retry_after);
        }
        SignInRefusal::Overloaded(error) => OAuthError::unavailable(error),
        SignInRefusal::Notify(error) => OAuthError::internal(error),
        SignInRefusal::Storage(error) => error.into(),
        SignInRefusal::Ephemeral(error) => error.into(),
        SignInRefusal::Lookup(error) => error.into(),
    };
    PageError::of_error(shell, &error)
}

pub(in crate::web) fn expired(visitor: &Visitor) -> PageError {
    PageError::new(
        html::shell(visitor.ctx.issuer(), visitor.texts),
        StatusCode::BAD_REQUEST,
        ErrorKind::SignInExpired,
        "invalid_request",
    )
    .with_detail("the sign-in is unknown, finished, too old, or was begun in another browser")
}

/// The page of the step that a sign-in waits for.
pub(super) fn path(visitor: &Visitor, pending: &PendingSignIn) -> String {
    let page = match pending.needs() {
        Need::SecondFactor(_) => "second-factor",
        Need::Enrolment(_) => "second-factor/set-up",
        Need::VerifiedEmail => "verify-email/needed",
    };
    let base = visitor.ctx.issuer().base_path();
    format!("{base}/{page}?attempt={}", pending.id())
}

async fn signed_in_here(visitor: &mut Visitor, signed_in: SignedIn, after: &str) -> Response {
    let cookies = [
        visitor.session_cookie(&signed_in.session),
        visitor.device_cookie(),
    ];
    let base = visitor.ctx.issuer().base_path().to_owned();
    let response = match After::from_text(after) {
        After::Home => {
            // Whoever signs in while their account waits to be deleted is asked whether it shall stay.
            let known = visitor.ctx.user(signed_in.login.user).await;
            let leaving =
                known.is_ok_and(|user| user.is_some_and(|user| user.deletion_at.is_some()));
            let path = if leaving {
                AccountPage::Overview.path()
            } else {
                "/"
            };
            html::see_other(&format!("{base}{path}"))
        }
        After::Page(page) => html::see_other(&format!("{base}{}", page.path())),
        After::Request(id) => match Progress::find(visitor, &id).await {
            Err(page) => page.into_response(),
            Ok(mut progress) => {
                progress.signed_in(signed_in.login.id);
                match signed_in_with(visitor, signed_in).await {
                    Ok(logins) => progress.resume(visitor, &logins).await,
                    Err(error) => into_page(visitor, &error),
                }
            }
        },
    };
    cookies.into_iter().fold(response, html::with_cookie)
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
    let user = visitor.ctx.user(fresh.login.user).await?;
    if let Some(user) = user.filter(|user| !user.disabled) {
        let login = fresh.login;
        logins.insert(0, SignedInUser { login, user });
    }
    Ok(logins)
}
