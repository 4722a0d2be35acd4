//! Believing a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6): the issuer says that somebody signed out.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Problem, Settings};
use crate::api::Keys;
use crate::http_client::HttpClient;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The signatures believed. Symmetric ones and `none` are absent.
const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::RS256,
    Algorithm::ES256,
    Algorithm::PS256,
    Algorithm::EdDSA,
];
const DOING: &str = "This logout token is not to be believed";

/// Whose sessions end.
#[derive(Debug, Deserialize)]
pub(super) struct Ended {
    /// The person; all their sessions when there is no `sid`.
    pub(super) sub: Option<String>,
    /// The login at the issuer.
    pub(super) sid: Option<String>,
    #[serde(default)]
    events: Map<String, Value>,
    nonce: Option<Value>,
}

/// Checks logout tokens for this app.
pub(super) struct LogoutTokens {
    issuer: String,
    client_id: String,
    keys: Keys,
}

impl LogoutTokens {
    pub(super) fn new(settings: &Settings, http: HttpClient) -> Self {
        Self {
            issuer: settings.issuer.clone(),
            client_id: settings.client_id.clone(),
            keys: Keys::new(settings.issuer.clone(), http),
        }
    }

    /// The checks of §2.6, in its order.
    pub(super) async fn verify(&self, token: &str) -> Result<Ended, Problem> {
        let refuse = |cause: &str| Problem::because(DOING, cause);
        let header = decode_header(token).map_err(|error| Problem::new(DOING, &error))?;
        // "It is RECOMMENDED that … typ … logout+jwt" §2.4: an ID token must not end anything.
        if header.typ.as_deref() != Some("logout+jwt") || header.crit.is_some() {
            return Err(refuse("it is of another type"));
        }
        if !ALGORITHMS.contains(&header.alg) {
            return Err(refuse("it is signed in another way"));
        }
        let kid = header.kid.unwrap_or_default();
        let key = self.keys.find(&kid).await;
        let key = key
            .map_err(|cause| Problem::because(DOING, cause))?
            .ok_or_else(|| refuse("its key is unknown"))?;
        let key = DecodingKey::from_jwk(&key).map_err(|error| Problem::new(DOING, &error))?;
        let mut rules = Validation::new(header.alg);
        rules.set_required_spec_claims(&["exp", "iss", "aud"]);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.client_id]);
        rules.leeway = 10;
        let ended = decode::<Ended>(token, &key, &rules)
            .map_err(|error| Problem::new(DOING, &error))?
            .claims;
        if ended.sub.is_none() && ended.sid.is_none() {
            return Err(refuse("it is about nobody"));
        }
        if !ended.events.contains_key(EVENT) {
            return Err(refuse("it is about something else"));
        }
        if ended.nonce.is_some() {
            return Err(refuse("it has a nonce, so it is an ID token"));
        }
        Ok(ended)
    }
}
