//! Who may pass: bearer tokens (RFC 6750). What a route needs stands at the route.

use axum::{
    Json,
    http::{
        HeaderMap, StatusCode,
        header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::access_token::{AccessToken, Refusal, Verifier};

/// What a route needs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needed<'a> {
    /// That the application may do it at all.
    Scope(&'a str),
    /// That a role of the user's allows it.
    Permission(&'a str),
    /// That the user has the role. Prefer permissions: which role has which is then the issuer's business alone.
    Role(&'a str),
}

/// The claims of a token that has what is needed. Answers are boxed because they are many times larger than the claims.
pub(super) async fn admit(
    verifier: &Verifier,
    headers: &HeaderMap,
    realm: &str,
    needed: Needed<'_>,
) -> Result<AccessToken, Box<Response>> {
    // "If the request lacks any authentication information ..., the resource server SHOULD NOT include an error code or
    // other error information." RFC 6750 §3.1
    let Some(token) = bearer(headers) else {
        let header = format!("Bearer realm=\"{realm}\"");
        return Err(Box::new(challenge(StatusCode::UNAUTHORIZED, &header)));
    };
    let token = match verifier.verify(token).await {
        Ok(token) => token,
        Err(Refusal::Invalid(sentence)) => {
            let header = format!(
                "Bearer realm=\"{realm}\", error=\"invalid_token\", error_description=\"{sentence}\""
            );
            return Err(Box::new(challenge(StatusCode::UNAUTHORIZED, &header)));
        }
        Err(Refusal::Unavailable(problem)) => {
            eprintln!("The keys or lists of the issuer are not available: {problem}");
            return Err(Box::new(StatusCode::SERVICE_UNAVAILABLE.into_response()));
        }
    };
    let (has, name) = match needed {
        Needed::Scope(scope) => (token.has_scope(scope), scope),
        Needed::Permission(permission) => (token.has_permission(permission), permission),
        Needed::Role(role) => (token.has_role(role), role),
    };
    if has {
        return Ok(token);
    }
    // RFC 6750 has no word for a permission or a role that is lacking, and clients know this one.
    let mut header = format!(
        "Bearer realm=\"{realm}\", error=\"insufficient_scope\", \
         error_description=\"The access token does not carry what this needs.\""
    );
    if let Needed::Scope(scope) = needed {
        header = format!("{header}, scope=\"{scope}\"");
    }
    let body = Json(json!({ "error": "insufficient_scope", "needed": name }));
    let refused = (challenge(StatusCode::FORBIDDEN, &header), body);
    let (head, body) = (refused.0.into_parts().0, refused.1.into_response());
    Err(Box::new((head.status, head.headers, body).into_response()))
}

/// The token of `Authorization: Bearer …`; the scheme is case-insensitive (RFC 9110 §11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn challenge(status: StatusCode, header: &str) -> Response {
    (
        status,
        [(WWW_AUTHENTICATE, header), (CACHE_CONTROL, "no-store")],
    )
        .into_response()
}
