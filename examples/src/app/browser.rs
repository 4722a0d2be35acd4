//! What ties a request to a session: the cookie, and the token in the app's own forms.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// Cookies do not know ports, so the name must differ from what other programs on this host use.
const COOKIE_NAME: &str = "demo-app";

/// The name of the session that the browser claims.
pub(super) fn session_name(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE_NAME).then_some(value))
}

/// The `Set-Cookie` header that gives the browser the session called `name`. `Lax`, because the browser comes back from the
/// issuer by a link from another site; not `Secure`, because the demo speaks plain HTTP to itself.
pub(super) fn cookie(name: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(
        "{COOKIE_NAME}={name}; Path=/; HttpOnly; SameSite=Lax"
    ))
    .ok()
}

/// The `Set-Cookie` header that takes the session away.
pub(super) fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("demo-app=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}
