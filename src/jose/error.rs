//! Why a token was refused, and what can fail in our own hands.

use thiserror::Error;

use crate::model::SigningAlg;

/// Why a token is not accepted. The texts may be logged: they hold nothing of the token.
///
/// Callers answer every one of them alike (`invalid_token`, `RFC 6750 §3.1`); the difference is for logs and tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// Not a compact JWS of at most 16 KiB with strict JSON in it (`RFC 7515 §7.1`).
    #[error("not a well-formed signed token")]
    Malformed,
    /// `alg` is missing, `none`, unknown to us, or not that of the key (`RFC 8725 §3.1`).
    #[error("the signature algorithm is not accepted")]
    Algorithm,
    /// No key of ours has this `kid`.
    #[error("the key is not one of ours")]
    UnknownKey,
    /// The signature does not match.
    #[error("the signature does not match")]
    Signature,
    /// Another kind of token than the one asked for (`RFC 8725 §3.11`).
    #[error("the token is of another type")]
    Type,
    /// The claims are not those of this kind of token.
    #[error("the claims are not as expected")]
    Claims,
    /// Its `exp` has come (`RFC 7519 §4.1.4`).
    #[error("the token has expired")]
    Expired,
    /// Its `nbf` or `iat` lies ahead (`RFC 7519 §4.1.5`).
    #[error("the token is not valid yet")]
    NotYet,
}

/// A failure of ours: a broken key, a missing key, claims that must not be signed. Never shown to a requester.
#[derive(Debug, Error)]
pub enum JoseError {
    /// A key could not be made, read or used. The text holds no key material.
    #[error("{alg:?} key: {reason}")]
    Key {
        /// What the key was for.
        alg: SigningAlg,
        /// What OpenSSL or we had against it.
        reason: String,
    },
    /// A public JWK that is not one of our signing keys' public halves.
    #[error("public key: {0}")]
    PublicKey(&'static str),
    /// The issuer has no active key of this algorithm.
    #[error("no active key for {0:?}")]
    NoKey(SigningAlg),
    /// Two keys of one issuer share a `kid`, or two active ones an algorithm.
    #[error("two keys of one issuer collide: {0}")]
    Collision(String),
    /// The claims are no JSON object, repeat a member, nest too deeply or make the token longer than we accept.
    #[error("claims that cannot be signed: {0}")]
    Claims(&'static str),
}
