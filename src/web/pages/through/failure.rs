//! What people are told when a provider's word was not taken, and where they go on. Nothing of what the provider said is shown.

use axum::http::StatusCode;

use crate::accounts::SignInRefusal;
use crate::accounts::elsewhere::{ArrivalRefusal, ConnectRefusal};
use crate::accounts::entry::EntryError;
use crate::federation::{Fault, UpstreamError};
use crate::oauth::OAuthError;
use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::pages::entrance::{self, After};
use crate::web::pages::{html, links, progress};
use crate::web::view::ErrorKind;

/// The page of a failure. `after` is what the person was on the way to.
pub(in crate::web) fn failed(
    visitor: &Visitor,
    error: &UpstreamError,
    after: Option<&str>,
) -> PageError {
    let (status, kind, code) = match error {
        UpstreamError::Attempt => return entrance::expired(visitor),
        UpstreamError::NoProvider => return links::not_offered(visitor),
        UpstreamError::Fault(fault) => told(*fault),
        UpstreamError::Vault(_)
        | UpstreamError::Jose(_)
        | UpstreamError::Storage(_)
        | UpstreamError::Ephemeral(_)
        | UpstreamError::Lookup(_) => {
            let error = OAuthError::unavailable(std::io::Error::other(error.to_string()));
            return progress::failed(visitor, error);
        }
    };
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    let page = PageError::new(shell, status, kind, code)
        .with_incident_in_log("a sign-in through a provider failed", &error.to_string());
    page.with_retry(back_to_sign_in(visitor, after))
}

const fn told(fault: Fault) -> (StatusCode, ErrorKind, &'static str) {
    match fault {
        Fault::Denied => (
            StatusCode::BAD_REQUEST,
            ErrorKind::ProviderDenied,
            "access_denied",
        ),
        Fault::Down(_) => (
            StatusCode::BAD_GATEWAY,
            ErrorKind::ProviderDown,
            "temporarily_unavailable",
        ),
        Fault::Clock => (
            StatusCode::BAD_GATEWAY,
            ErrorKind::ProviderClock,
            "server_error",
        ),
        Fault::Broken(_) | Fault::RefusesUs(_) | Fault::Token(_) | Fault::ChangedIssuer => (
            StatusCode::BAD_GATEWAY,
            ErrorKind::ProviderBroken,
            "server_error",
        ),
    }
}

/// The sign-in page, on the way to the same place.
fn back_to_sign_in(visitor: &Visitor, after: Option<&str>) -> String {
    let base = visitor.ctx.issuer().base_path();
    match After::from_text(after.unwrap_or_default()) {
        After::Request(id) => format!("{base}/sign-in?txn={id}"),
        After::Page(page) => format!("{base}/sign-in?to={}", page.name()),
        After::Home => format!("{base}/sign-in"),
    }
}

/// The page of somebody who does not come in.
pub(in crate::web) fn arrival_refused(
    visitor: &Visitor,
    refusal: ArrivalRefusal,
    after: &str,
) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    let (status, kind) = match refusal {
        ArrivalRefusal::Stranger => (StatusCode::FORBIDDEN, ErrorKind::ProviderStranger),
        ArrivalRefusal::AddressTaken => (StatusCode::CONFLICT, ErrorKind::ProviderAddressTaken),
        ArrivalRefusal::NoProvider => return links::not_offered(visitor),
        // A disabled account, which is nobody's way in.
        ArrivalRefusal::Entry(EntryError::SignIn(SignInRefusal::Wrong)) => {
            (StatusCode::FORBIDDEN, ErrorKind::NotAllowed)
        }
        ArrivalRefusal::Problems(_) => return links::form_expired(visitor),
        ArrivalRefusal::Entry(error) => return links::refused(visitor, error),
    };
    let page = PageError::new(shell, status, kind, "access_denied");
    page.with_retry(back_to_sign_in(visitor, Some(after)))
}

/// The page of two accounts that were not connected.
pub(in crate::web) fn connect_refused(visitor: &Visitor, refusal: ConnectRefusal) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    let error: OAuthError = match refusal {
        ConnectRefusal::Known => {
            let kind = ErrorKind::ProviderKnown;
            return PageError::new(shell, StatusCode::CONFLICT, kind, "access_denied");
        }
        ConnectRefusal::Void => return entrance::expired(visitor),
        ConnectRefusal::Unknown => return links::not_offered(visitor),
        ConnectRefusal::LastWayIn => {
            let kind = ErrorKind::LastWayIn;
            return PageError::new(shell, StatusCode::CONFLICT, kind, "access_denied");
        }
        ConnectRefusal::Notify(error) => OAuthError::internal(error),
        ConnectRefusal::Storage(error) => error.into(),
        ConnectRefusal::Lookup(error) => error.into(),
    };
    PageError::of_error(shell, &error)
}
