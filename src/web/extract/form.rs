//! Parameters of queries and forms, parsed strictly (RFC 6749 Appendix B).

use std::convert::Infallible;
use std::error::Error;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use tower_http::timeout::TimeoutError;

use crate::oauth::{OAuthError, Parameters};
use crate::web::error::ApiError;

/// The query of a request; what is malformed is told to the handler, which knows whether that is JSON or a page.
pub(in crate::web) struct Query(pub(in crate::web) Result<Parameters, OAuthError>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parse(
            parts.uri.query().unwrap_or_default().as_bytes(),
        )))
    }
}

/// The form of a request, for pages; what is malformed is told to the handler.
pub(in crate::web) struct Form(pub(in crate::web) Result<Parameters, OAuthError>);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        if !is_form(request.headers()) {
            return Ok(Self(Err(not_a_form())));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| rejection.status())?;
        Ok(Self(parse(&body)))
    }
}

/// The form of a request, for endpoints that answer in JSON.
pub(in crate::web) async fn read_form<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<Parameters, ApiError> {
    if !is_form(request.headers()) {
        return Err(not_a_form().into());
    }
    let body = Bytes::from_request(request, state)
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                return ApiError::too_large();
            }
            if caused_by_timeout(&rejection) {
                return ApiError::too_slow();
            }
            OAuthError::invalid_request("the request body could not be read").into()
        })?;
    Ok(parse(&body)?)
}

fn caused_by_timeout(error: &(dyn Error + 'static)) -> bool {
    error.is::<TimeoutError>() || error.source().is_some_and(caused_by_timeout)
}

/// "using the application/x-www-form-urlencoded format … with a character encoding of UTF-8 in the HTTP request entity-body"  RFC 6749 §4.1.3
fn is_form(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let kind = content_type.split(';').next().unwrap_or_default();
    kind.trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

const fn not_a_form() -> OAuthError {
    OAuthError::invalid_request("the request body must be application/x-www-form-urlencoded")
}

fn parse(text: &[u8]) -> Result<Parameters, OAuthError> {
    Parameters::parse(text).map_err(|_| {
        OAuthError::invalid_request("parameters must be UTF-8, percent-encoded, and at most 200")
    })
}
