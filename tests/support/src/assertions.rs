//! What every answer of a kind has in common.

use url::Url;

use crate::answer::Answer;
use crate::browser::Page;
use crate::fixture::{CLIENTS, PEOPLE};

/// "%x20-21 / %x23-5B / %x5D-7E"  RFC 6749 §5.2: what `error` and `error_description` may be made of.
fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

/// An answer that carries or could carry a token is JSON and nobody may keep it (RFC 6749 §5.1).
///
/// # Panics
/// When it is not so.
pub fn assert_token_json(answer: &Answer) {
    let kind = answer.header("content-type").unwrap_or_default();
    assert!(
        kind == "application/json" || kind.starts_with("application/json;"),
        "{answer:?}"
    );
    let caching = answer.header("cache-control").unwrap_or_default();
    assert!(
        caching.split(',').any(|word| word.trim() == "no-store"),
        "{answer:?}"
    );
}

/// An error of the token, introspection or revocation endpoint (RFC 6749 §5.2).
///
/// # Panics
/// When the answer is anything else.
pub fn assert_oauth_error(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_token_json(answer);
    let json = answer.json();
    assert_eq!(json["error"], code, "{answer:?}");
    for name in json.as_object().expect("an object").keys() {
        assert!(
            ["error", "error_description", "error_uri"].contains(&name.as_str()),
            "{name} in {answer:?}"
        );
    }
    let description = json["error_description"].as_str().unwrap_or_default();
    assert!(is_plain(description), "{answer:?}");
    if status == 401 && answer.authorization_sent {
        // "the authorization server MUST respond with an HTTP 401 (Unauthorized) status code and include the
        // "WWW-Authenticate" response header field matching the authentication scheme used by the client"
        let challenge = answer.header("www-authenticate").unwrap_or_default();
        assert!(challenge.starts_with("Basic "), "{answer:?}");
    }
    assert_no_secrets(&answer.body);
}

/// A refusal of a protected resource (RFC 6750 §3.1). Without a code: the request carried no token at all.
///
/// # Panics
/// When the answer is anything else.
pub fn assert_bearer_error(answer: &Answer, status: u16, code: Option<&str>) {
    assert_eq!(answer.status, status, "{answer:?}");
    let challenge = answer.header("www-authenticate").unwrap_or_default();
    assert!(challenge.starts_with("Bearer"), "{answer:?}");
    match code {
        Some(code) => assert!(
            challenge.contains(&format!("error=\"{code}\"")),
            "{answer:?}"
        ),
        // "If the request lacks any authentication information …, the resource server SHOULD NOT include an error code"
        None => assert!(!challenge.contains("error="), "{answer:?}"),
    }
}

/// An error page: the browser stays, since where it would go is not proven (RFC 6749 §4.1.2.1).
///
/// # Panics
/// When it is anything else.
pub fn assert_error_page(page: &Page, code: &str) {
    assert_eq!(page.status, 400, "{}", page.text());
    assert_eq!(page.header("location"), None);
    assert_eq!(page.page_name(), "error", "{}", page.text());
    assert_eq!(page.error_code().as_deref(), Some(code), "{}", page.text());
    assert!(
        page.header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"))
    );
    assert_no_secrets(&page.body);
}

/// An error that went to the client by redirect (RFC 6749 §4.1.2.1, RFC 9207 §2): with the `state` it sent, or none.
///
/// # Panics
/// When it is anything else.
pub fn assert_redirect_error(url: &Url, code: &str, state: Option<&str>, iss: &str) {
    let text = url
        .fragment()
        .filter(|fragment| !fragment.is_empty())
        .or(url.query())
        .unwrap_or_default();
    let parameters: Vec<(String, String)> = url::form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect();
    let one = |name: &str| {
        let mut values = parameters
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str());
        let first = values.next();
        assert_eq!(values.next(), None, "{name} is there twice: {url}");
        first
    };
    assert_eq!(one("error"), Some(code), "{url}");
    assert_eq!(one("state"), state, "{url}");
    assert_eq!(one("iss"), Some(iss), "{url}");
    assert!(
        is_plain(one("error_description").unwrap_or_default()),
        "{url}"
    );
    for forbidden in ["code", "access_token", "id_token"] {
        assert_eq!(one(forbidden), None, "{url}");
    }
}

/// Neither a secret of the fixture, nor a private key, nor a token: for logs, dumps of the database and error messages.
///
/// # Panics
/// With the place, when there is one.
pub fn assert_no_secrets(text: &str) {
    let passwords = PEOPLE.iter().map(|person| person.password);
    let secrets = CLIENTS
        .iter()
        .map(|client| client.secret)
        .filter(|secret| !secret.is_empty());
    for secret in passwords
        .chain(secrets)
        .chain(["PRIVATE KEY-----", "\"d\":\""])
    {
        assert_absent(text, secret);
    }
    // A JWS begins with `{"` in base64url, and so do its claims behind the dot.
    for (at, _) in text.match_indices("eyJ") {
        let rest = &text[at..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
            .unwrap_or(rest.len());
        assert!(
            !rest[..end].contains(".eyJ"),
            "a token: …{}",
            near(text, at)
        );
    }
}

/// The text does not contain the secret.
///
/// # Panics
/// With the place, when it does.
pub fn assert_absent(text: &str, secret: &str) {
    assert!(!secret.is_empty(), "an empty secret is everywhere");
    if let Some(at) = text.find(secret) {
        panic!("a secret is there: …{}", near(text, at));
    }
}

/// Some characters before a place, to tell where it is without telling what is there.
fn near(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(60).collect();
    format!("{}***", before.into_iter().rev().collect::<String>())
}
