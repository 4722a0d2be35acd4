//! All keys of one issuer: those that sign, those that soon will, and those that did.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::verify;
use super::{JoseError, Rejection, SigningKey, Typ, Verified, VerifyingKey};
use crate::model::SigningAlg;

/// The keys of one issuer at one moment, immutable: a rotation makes a new ring.
#[derive(Debug)]
pub struct KeyRing {
    active: Vec<Arc<SigningKey>>,
    by_kid: HashMap<String, VerifyingKey>,
    jwks: String,
    etag: String,
}

/// The document at `jwks_uri` (`RFC 7517 §5`).
#[derive(Serialize)]
struct Jwks<'a> {
    keys: Vec<&'a Map<String, Value>>,
}

impl KeyRing {
    /// A ring of the keys that sign, at most one per algorithm, and of those only published: the next ones, so that
    /// relying parties know them in time, and the retiring ones, as long as tokens of theirs live.
    ///
    /// # Errors
    /// When two active keys have one algorithm, or two keys one `kid`.
    pub fn new(active: Vec<Arc<SigningKey>>, others: Vec<VerifyingKey>) -> Result<Self, JoseError> {
        let mut algorithms = active.iter().map(|key| key.alg()).collect::<Vec<_>>();
        algorithms.sort_unstable();
        if let Some([alg, _]) = algorithms.array_windows().find(|[one, next]| one == next) {
            return Err(JoseError::Collision(alg.name().to_owned()));
        }

        let signing = active.iter().map(|key| key.verifying().clone());
        let keys: Vec<VerifyingKey> = signing.chain(others).collect();
        let document = Jwks {
            keys: keys.iter().map(VerifyingKey::public_jwk).collect(),
        };
        let jwks = serde_json::to_string(&document)
            .map_err(|_| JoseError::PublicKey("not serialisable"))?;
        let etag = format!(
            "\"{}\"",
            URL_SAFE_NO_PAD.encode(Sha256::digest(jwks.as_bytes()))
        );

        let mut by_kid = HashMap::new();
        for key in keys {
            let kid = key.kid().to_owned();
            if by_kid.contains_key(&kid) {
                return Err(JoseError::Collision(kid));
            }
            by_kid.insert(kid, key);
        }
        Ok(Self {
            active,
            by_kid,
            jwks,
            etag,
        })
    }

    /// Signs claims with the active key of an algorithm. The header is `alg`, `typ` and `kid`, nothing else.
    ///
    /// An RSA signature keeps a processor busy for half a millisecond, the others for a twentieth of that.
    ///
    /// # Errors
    /// When there is no such key, or the claims are not a JSON object that [`KeyRing::verify`] would take back.
    pub fn sign(
        &self,
        alg: SigningAlg,
        typ: Typ,
        claims: &impl Serialize,
    ) -> Result<String, JoseError> {
        self.active_key(alg)
            .ok_or(JoseError::NoKey(alg))?
            .sign(typ, claims)
    }

    /// Reads a token of a kind that a key of this ring signed. Issuer, audience and times are the caller's to check:
    /// [`super::Validity::check`].
    ///
    /// # Errors
    /// Why it is not such a token.
    pub fn verify<T: DeserializeOwned>(
        &self,
        token: &str,
        typ: Typ,
    ) -> Result<Verified<T>, Rejection> {
        verify::verify(&self.by_kid, token, typ)
    }

    /// The active key of an algorithm.
    pub fn active_key(&self, alg: SigningAlg) -> Option<&Arc<SigningKey>> {
        self.active.iter().find(|key| key.alg() == alg)
    }

    /// The algorithms it can sign with, for the issuer's metadata.
    pub fn algorithms(&self) -> impl Iterator<Item = SigningAlg> {
        SigningAlg::ALL
            .into_iter()
            .filter(|alg| self.active_key(*alg).is_some())
    }

    /// The JWK set as JSON, active keys first.
    pub fn jwks(&self) -> &str {
        &self.jwks
    }

    /// A strong entity tag of [`KeyRing::jwks`], with its quotes (`RFC 9110 §8.8.3`).
    pub fn etag(&self) -> &str {
        &self.etag
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    fn key(alg: SigningAlg) -> Arc<SigningKey> {
        Arc::new(SigningKey::generate(alg).unwrap())
    }

    #[test]
    fn every_algorithm_and_kind_comes_back() {
        let ring = KeyRing::new(SigningAlg::ALL.map(key).to_vec(), vec![]).unwrap();
        assert_eq!(ring.algorithms().collect::<Vec<_>>(), SigningAlg::ALL);
        for alg in SigningAlg::ALL {
            for typ in Typ::ALL {
                let claims = json!({"sub": "ada", "n": 1});
                let token = ring.sign(alg, typ, &claims).unwrap();
                let header = URL_SAFE_NO_PAD
                    .decode(token.split('.').next().unwrap())
                    .unwrap();
                let kid = ring.active_key(alg).unwrap().kid();
                assert_eq!(
                    serde_json::from_slice::<Value>(&header).unwrap(),
                    json!({"alg": alg.name(), "typ": typ.name(), "kid": kid})
                );
                for wanted in Typ::ALL {
                    let read = ring.verify::<Value>(&token, wanted);
                    if wanted == typ {
                        let verified = read.unwrap();
                        assert_eq!((verified.claims(), verified.alg()), (&claims, alg));
                    } else {
                        assert_eq!(read.unwrap_err(), Rejection::Type);
                    }
                }
            }
        }
    }

    #[test]
    fn es256_signatures_always_fill_their_width() {
        let ring = KeyRing::new(vec![key(SigningAlg::ES256)], vec![]).unwrap();
        for n in 0..600 {
            let token = ring
                .sign(SigningAlg::ES256, Typ::AccessToken, &json!({"n": n}))
                .unwrap();
            assert_eq!(token.rsplit('.').next().unwrap().len(), 86);
            assert!(ring.verify::<Value>(&token, Typ::AccessToken).is_ok());
        }
    }

    #[test]
    fn retiring_keys_verify_and_do_not_sign() {
        let (old, new) = (key(SigningAlg::ES256), key(SigningAlg::ES256));
        let before = KeyRing::new(vec![old.clone()], vec![new.verifying().clone()]).unwrap();
        let after = KeyRing::new(vec![new.clone()], vec![old.verifying().clone()]).unwrap();
        let gone = KeyRing::new(vec![new.clone()], vec![]).unwrap();
        let token = before
            .sign(SigningAlg::ES256, Typ::IdToken, &json!({}))
            .unwrap();
        assert!(after.verify::<Value>(&token, Typ::IdToken).is_ok());
        assert_eq!(
            gone.verify::<Value>(&token, Typ::IdToken).unwrap_err(),
            Rejection::UnknownKey
        );
        assert!(matches!(
            gone.sign(SigningAlg::RS256, Typ::IdToken, &json!({})),
            Err(JoseError::NoKey(SigningAlg::RS256))
        ));

        let published: Value = serde_json::from_str(after.jwks()).unwrap();
        let expected = json!({"keys": [new.public_jwk(), old.public_jwk()]});
        assert_eq!(published, expected, "active first");
        assert_ne!(before.etag(), after.etag());
        assert!(after.etag().starts_with('"') && after.etag().ends_with('"'));
    }

    #[test]
    fn collisions_are_refused() {
        let one = key(SigningAlg::ES256);
        assert!(KeyRing::new(vec![one.clone(), key(SigningAlg::ES256)], vec![]).is_err());
        assert!(KeyRing::new(vec![one.clone()], vec![one.verifying().clone()]).is_err());
        assert!(KeyRing::new(vec![], vec![one.verifying().clone()]).is_ok());
    }

    #[test]
    fn only_what_would_be_read_back_is_signed() {
        #[derive(Serialize)]
        struct Twice {
            sub: &'static str,
            #[serde(flatten)]
            profile: Map<String, Value>,
        }
        let ring = KeyRing::new(vec![key(SigningAlg::EdDSA)], vec![]).unwrap();
        let sign = |claims: &Value| ring.sign(SigningAlg::EdDSA, Typ::IdToken, claims);
        for claims in [
            json!(null),
            json!([]),
            json!("x"),
            json!({"x": "y".repeat(20_000)}),
        ] {
            assert!(matches!(sign(&claims), Err(JoseError::Claims(_))));
        }
        let profile = Map::from_iter([("sub".to_owned(), json!("eve"))]);
        let twice = Twice {
            sub: "ada",
            profile,
        };
        assert!(ring.sign(SigningAlg::EdDSA, Typ::IdToken, &twice).is_err());
        assert!(sign(&json!({"x": "y".repeat(11_000)})).is_ok());
    }

    #[test]
    fn threads_share_a_ring() {
        fn shared<T: Send + Sync>() {}
        shared::<KeyRing>();
    }
}
