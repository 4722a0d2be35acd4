//! An API that checks access tokens by itself (RFC 9068 §4), with a library that is not the server's.

use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey};
use reqwest::Method;
use serde_json::Value;
use vestibule::clock::Clock;

use crate::answer::Answer;
use crate::app::TestApp;
use crate::jwt::Jwt;
use crate::wire::Wire;

/// The signatures an API believes: none with a shared secret.
const ALGORITHMS: [(&str, Algorithm); 4] = [
    ("RS256", Algorithm::RS256),
    ("PS256", Algorithm::PS256),
    ("ES256", Algorithm::ES256),
    ("EdDSA", Algorithm::EdDSA),
];

/// An API and what it knows of the issuer.
#[derive(Clone, Debug)]
pub struct ResourceServer {
    wire: Wire,
    clock: Clock,
    issuer: String,
    audience: String,
    keys: JwkSet,
}

impl ResourceServer {
    /// Learns where the keys are from the issuer's metadata (RFC 8414 §3), and reads them.
    ///
    /// # Panics
    /// When either cannot be had.
    pub async fn new(app: &TestApp, audience: &str) -> Self {
        Self::of_issuer(app, app.issuer(), audience).await
    }

    /// The same for another issuer of the server's.
    ///
    /// # Panics
    /// When its metadata or keys cannot be had.
    pub async fn of_issuer(app: &TestApp, issuer: &str, audience: &str) -> Self {
        let mut server = Self {
            wire: app.wire_at(issuer),
            clock: app.clock().clone(),
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            keys: JwkSet { keys: Vec::new() },
        };
        server.fetch_keys().await;
        server
    }

    /// Reads the keys again, as an API does that meets an unknown `kid`.
    ///
    /// # Panics
    /// When they cannot be had.
    pub async fn fetch_keys(&mut self) {
        let metadata = format!("{}/.well-known/openid-configuration", self.issuer);
        let metadata = Answer::of(self.wire.request(Method::GET, &metadata))
            .await
            .expect(200)
            .json();
        assert_eq!(
            metadata["issuer"], *self.issuer,
            "OpenID Connect Discovery §4.3"
        );
        let keys = metadata["jwks_uri"].as_str().expect("a jwks_uri");
        let keys = Answer::of(self.wire.request(Method::GET, keys))
            .await
            .expect(200);
        self.keys = serde_json::from_str(&keys.body)
            .unwrap_or_else(|error| panic!("{error}: {}", keys.body));
    }

    /// The keys it knows.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys.keys
    }

    /// The claims of an access token that is good here and now.
    ///
    /// # Errors
    /// With the rule that it breaks.
    pub fn verify(&self, token: &str) -> Result<Value, String> {
        let jwt = self.verify_signature(token)?;
        // "The resource server MUST verify that the "typ" header value is "at+jwt" or "application/at+jwt""  RFC 9068 §4
        match jwt.header["typ"].as_str() {
            Some("at+jwt" | "application/at+jwt") => {}
            typ => return Err(format!("typ is {typ:?}")),
        }
        if jwt.claims["iss"] != *self.issuer {
            return Err(format!("iss is {}", jwt.claims["iss"]));
        }
        let aud = &jwt.claims["aud"];
        let for_us = *aud == *self.audience
            || aud
                .as_array()
                .is_some_and(|all| all.iter().any(|one| *one == *self.audience));
        if !for_us {
            return Err(format!("aud is {aud}"));
        }
        // "The current time MUST be before the time represented by the "exp" claim."
        let now = self.clock.now().seconds();
        if jwt.claims["exp"].as_i64().is_none_or(|exp| now >= exp) {
            return Err(format!("exp is {} and it is {now}", jwt.claims["exp"]));
        }
        // RFC 9068 §2.2: REQUIRED
        for claim in ["sub", "client_id", "iat", "jti"] {
            if jwt.claims[claim].is_null() {
                return Err(format!("{claim} is missing"));
            }
        }
        Ok(jwt.claims)
    }

    /// The parts of any token that the issuer signed: no claim is looked at.
    ///
    /// # Errors
    /// When one of the issuer's keys did not sign it.
    pub fn verify_signature(&self, token: &str) -> Result<Jwt, String> {
        let header = jsonwebtoken::decode_header(token).map_err(|error| error.to_string())?;
        let kid = header.kid.ok_or("kid is missing")?;
        let key = self
            .keys
            .find(&kid)
            .ok_or_else(|| format!("kid {kid:?} is unknown"))?;
        let jwt = Jwt::read(token);
        let name = jwt.header["alg"].as_str().unwrap_or_default();
        let (_, alg) = ALGORITHMS
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| format!("alg is {name:?}"))?;
        let meant = serde_json::to_value(key.common.key_algorithm).unwrap_or_default();
        if meant != *name {
            return Err(format!("alg is {name:?} and the key is for {meant}"));
        }
        let (message, signature) = token.rsplit_once('.').ok_or("there is no signature")?;
        let key = DecodingKey::from_jwk(key).map_err(|error| error.to_string())?;
        match jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key, *alg) {
            Ok(true) => Ok(jwt),
            Ok(false) => Err("the signature is wrong".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}
