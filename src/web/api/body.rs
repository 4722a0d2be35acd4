//! JSON bodies: strict, and with what is wrong with which member.

use std::error::Error;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tower_http::timeout::TimeoutError;

use crate::jose::is_strict_object;
use crate::web::error::{FieldError, Problem, ProblemKind};

/// The body of a request: one JSON object that every parser reads alike.
pub(super) async fn object<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<Map<String, Value>, Problem> {
    if !is_json(request.headers()) {
        return Err(Problem::new(ProblemKind::UnsupportedMediaType));
    }
    let body = Bytes::from_request(request, state)
        .await
        .map_err(|rejection| {
            Problem::new(if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                ProblemKind::BodyTooLarge
            } else if caused_by_timeout(&rejection) {
                ProblemKind::BodyTooSlow
            } else {
                ProblemKind::InvalidBody
            })
        })?;
    let text = std::str::from_utf8(&body).ok();
    // Of a member that comes twice some programs read the first and some the last.
    let text = text.filter(|text| is_strict_object(text));
    let object = text.and_then(|text| serde_json::from_str(text).ok());
    object.ok_or_else(|| Problem::new(ProblemKind::InvalidBody))
}

/// The object as what the endpoint takes. What it has no member for is refused, so that nothing is thought to count that
/// does not.
pub(super) fn read<T: DeserializeOwned>(object: Map<String, Value>) -> Result<T, Problem> {
    serde_path_to_error::deserialize(Value::Object(object)).map_err(|error| {
        let path = error.path().to_string();
        Problem::of_fields(vec![told(&path, &error.into_inner())])
    })
}

/// What serde found. The words are ours: its own repeat what was sent.
fn told(path: &str, error: &serde_json::Error) -> FieldError {
    let said = error.to_string();
    let named = |prefix: &str| {
        let rest = said.strip_prefix(prefix)?;
        Some(rest.split('`').next().unwrap_or_default().to_owned())
    };
    if let Some(name) = named("missing field `") {
        return FieldError {
            pointer: format!("{}/{name}", pointer(path)),
            code: "missing".into(),
            message: "this member is needed".to_owned(),
        };
    }
    if said.starts_with("unknown field `") {
        return FieldError {
            pointer: pointer(path),
            code: "unknown".into(),
            message: "the endpoint has no such member".to_owned(),
        };
    }
    FieldError {
        pointer: pointer(path),
        code: "invalid".into(),
        message: "this is not what the OpenAPI document says of the member".to_owned(),
    }
}

/// `a.b[0]` as a JSON pointer (RFC 6901); nothing for the object itself.
fn pointer(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let parts = path
        .split(['.', '['])
        .map(|part| part.trim_end_matches(']'));
    parts
        .filter(|part| !part.is_empty())
        .map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1")))
        .collect()
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let kind = content_type
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

fn caused_by_timeout(error: &(dyn Error + 'static)) -> bool {
    error.is::<TimeoutError>() || error.source().is_some_and(caused_by_timeout)
}
