//! The libraries' requests, carried by `outbound`: they decide what is said, it decides where to, how long and how much.

use openidconnect::http::{Response, StatusCode};
use openidconnect::{HttpRequest, HttpResponse};

use crate::context::Context;
use crate::model::Secret;
use crate::outbound::{Call, OutboundError};

/// The largest answer of a token endpoint, in bytes.
const LARGEST_ANSWER: usize = 64 * 1024;

/// Makes the request; everything is its own, since the libraries keep it for as long as they like. An answer without JSON is none, and neither is one of a server that has trouble of its own.
pub(super) async fn carry(
    ctx: Context,
    request: HttpRequest,
) -> Result<HttpResponse, OutboundError> {
    let (parts, body) = request.into_parts();
    let mut headers = Vec::with_capacity(parts.headers.len());
    for (name, value) in &parts.headers {
        let value = value.to_str().map_err(|_| OutboundError::Header)?;
        headers.push((name.as_str(), Secret::new(value)));
    }
    let headers: Vec<(&str, &Secret)> =
        headers.iter().map(|(name, value)| (*name, value)).collect();
    let is_post = parts.method.as_str() == "POST";
    let answer = ctx
        .app()
        .outbound
        .call(Call {
            url: &parts.uri.to_string(),
            headers: &headers,
            body: is_post.then_some(body),
            largest: LARGEST_ANSWER,
        })
        .await?;
    if answer.status >= 500 {
        return Err(OutboundError::Status(answer.status));
    }
    if answer.status == 200 && !answer.says_json() {
        return Err(OutboundError::MediaType);
    }
    let status =
        StatusCode::from_u16(answer.status).map_err(|_| OutboundError::Status(answer.status))?;
    let mut response = Response::new(answer.body);
    *response.status_mut() = status;
    Ok(response)
}
