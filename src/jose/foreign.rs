//! Keys that others gave us to sign with under a name of theirs.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{JoseError, SigningKey};
use crate::model::SigningAlg;

/// A key for ES256 that somebody else made, as they hand it out: PEM around `PKCS #8` (`RFC 5958`, `RFC 7468 §10`).
#[derive(Debug)]
pub struct ForeignKey(SigningKey);

impl ForeignKey {
    /// Reads it.
    ///
    /// # Errors
    /// When it is no such key.
    pub fn from_pem(pem: &str) -> Result<Self, JoseError> {
        let mut base64 = Zeroizing::new(String::with_capacity(pem.len()));
        for line in pem.lines().map(str::trim) {
            if !line.starts_with("-----") {
                base64.push_str(line);
            }
        }
        let der = STANDARD.decode(base64.as_bytes());
        let der = Zeroizing::new(der.map_err(|_| JoseError::PublicKey("not PEM"))?);
        SigningKey::from_pkcs8(SigningAlg::ES256, &der).map(Self)
    }

    /// Signs claims under the name that its owner knows the key by.
    ///
    /// # Errors
    /// When the claims are not serialisable or OpenSSL fails.
    pub fn sign(&self, kid: &str, claims: &impl Serialize) -> Result<String, JoseError> {
        let header = serde_json::json!({"alg": "ES256", "kid": kid, "typ": "JWT"});
        let payload =
            serde_json::to_vec(claims).map_err(|_| JoseError::Claims("not serialisable"))?;
        let header = URL_SAFE_NO_PAD.encode(header.to_string());
        self.0.sign_parts(&header, &payload)
    }
}
