//! What correct answers look like. Each function returns what is wrong with an answer that is not one.

use std::time::Instant;

use hyper::StatusCode;
use hyper::body::Bytes;
use serde_json::Value;

use crate::flows::Outcome;
use crate::http::Answer;
use crate::jwt;
use crate::target::Target;

/// The members of a token response that matter here.
pub struct Tokens {
    /// When the response was read.
    pub at: Instant,
    pub access: String,
    pub id: Option<String>,
    pub refresh: Option<String>,
}

/// RFC 6749 §5.1.
pub fn token_response(answer: &Answer) -> Result<Tokens, String> {
    let at = Instant::now();
    answer.expect(StatusCode::OK)?;
    if !answer.header("cache-control").contains("no-store") {
        return Err("a token response that may be cached".to_owned());
    }
    let json = answer.json()?;
    if !jwt::text(&json, "token_type").eq_ignore_ascii_case("bearer") {
        return Err("a token response of another type than Bearer".to_owned());
    }
    if json
        .get("expires_in")
        .and_then(Value::as_u64)
        .is_none_or(|seconds| seconds == 0)
    {
        return Err("a token response without expires_in".to_owned());
    }
    let member = |name: &str| {
        json.get(name)
            .and_then(Value::as_str)
            .map(ToOwned::to_owned)
    };
    let access = member("access_token").ok_or("a token response without access_token")?;
    Ok(Tokens {
        at,
        access,
        id: member("id_token"),
        refresh: member("refresh_token"),
    })
}

/// A document that may not change during a run is the one first read, byte for byte.
pub fn same_document(answer: &Answer, first: &Bytes) -> Result<Outcome, String> {
    let at = Instant::now();
    answer.expect(StatusCode::OK)?;
    if answer.body != first {
        return Err("a document that changed since it was first read".to_owned());
    }
    Ok(Outcome::Done { at, signatures: 0 })
}

/// The code, when the answer is to this request and from this issuer (RFC 6749 §4.1.2, RFC 9207 §2.4).
pub fn callback_code(target: &Target, state: &str, callback: &url::Url) -> Result<String, String> {
    let one = |name: &str| {
        let mut values = callback
            .query_pairs()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(value.into_owned()),
            (None, _) => {
                let error = callback.query_pairs().find(|(key, _)| key == "error");
                let error = error.map_or_else(
                    || "no error either".to_owned(),
                    |(_, value)| value.into_owned(),
                );
                Err(format!("the redirect carries no {name}: {error}"))
            }
            (Some(_), Some(_)) => Err(format!("the redirect repeats {name}")),
        }
    };
    if one("state")? != state {
        return Err("the redirect carries another state".to_owned());
    }
    if one("iss")? != target.issuer {
        return Err("the redirect carries another issuer".to_owned());
    }
    one("code")
}

/// RFC 9068 §2.
pub fn access_token(
    target: &Target,
    token: &str,
    client: &str,
    subject: &str,
) -> Result<Value, String> {
    let (header, claims) = target.keys.verify(token)?;
    jwt::expect(&header, "typ", "at+jwt")?;
    jwt::expect(&claims, "iss", &target.issuer)?;
    jwt::expect(&claims, "client_id", client)?;
    jwt::expect(&claims, "sub", subject)?;
    if jwt::text(&claims, "jti").is_empty() {
        return Err("an access token without jti".to_owned());
    }
    Ok(claims)
}

/// OIDC Core §2.
pub fn id_token(target: &Target, token: &str, client: &str) -> Result<Value, String> {
    let (_, claims) = target.keys.verify(token)?;
    jwt::expect(&claims, "iss", &target.issuer)?;
    jwt::expect_audience(&claims, client)?;
    Ok(claims)
}
