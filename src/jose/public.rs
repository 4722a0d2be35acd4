//! The public halves of our keys: what is published, what verifies, and the name both go by.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use josekit::jwk::Jwk;
use josekit::jws::{ES256, EdDSA, JwsVerifier, PS256, RS256};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::JoseError;
use crate::model::SigningAlg;

/// Members that make a JWK private (`RFC 7518 §6.2.2, §6.3.2, §6.4.1`, `RFC 8037 §2`).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The public half of one of our keys.
#[derive(Clone)]
pub struct VerifyingKey {
    alg: SigningAlg,
    kid: String,
    jwk: Arc<Map<String, Value>>,
    verifier: Arc<dyn JwsVerifier>,
}

impl VerifyingKey {
    /// Reads a public JWK as [`SigningKey::public_jwk`] wrote it.
    ///
    /// # Errors
    /// When it is private, incomplete, not for signatures of an algorithm of ours, or names a `kid` that is not its
    /// thumbprint.
    pub fn from_public_jwk(jwk: &Map<String, Value>) -> Result<Self, JoseError> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        if PRIVATE.iter().any(|name| jwk.contains_key(*name)) {
            return Err(JoseError::PublicKey("it has private members"));
        }
        if jwk.contains_key("use") && text("use") != Some("sig") {
            return Err(JoseError::PublicKey("it is not for signatures"));
        }
        let alg = text("alg")
            .and_then(SigningAlg::from_name)
            .ok_or(JoseError::PublicKey("its algorithm is not one of ours"))?;
        let key = Self::of(alg, jwk)?;
        if jwk.contains_key("kid") && text("kid") != Some(key.kid.as_str()) {
            return Err(JoseError::PublicKey("its kid is not its thumbprint"));
        }
        Ok(key)
    }

    /// The key made of the public members for `alg` among those given, and of nothing else there.
    pub(super) fn of(alg: SigningAlg, source: &Map<String, Value>) -> Result<Self, JoseError> {
        let required = required_members(alg, source)?;
        let kid = thumbprint(&required)?;
        let mut jwk = Map::new();
        for (name, value) in
            required
                .into_iter()
                .chain([("use", "sig"), ("alg", alg.name()), ("kid", kid.as_str())])
        {
            jwk.insert(name.to_owned(), Value::from(value));
        }
        let parsed = Jwk::from_map(jwk.clone()).map_err(|error| broken(alg, &error))?;
        let verifier: Arc<dyn JwsVerifier> = match alg {
            SigningAlg::RS256 => Arc::new(
                RS256
                    .verifier_from_jwk(&parsed)
                    .map_err(|e| broken(alg, &e))?,
            ),
            SigningAlg::PS256 => Arc::new(
                PS256
                    .verifier_from_jwk(&parsed)
                    .map_err(|e| broken(alg, &e))?,
            ),
            SigningAlg::ES256 => Arc::new(
                ES256
                    .verifier_from_jwk(&parsed)
                    .map_err(|e| broken(alg, &e))?,
            ),
            SigningAlg::EdDSA => Arc::new(
                EdDSA
                    .verifier_from_jwk(&parsed)
                    .map_err(|e| broken(alg, &e))?,
            ),
        };
        let jwk = Arc::new(jwk);
        Ok(Self {
            alg,
            kid,
            jwk,
            verifier,
        })
    }

    /// The only algorithm it is for.
    pub fn alg(&self) -> SigningAlg {
        self.alg
    }

    /// Its thumbprint (`RFC 7638`): 43 URL-safe characters.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// What is published: `kty`, `use`, `alg`, `kid` and the public members.
    pub fn public_jwk(&self) -> &Map<String, Value> {
        &self.jwk
    }

    /// Whether this key made the signature.
    pub(super) fn accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifier.verify(message, signature).is_ok()
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey")
            .field("kid", &self.kid)
            .field("alg", &self.alg)
            .finish_non_exhaustive()
    }
}

/// What the library said of a key, in words that hold nothing of the key.
pub(super) fn broken(alg: SigningAlg, error: &josekit::JoseError) -> JoseError {
    let reason = error.to_string();
    JoseError::Key { alg, reason }
}

/// The members that define a public key, checked: `RFC 7638 §3.2`, `RFC 8037 §2`.
fn required_members(
    alg: SigningAlg,
    jwk: &Map<String, Value>,
) -> Result<BTreeMap<&'static str, &str>, JoseError> {
    let (fixed, numbers, size): (
        &[(&'static str, &'static str)],
        &[&'static str],
        Option<usize>,
    ) = match alg {
        SigningAlg::RS256 | SigningAlg::PS256 => (&[("kty", "RSA")], &["n", "e"], None),
        SigningAlg::ES256 => (&[("kty", "EC"), ("crv", "P-256")], &["x", "y"], Some(32)),
        SigningAlg::EdDSA => (&[("kty", "OKP"), ("crv", "Ed25519")], &["x"], Some(32)),
    };
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let mut members = BTreeMap::new();
    for (name, value) in fixed {
        if text(name) != Some(*value) {
            return Err(JoseError::PublicKey(
                "it is of another type than its algorithm",
            ));
        }
        members.insert(*name, *value);
    }
    for name in numbers {
        let value = text(name).ok_or(JoseError::PublicKey("a member is missing"))?;
        let bytes = URL_SAFE_NO_PAD
            .decode(value)
            .map_err(|_| JoseError::PublicKey("a member is not base64url"))?;
        // One key, one spelling, else it would have two thumbprints: coordinates fill their width (`RFC 7518
        // §6.2.1.2`), other numbers have no leading zeros (`RFC 7518 §2`).
        let canonical = match size {
            Some(size) => bytes.len() == size,
            None => bytes.first().is_some_and(|first| *first != 0),
        };
        if !canonical {
            return Err(JoseError::PublicKey(
                "a member has another length than it should",
            ));
        }
        members.insert(*name, value);
    }
    Ok(members)
}

/// `RFC 7638 §3`: SHA-256 over the required members in alphabetical order without white space, base64url.
fn thumbprint(members: &BTreeMap<&'static str, &str>) -> Result<String, JoseError> {
    let json = serde_json::to_vec(members).map_err(|_| JoseError::PublicKey("not serialisable"))?;
    Ok(URL_SAFE_NO_PAD.encode(Sha256::digest(json)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::super::SigningKey;
    use super::*;

    fn object(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn thumbprints_are_those_of_the_rfcs() {
        // RFC 7638 §3.1.
        let rsa = object(&json!({
            "kty": "RSA", "alg": "RS256", "e": "AQAB",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        }));
        let key = VerifyingKey::from_public_jwk(&rsa).unwrap();
        assert_eq!(key.kid(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        // RFC 8037 appendix A.3.
        let okp = object(&json!({
            "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        }));
        let key = VerifyingKey::from_public_jwk(&okp).unwrap();
        assert_eq!(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn a_public_key_is_public_whole_and_ours() {
        let key = SigningKey::generate(SigningAlg::ES256).unwrap();
        for (name, value) in [
            ("d", json!("AAAA")),
            ("use", json!("enc")),
            ("use", json!(null)),
            ("alg", json!("RS256")),
            ("alg", json!("none")),
            ("kty", json!("RSA")),
            ("crv", json!("P-384")),
            ("kid", json!("mine")),
            ("x", json!(null)),
            ("x", json!("AA")),
            ("y", json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
            ("y", json!("not base64url at all")),
        ] {
            let mut jwk = key.public_jwk().clone();
            jwk.insert(name.to_owned(), value.clone());
            assert!(
                VerifyingKey::from_public_jwk(&jwk).is_err(),
                "{name} {value}"
            );
        }
        let mut jwk = key.public_jwk().clone();
        jwk.insert("alg".to_owned(), Value::Null);
        assert!(VerifyingKey::from_public_jwk(&jwk).is_err());
        assert!(VerifyingKey::from_public_jwk(&Map::new()).is_err());
    }
}
