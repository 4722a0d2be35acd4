//! One thing as an answer, with its entity tag, and changes that say which state they are of (RFC 9110 §13).

use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::oauth::OAuthError;
use crate::web::error::{Problem, ProblemKind};

/// A representation.
pub(super) struct Entity(String);

impl Entity {
    /// Of that value.
    pub(super) fn of(value: &impl Serialize) -> Result<Self, Problem> {
        Ok(Self(
            serde_json::to_string(value).map_err(OAuthError::internal)?,
        ))
    }

    /// A strong tag: of the whole representation.
    fn tag(&self) -> String {
        format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&self.0)))
    }
}

impl IntoResponse for Entity {
    fn into_response(self) -> Response {
        let headers = [
            (header::ETAG, self.tag()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::CONTENT_TYPE, "application/json".to_owned()),
        ];
        (headers, self.0).into_response()
    }
}

/// "An origin server MUST NOT perform the requested method if a received If-Match condition evaluates to false"
/// RFC 9110 §13.1.1. Without the header nothing is asked.
pub(super) fn if_match(headers: &HeaderMap, now: &Entity) -> Result<(), Problem> {
    let mut sent = headers.get_all(header::IF_MATCH).iter().peekable();
    if sent.peek().is_none() {
        return Ok(());
    }
    let tag = now.tag();
    let is_it = |listed: &str| {
        listed
            .split(',')
            .any(|one| [tag.as_str(), "*"].contains(&one.trim()))
    };
    if sent.filter_map(|value| value.to_str().ok()).any(is_it) {
        Ok(())
    } else {
        Err(Problem::new(ProblemKind::PreconditionFailed))
    }
}

/// The same where the header is needed: "The 428 status code indicates that the origin server requires the request to be
/// conditional"  RFC 6585 §3, so that operators do not overwrite each other.
pub(super) fn require_match(headers: &HeaderMap, now: &Entity) -> Result<(), Problem> {
    if headers.contains_key(header::IF_MATCH) {
        if_match(headers, now)
    } else {
        Err(Problem::new(ProblemKind::PreconditionRequired))
    }
}

/// A list, whole.
#[derive(Serialize)]
struct Items<T: Serialize> {
    items: Vec<T>,
}

/// The list as an answer.
pub(super) fn items<T: Serialize>(items: Vec<T>) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Json(Items { items })).into_response()
}
