//! Reads and verifies the tokens that come back, with the keys the server publishes.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Public};
use openssl::rsa::Rsa;
use openssl::sign::Verifier;
use serde_json::Value;

/// The RSA keys of a JWK set by key id; the others are of no use to an RS256 measurement.
pub struct Keys(BTreeMap<String, PKey<Public>>);

impl Keys {
    /// # Errors
    /// When a key lacks a member, or none is an RSA key.
    pub fn read(set: &Value) -> Result<Self, String> {
        let keys = set
            .get("keys")
            .and_then(Value::as_array)
            .ok_or("the JWK set has no keys")?;
        let mut rsa = BTreeMap::new();
        for key in keys.iter().filter(|key| text(key, "kty") == "RSA") {
            let number = |name: &str| {
                let bytes = URL_SAFE_NO_PAD
                    .decode(text(key, name))
                    .map_err(|error| format!("{name}: {error}"))?;
                BigNum::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))
            };
            let public = Rsa::from_public_components(number("n")?, number("e")?)
                .and_then(PKey::from_rsa)
                .map_err(|error| format!("a published key is no RSA key: {error}"))?;
            if public.bits() != 2048 {
                return Err(format!(
                    "the yardstick signs with 2048 bits, the server with {}",
                    public.bits()
                ));
            }
            rsa.insert(text(key, "kid").to_owned(), public);
        }
        if rsa.is_empty() {
            Err("the JWK set has no RSA key".to_owned())
        } else {
            Ok(Self(rsa))
        }
    }

    /// Verifies an RS256 signature and that the token is valid now; returns header and claims.
    ///
    /// # Errors
    /// Says what is wrong with the token.
    pub fn verify(&self, token: &str) -> Result<(Value, Value), String> {
        let (input, signature) = token.rsplit_once('.').ok_or("a token is no JWT")?;
        let (header, claims) = input.split_once('.').ok_or("a token is no JWT")?;
        let (header, claims) = (decode(header)?, decode(claims)?);
        if text(&header, "alg") != "RS256" {
            return Err(format!(
                "a token is signed with {}, not RS256",
                text(&header, "alg")
            ));
        }
        let key = self
            .0
            .get(text(&header, "kid"))
            .ok_or("a token names an unpublished key")?;
        let signature = URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|error| format!("signature: {error}"))?;
        let valid = Verifier::new(MessageDigest::sha256(), key)
            .and_then(|mut verifier| verifier.verify_oneshot(&signature, input.as_bytes()))
            .map_err(|error| format!("signature: {error}"))?;
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let time = |name: &str| claims.get(name).and_then(Value::as_u64);
        if !valid {
            return Err("a token's signature does not verify".to_owned());
        }
        if time("iat").is_none_or(|issued| issued > now + 5)
            || time("exp").is_none_or(|expiry| expiry <= now)
        {
            return Err("a token is not valid now".to_owned());
        }
        Ok((header, claims))
    }
}

/// A member as text; empty when it is absent or something else.
pub fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value
        .get(member)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// # Errors
/// When the member is not this text.
pub fn expect(value: &Value, member: &str, expected: &str) -> Result<(), String> {
    if text(value, member) == expected {
        return Ok(());
    }
    let found = value.get(member).unwrap_or(&Value::Null);
    Err(format!("{member} is {found} where {expected:?} was due"))
}

/// # Errors
/// When `aud`, one text or several, does not hold this one.
pub fn expect_audience(claims: &Value, expected: &str) -> Result<(), String> {
    let audience = claims.get("aud").unwrap_or(&Value::Null);
    let held = match audience {
        Value::Array(several) => several.iter().any(|one| one == expected),
        one => one == expected,
    };
    if held {
        Ok(())
    } else {
        Err(format!("aud is {audience} where {expected:?} was due"))
    }
}

fn decode(part: &str) -> Result<Value, String> {
    let bytes = URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|error| format!("a token's part is no base64url: {error}"))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("a token's part is no JSON: {error}"))
}
