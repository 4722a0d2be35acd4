//! What a page says of a code that did not count.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::accounts::factors::FactorRefusal;
use crate::model::policy::FactorKind;
use crate::oauth::OAuthError;
use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::view::{ErrorKind, FactorProblem};

use super::progress::failed;
use super::{entrance, html};

/// What the form shows, and how the answer is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) problem: FactorProblem,
    pub(super) status: StatusCode,
    retry_after: Option<u32>,
}

impl Told {
    const fn of(problem: FactorProblem, status: StatusCode) -> Self {
        Self {
            problem,
            status,
            retry_after: None,
        }
    }

    /// The form did not come from our page.
    pub(super) const fn form_expired() -> Self {
        Self::of(FactorProblem::FormExpired, StatusCode::FORBIDDEN)
    }

    /// Adds when to try again, if that is known.
    pub(super) fn on(self, mut response: Response) -> Response {
        if let Some(seconds) = self.retry_after {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// The refusal as something that the form shows; a page of its own for what no form can mend.
pub(super) fn told(
    visitor: &Visitor,
    kind: FactorKind,
    refusal: FactorRefusal,
) -> Result<Told, PageError> {
    let wrong = |problem| Ok(Told::of(problem, StatusCode::UNPROCESSABLE_ENTITY));
    let later = |problem, retry_after| {
        Ok(Told {
            retry_after: Some(retry_after),
            ..Told::of(problem, StatusCode::TOO_MANY_REQUESTS)
        })
    };
    match refusal {
        FactorRefusal::Malformed => wrong(FactorProblem::Malformed(kind)),
        FactorRefusal::Wrong => wrong(FactorProblem::Wrong),
        FactorRefusal::Burned => wrong(FactorProblem::Burned),
        FactorRefusal::NotANumber => wrong(FactorProblem::NotANumber),
        FactorRefusal::NoAddress => wrong(FactorProblem::NoAddress),
        FactorRefusal::Paused { retry_after } => later(FactorProblem::Paused, retry_after),
        FactorRefusal::TooMany { retry_after } => later(FactorProblem::TooMany, retry_after),
        FactorRefusal::SentTooOften { retry_after } => {
            later(FactorProblem::SentTooOften, retry_after)
        }
        FactorRefusal::NoMoreTexts { retry_after } => {
            later(FactorProblem::NoMoreTexts, retry_after)
        }
        FactorRefusal::Over | FactorRefusal::LastOne => Err(entrance::expired(visitor)),
        FactorRefusal::Gate(refusal) => Err(entrance::refused(visitor, refusal)),
        FactorRefusal::Storage(error) => Err(failed(visitor, error.into())),
        FactorRefusal::Ephemeral(error) => Err(failed(visitor, error.into())),
        other @ (FactorRefusal::Lookup(_) | FactorRefusal::Vault(_) | FactorRefusal::Notify(_)) => {
            Err(failed(visitor, OAuthError::unavailable(other)))
        }
    }
}

/// The page of a sign-in that waits for a code: with its script if it has one, what was wrong, and where its form may lead.
pub(super) fn shown(
    visitor: &Visitor,
    page: &impl Template,
    told: Option<Told>,
    (nonce, source): (Option<&str>, Option<&str>),
) -> Response {
    let status = told.map_or(StatusCode::OK, |told| told.status);
    let response = html::page_with_script(status, page, nonce, source);
    let response = html::with_cookie(response, visitor.greeting());
    match told {
        Some(told) => told.on(response),
        None => response,
    }
}

/// A page for what no form can mend: what a form could, does not come up here.
pub(super) fn beyond_mending(
    visitor: &Visitor,
    kind: FactorKind,
    refusal: FactorRefusal,
) -> PageError {
    match told(visitor, kind, refusal) {
        Ok(_) => entrance::expired(visitor),
        Err(page) => page,
    }
}

/// Five wrong codes: the sign-in is over.
pub(super) fn burned(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::FORBIDDEN,
        ErrorKind::TooManyCodes,
        "access_denied",
    )
}
