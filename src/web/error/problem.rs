//! RFC 9457: how the API says that something is wrong.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::context::Quota;
use crate::directory::LookupError;
use crate::oauth::{ErrorCode, OAuthError};
use crate::storage::StorageError;

use super::{ProblemKind, log};
use crate::web::extract::Ctx;

/// What is wrong with one member of a body, or of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::web) struct FieldError {
    /// Where it stands (RFC 6901), such as `/password`.
    #[schema(example = "/password")]
    pub(in crate::web) pointer: String,
    /// What is wrong, for programs. Stable.
    #[schema(example = "too_short")]
    pub(in crate::web) code: Cow<'static, str>,
    /// What is wrong, for developers.
    pub(in crate::web) message: String,
}

/// A problem, on its way to whoever asked.
#[derive(Clone, Debug)]
pub(in crate::web) struct Problem(Box<Told>);

/// What it says.
#[derive(Clone, Debug)]
struct Told {
    kind: ProblemKind,
    detail: Option<Cow<'static, str>>,
    errors: Vec<FieldError>,
    members: Map<String, Value>,
    challenge: Option<String>,
    retry_after: Option<u32>,
    incident: Option<String>,
}

impl Problem {
    /// A problem of that kind.
    pub(in crate::web) fn new(kind: ProblemKind) -> Self {
        let bearer = || Some("Bearer".to_owned());
        Self(Box::new(Told {
            kind,
            detail: None,
            errors: Vec::new(),
            members: Map::new(),
            // "The server generating a 401 response MUST send a WWW-Authenticate header field"  RFC 9110 §15.5.2
            challenge: match kind {
                ProblemKind::InvalidClient => Some("Basic realm=\"client\"".to_owned()),
                ProblemKind::InvalidToken => Some("Bearer error=\"invalid_token\"".to_owned()),
                ProblemKind::InsufficientScope => {
                    Some("Bearer error=\"insufficient_scope\"".to_owned())
                }
                _ if kind.status() == StatusCode::UNAUTHORIZED => bearer(),
                _ => None,
            },
            retry_after: (kind == ProblemKind::Unavailable).then_some(2),
            incident: None,
        }))
    }

    /// The same, with a sentence about this occurrence.
    #[must_use]
    pub(in crate::web) fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// The same, with another member (RFC 9457 §3.2).
    #[must_use]
    pub(in crate::web) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.members.insert(name.to_owned(), value.into());
        self
    }

    /// The same, with what `WWW-Authenticate` says.
    #[must_use]
    pub(in crate::web) fn challenge(mut self, challenge: impl Into<String>) -> Self {
        self.0.challenge = Some(challenge.into());
        self
    }

    /// The same, with what is wrong with which member.
    #[must_use]
    pub(in crate::web) fn errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// What is wrong with the members of a body.
    pub(in crate::web) fn of_fields(errors: Vec<FieldError>) -> Self {
        Self::new(ProblemKind::InvalidFields).errors(errors)
    }

    /// Too many; seconds to wait.
    pub(in crate::web) fn too_many(retry_after: u32) -> Self {
        let mut problem = Self::new(ProblemKind::TooManyRequests);
        problem.0.retry_after = Some(retry_after);
        problem
    }
}

impl Told {
    /// The answer, with what stands in its header already.
    fn response(self, about: &str, headers: Option<HeaderMap>) -> Response {
        let mut response = Response::new(Body::from(self.body(about).to_string()));
        *response.status_mut() = self.kind.status();
        *response.headers_mut() = headers.unwrap_or_default();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        let media_type = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, media_type);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let challenge = self.challenge.as_deref().map(HeaderValue::from_str);
        if let Some(Ok(challenge)) = challenge {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn body(&self, about: &str) -> Value {
        let mut body = json!({
            "type": about,
            "title": self.kind.title(),
            "status": self.kind.status().as_u16(),
        });
        if let Value::Object(members) = &mut body {
            if let Some(detail) = &self.detail {
                members.insert("detail".to_owned(), detail.as_ref().into());
            }
            if !self.errors.is_empty() {
                members.insert("errors".to_owned(), json!(self.errors));
            }
            if let Some(incident) = &self.incident {
                members.insert("incident".to_owned(), incident.as_str().into());
            }
            members.extend(self.members.clone());
        }
        body
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Self::new(ProblemKind::Taken),
            other => OAuthError::from(other).into(),
        }
    }
}

impl From<OAuthError> for Problem {
    fn from(error: OAuthError) -> Self {
        let mut problem = Self::new(error.code().into());
        problem.0.incident = log(&error);
        problem.0.detail = match error.code() {
            ErrorCode::ServerError | ErrorCode::TemporarilyUnavailable => None,
            _ => Some(error.description().to_owned().into()),
        };
        problem
    }
}

impl IntoResponse for Problem {
    /// The body is written by [`written`], which knows the issuer.
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body of every problem of the API, and gives one to whatever failed on the way to it.
pub(in crate::web) async fn written(Ctx(ctx): Ctx, mut request: Request, next: Next) -> Response {
    let quotas = Arc::clone(ctx.quotas());
    request.extensions_mut().insert(Arc::clone(&quotas));
    let mut response = next.run(request).await;
    tell(&quotas.told(), response.headers_mut());
    let (mut parts, body) = response.into_parts();
    let problem = match parts.extensions.remove::<Problem>() {
        Some(problem) => problem,
        None => match of_status(parts.status) {
            Some(kind) => Problem::new(kind),
            None => return Response::from_parts(parts, body),
        },
    };
    let about = format!(
        "{}/api/problems/{}",
        ctx.issuer().url(),
        problem.0.kind.slug()
    );
    problem.0.response(&about, Some(parts.headers))
}

/// What is left of the budgets that the request touched (draft-ietf-httpapi-ratelimit-headers §3, §4).
fn tell(quotas: &[Quota], headers: &mut HeaderMap) {
    let listed = |item: &dyn Fn(&Quota) -> String| {
        let items: Vec<String> = quotas.iter().map(item).collect();
        HeaderValue::from_str(&items.join(", ")).ok()
    };
    let policies = listed(&|one| format!("\"{}\";q={};w={}", one.name, one.most, one.seconds));
    let left = listed(&|one| format!("\"{}\";r={}", one.name, one.left));
    if let (false, Some(policies), Some(left)) = (quotas.is_empty(), policies, left) {
        headers.insert("ratelimit-policy", policies);
        headers.insert("ratelimit", left);
    }
}

/// A problem at no issuer, so that no URL says more of it: "about:blank … indicates that the problem has no additional
/// semantics beyond that of the HTTP status code"  RFC 9457 §4.2.1
pub(in crate::web) fn without_issuer(kind: ProblemKind) -> Response {
    let problem = Problem::new(kind);
    problem.0.response("about:blank", None)
}

/// The database does not say which issuer this is.
pub(in crate::web) fn unavailable_api(cause: LookupError) -> Response {
    Problem::from(OAuthError::from(cause))
        .0
        .response("about:blank", None)
}

/// What the router and the layers answer by themselves.
fn of_status(status: StatusCode) -> Option<ProblemKind> {
    match status {
        StatusCode::NOT_FOUND => Some(ProblemKind::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(ProblemKind::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(ProblemKind::BodyTooLarge),
        _ => None,
    }
}
