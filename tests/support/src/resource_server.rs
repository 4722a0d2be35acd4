//! An API that checks access tokens by itself (RFC 9068 §4), with a library that is not the server's.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::ZlibDecoder;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey};
use reqwest::Method;
use serde_json::Value;
use vestibule::clock::Clock;

use crate::answer::Answer;
use crate::app::TestApp;
use crate::jwt::Jwt;
use crate::wire::Wire;

const STATUS_LIST: &str = "application/statuslist+jwt";

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

    /// What the status list says of a token that is good otherwise (Token Status List §8.3): 0 is VALID. Nothing is kept: each
    /// question asks the server.
    ///
    /// # Errors
    /// With the rule that is broken.
    pub async fn status(&self, token: &str) -> Result<u16, String> {
        let reference = &Jwt::read(token).claims["status"]["status_list"];
        let uri = reference["uri"].as_str().ok_or("uri is missing")?;
        let idx = reference["idx"].as_u64().ok_or("idx is missing")?;
        let request = self.wire.request(Method::GET, uri);
        let answer = Answer::of(request.header("Accept", STATUS_LIST)).await;
        if answer.status != 200 || answer.header("content-type") != Some(STATUS_LIST) {
            return Err(format!("{} {:?}", answer.status, answer.headers));
        }
        let list = self.verify_signature(&answer.body)?;
        // "typ: REQUIRED. The JWT type MUST be statuslist+jwt."  §5.1
        if list.header["typ"] != "statuslist+jwt" {
            return Err(format!("typ is {}", list.header["typ"]));
        }
        // "The subject claim (sub …) of the Status List Token MUST be equal to the uri claim"  §8.3
        if list.claims["sub"] != *uri {
            return Err(format!("sub is {}", list.claims["sub"]));
        }
        let now = self.clock.now().seconds();
        let lives =
            list.claims["iat"].as_i64() <= Some(now) && list.claims["exp"].as_i64() > Some(now);
        if !lives {
            return Err(format!("{} and it is {now}", list.claims));
        }
        let list = &list.claims["status_list"];
        let packed = list["lst"].as_str().ok_or("lst is missing")?;
        let packed = URL_SAFE_NO_PAD
            .decode(packed)
            .map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed.as_slice())
            .read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
        let bits = list["bits"].as_u64().ok_or("bits is missing")?;
        let byte = usize::try_from(idx * bits / 8).map_err(|error| error.to_string())?;
        // "If the provided index is out of bounds of the Status List, … the Referenced Token MUST be rejected."  §8.3
        let byte = bytes.get(byte).ok_or("idx is out of bounds")?;
        Ok(u16::from(*byte) >> (idx * bits % 8) & ((1 << bits) - 1))
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
