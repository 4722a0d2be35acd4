//! The only place where an error becomes a response: one table from code to status for the protocol, one page for people.

use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

mod problem;
mod problem_kind;

pub(super) use problem::{FieldError, Problem, unavailable_api, without_issuer, written};
pub(super) use problem_kind::ProblemKind;

use crate::context::Context;
use crate::entropy::Entropy;
use crate::model::RedirectUriProblem;
use crate::oauth::authorize::PageProblem;
use crate::oauth::{ErrorCode, OAuthError};

use super::pages::html;
use super::view::{ErrorKind, ErrorPage, Shell};
use crate::texts::Texts;

/// RFC 6749 §5.2: "The authorization server responds with an HTTP 400 … status code (unless specified otherwise)".
const fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::InvalidClient | ErrorCode::InvalidToken => StatusCode::UNAUTHORIZED,
        ErrorCode::InsufficientScope => StatusCode::FORBIDDEN,
        ErrorCode::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::InvalidRequest
        | ErrorCode::InvalidGrant
        | ErrorCode::UnauthorizedClient
        | ErrorCode::UnsupportedGrantType
        | ErrorCode::InvalidScope
        | ErrorCode::InvalidTarget
        | ErrorCode::AccessDenied
        | ErrorCode::UnsupportedResponseType
        | ErrorCode::LoginRequired
        | ErrorCode::ConsentRequired
        | ErrorCode::AccountSelectionRequired
        | ErrorCode::InteractionRequired
        | ErrorCode::UnmetAuthenticationRequirements
        | ErrorCode::RequestNotSupported
        | ErrorCode::RequestUriNotSupported
        | ErrorCode::RegistrationNotSupported
        | ErrorCode::InsufficientAuthorization
        | ErrorCode::InvalidSession
        | ErrorCode::RedirectToWeb
        | ErrorCode::UnsupportedTokenType => StatusCode::BAD_REQUEST,
    }
}

/// A failure of an endpoint that clients call: JSON as in RFC 6749 §5.2.
#[derive(Debug)]
pub(super) struct ApiError {
    error: OAuthError,
    status: StatusCode,
    challenge: Challenge,
}

/// What `WWW-Authenticate` offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Challenge {
    Basic,
    Bearer,
    /// "If the request lacks any authentication information … the resource server SHOULD NOT include an error code"  RFC 6750 §3.1
    BearerWithoutError,
}

impl From<OAuthError> for ApiError {
    fn from(error: OAuthError) -> Self {
        Self {
            // "The 429 status code indicates that the user has sent too many requests in a given amount of time"  RFC 6585 §4
            status: match error.retry_after() {
                Some(_) => StatusCode::TOO_MANY_REQUESTS,
                None => status(error.code()),
            },
            error,
            challenge: Challenge::Basic,
        }
    }
}

impl ApiError {
    /// The body is larger than a form may be.
    pub(super) fn too_large() -> Self {
        let error = OAuthError::invalid_request("the request body is too large");
        Self {
            error,
            status: StatusCode::PAYLOAD_TOO_LARGE,
            challenge: Challenge::Basic,
        }
    }

    /// The body did not come in time.
    pub(super) fn too_slow() -> Self {
        let error = OAuthError::invalid_request("the request body did not arrive in time");
        Self {
            error,
            status: StatusCode::REQUEST_TIMEOUT,
            challenge: Challenge::Basic,
        }
    }

    /// A failure at a protected resource (RFC 6750 §3).
    pub(super) fn bearer(error: OAuthError) -> Self {
        Self {
            status: status(error.code()),
            error,
            challenge: Challenge::Bearer,
        }
    }

    /// No token came at all.
    pub(super) fn no_token() -> Self {
        let error = OAuthError::invalid_token("an access token is needed");
        Self {
            error,
            status: StatusCode::UNAUTHORIZED,
            challenge: Challenge::BearerWithoutError,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let code = self.error.code().name();
        let mut description = self.error.description().to_owned();
        if let Some(incident) = log(&self.error) {
            description = format!("{description} (incident {incident})");
        }
        let body = json!({ "error": code, "error_description": description });
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if matches!(
            self.status,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
        ) {
            // "the authorization server … MUST … include the WWW-Authenticate response header field matching the
            // authentication scheme used by the client"  RFC 6749 §5.2, RFC 6750 §3
            let challenge = match self.challenge {
                Challenge::Basic => "Basic realm=\"client\", charset=\"UTF-8\"".to_owned(),
                Challenge::Bearer => {
                    format!("Bearer error=\"{code}\", error_description=\"{description}\"")
                }
                Challenge::BearerWithoutError => "Bearer".to_owned(),
            };
            if let Ok(value) = HeaderValue::from_str(&challenge) {
                headers.insert(header::WWW_AUTHENTICATE, value);
            }
        }
        let seconds = match self.error.retry_after() {
            None if self.status == StatusCode::SERVICE_UNAVAILABLE => Some(2),
            seconds => seconds,
        };
        if let Some(seconds) = seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Logs the cause, once, under an identifier that the client is told.
fn log(error: &OAuthError) -> Option<String> {
    let cause = error.cause()?;
    let incident = incident();
    tracing::error!(incident, error = error.code().name(), cause = %cause, "a request failed");
    Some(incident)
}

fn incident() -> String {
    Entropy
        .bytes::<6>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A failure that a person sees.
pub(super) struct PageError {
    shell: Box<Shell>,
    status: StatusCode,
    kind: ErrorKind,
    code: &'static str,
    detail: Option<String>,
    incident: Option<String>,
    retry_after: Option<u32>,
    retry_href: Option<String>,
}

impl PageError {
    /// A page of that kind, with the code for the developer.
    pub(super) fn new(
        shell: Shell,
        status: StatusCode,
        kind: ErrorKind,
        code: &'static str,
    ) -> Self {
        Self {
            shell: Box::new(shell),
            status,
            kind,
            code,
            detail: None,
            incident: None,
            retry_after: None,
            retry_href: None,
        }
    }

    /// A request whose target is not proven.
    pub(super) fn of_problem(shell: Shell, problem: PageProblem) -> Self {
        let (kind, detail) = match &problem {
            PageProblem::UnknownClient => (ErrorKind::UnknownApp, problem.to_string()),
            PageProblem::RedirectUri(
                RedirectUriProblem::Missing | RedirectUriProblem::NotRegistered,
            ) => (ErrorKind::WrongDestination, problem.to_string()),
            PageProblem::Failed(_) => (ErrorKind::Internal, String::new()),
        };
        if let PageProblem::Failed(error) = problem {
            return Self::of_error(shell, &error);
        }
        let mut page = Self::new(
            shell,
            StatusCode::BAD_REQUEST,
            kind,
            ErrorCode::InvalidRequest.name(),
        );
        page.detail = Some(detail);
        page
    }

    /// An error of the protocol that a person is told.
    pub(super) fn of_error(shell: Shell, error: &OAuthError) -> Self {
        let status = status(error.code());
        let kind = match error.code() {
            ErrorCode::TemporarilyUnavailable => ErrorKind::Unavailable,
            ErrorCode::ServerError => ErrorKind::Internal,
            _ => ErrorKind::BadRequest,
        };
        let mut page = Self::new(shell, status, kind, error.code().name());
        page.detail = Some(error.description().to_owned());
        page.incident = log(error);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            page.retry_after = Some(2);
        }
        page
    }

    /// More than one network may ask for in that many seconds.
    pub(super) fn too_many(shell: Shell, retry_after: u32) -> Self {
        let mut page = Self::new(
            shell,
            StatusCode::TOO_MANY_REQUESTS,
            ErrorKind::TooManyRequests,
            ErrorCode::TemporarilyUnavailable.name(),
        );
        page.retry_after = Some(retry_after);
        page
    }

    /// The same with a button that leads to where trying again makes sense: a path of this issuer.
    pub(super) fn with_retry(mut self, path: String) -> Self {
        self.retry_href = Some(path);
        self
    }

    /// The same with that reason, and the log has the incident number: what a person is asked to pass on leads to what happened.
    pub(super) fn with_incident_in_log(mut self, what: &'static str, reason: &str) -> Self {
        let incident = incident();
        tracing::warn!(incident, error = self.code, reason, "{what}");
        self.incident = Some(incident);
        self.with_detail(reason)
    }

    /// The same with a sentence for the developer.
    pub(super) fn with_detail(mut self, detail: &str) -> Self {
        self.detail = Some(detail.to_owned());
        self
    }
}

impl<E: Into<OAuthError>> From<(&Context, Texts, E)> for PageError {
    fn from((ctx, texts, error): (&Context, Texts, E)) -> Self {
        Self::of_error(html::shell(ctx.issuer(), texts), &error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let page = ErrorPage {
            shell: *self.shell,
            kind: self.kind,
            code: self.code.to_owned(),
            detail: self.detail,
            incident: self.incident.unwrap_or_else(incident),
            app: None,
            retry_href: self.retry_href,
        };
        let mut response = match page.render() {
            Ok(text) => html::response(self.status, text, None),
            Err(cause) => {
                tracing::error!(%cause, "the error page cannot be rendered");
                internal_plain()
            }
        };
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The request does not say, or says twice, which host it is for.
pub(super) fn no_host(headers: &HeaderMap) -> Response {
    let shell = html::nobodys_shell(texts(headers));
    PageError::new(
        shell,
        StatusCode::BAD_REQUEST,
        ErrorKind::BadRequest,
        ErrorCode::InvalidRequest.name(),
    )
    .with_detail("a request needs exactly one Host header")
    .into_response()
}

/// No issuer answers to that host and path.
pub(super) fn no_issuer(headers: &HeaderMap, status: StatusCode) -> Response {
    let shell = html::nobodys_shell(texts(headers));
    PageError::new(shell, status, ErrorKind::NotFound, "not_found")
        .with_detail("no issuer answers to this host and path")
        .into_response()
}

/// The database does not say which issuer this is.
pub(super) fn unavailable(headers: &HeaderMap, cause: &crate::directory::LookupError) -> Response {
    tracing::error!(%cause, "the issuer of a request cannot be looked up");
    let shell = html::nobodys_shell(texts(headers));
    let mut page = PageError::new(
        shell,
        StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Unavailable,
        "temporarily_unavailable",
    );
    page.retry_after = Some(2);
    page.into_response()
}

/// To a script of ours: not now, but in so many seconds (429 or 503).
pub(super) fn wait(status: StatusCode, seconds: u32) -> Response {
    (status, [(header::RETRY_AFTER, HeaderValue::from(seconds))]).into_response()
}

/// A refusal for a script of ours, which reads the status alone.
pub(super) fn script_error(status: StatusCode) -> Response {
    let reason = status.canonical_reason().unwrap_or_default();
    (status, Json(json!({ "error": reason }))).into_response()
}

/// What is said when nothing else can be.
pub(super) fn internal_plain() -> Response {
    let body = Json(
        json!({ "error": "server_error", "error_description": "the server failed; the incident was logged" }),
    );
    (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
}

fn texts(headers: &HeaderMap) -> Texts {
    Texts::negotiate(
        None,
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok()),
    )
}
