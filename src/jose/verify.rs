//! Is this text a token that one of our keys signed?
//!
//! The order is that of cost and trust: the outline, the header, the key, the signature, and only then the payload.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;

use super::header::{Header, Typ};
use super::json::{self, Fault};
use super::{Rejection, VerifyingKey};
use crate::model::SigningAlg;

/// The longest token that is read or made, in bytes.
pub const LONGEST_TOKEN: usize = 16 * 1024;

/// Claims with the proof that one of our own keys signed them as the kind of token that was asked for.
///
/// Only [`super::KeyRing::verify`] makes one. It says nothing of time, issuer or audience.
#[derive(Clone, Debug)]
#[must_use = "the signature is checked, but the claims still have to be"]
pub struct Verified<T> {
    claims: T,
    alg: SigningAlg,
}

impl<T> Verified<T> {
    /// What was signed.
    pub fn claims(&self) -> &T {
        &self.claims
    }

    /// Gives the claims away, and the proof with them.
    pub fn into_claims(self) -> T {
        self.claims
    }

    /// The algorithm of the signature.
    pub fn alg(&self) -> SigningAlg {
        self.alg
    }
}

/// Reads a compact JWS (`RFC 7515 §5.2`) against the keys it may be from.
pub(super) fn verify<T: DeserializeOwned>(
    keys: &HashMap<String, VerifyingKey>,
    token: &str,
    typ: Typ,
) -> Result<Verified<T>, Rejection> {
    let parts = Parts::of(token)?;
    let header = Header::decode(parts.header)?;
    let alg = header.alg()?;
    // An unknown key is the end: no other key is tried, none is fetched.
    let key = keys.get(header.kid()?).ok_or(Rejection::UnknownKey)?;
    if key.alg() != alg {
        return Err(Rejection::Algorithm);
    }
    header.check_typ(typ)?;
    let signature = decode(parts.signature)?;
    if !key.accepts(parts.signed.as_bytes(), &signature) {
        return Err(Rejection::Signature);
    }
    let claims = json::parse(&decode(parts.payload)?).map_err(|fault| match fault {
        Fault::Text => Rejection::Malformed,
        Fault::Shape => Rejection::Claims,
    })?;
    Ok(Verified { claims, alg })
}

/// The three parts of a token, each there.
struct Parts<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
    /// Header and payload as they were signed.
    signed: &'a str,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str) -> Result<Self, Rejection> {
        let split = || {
            let (signed, signature) = token.rsplit_once('.')?;
            let (header, payload) = signed.split_once('.')?;
            Some(Self {
                header,
                payload,
                signature,
                signed,
            })
        };
        match split() {
            // A further dot would be in the payload: an encrypted token (five parts) ends here.
            Some(parts)
                if token.len() <= LONGEST_TOKEN
                    && !parts.payload.contains('.')
                    && [parts.header, parts.payload, parts.signature]
                        .iter()
                        .all(|part| !part.is_empty()) =>
            {
                Ok(parts)
            }
            _ => Err(Rejection::Malformed),
        }
    }
}

/// base64url without padding, in its one canonical spelling (`RFC 7515 §2`).
fn decode(part: &str) -> Result<Vec<u8>, Rejection> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| Rejection::Malformed)
}
