//! Validating a JWT access token as a resource server does (RFC 9068 §4).

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::Jwk};
use serde::Deserialize;

use super::{Settings, keys::Keys};
use crate::http_client::HttpClient;

/// The signatures believed. Symmetric ones and `none` are absent: who can check those can forge them.
const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::RS256,
    Algorithm::ES256,
    Algorithm::PS256,
    Algorithm::EdDSA,
];
/// Seconds by which this clock and the issuer's may differ.
const LEEWAY: u64 = 10;

/// The claims of a verified access token that this API uses (RFC 9068 §2.2).
#[derive(Clone, Debug, Deserialize)]
pub struct AccessToken {
    /// Whom the client acts for; the client itself when it acts on its own behalf.
    pub sub: String,
    /// The client the token was issued to.
    pub client_id: String,
    #[serde(default)]
    scope: String,
}

impl AccessToken {
    /// Whether the token carries `scope`.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|one| one == scope)
    }
}

/// Why a token is not believed.
#[derive(Debug)]
pub enum Refusal {
    /// The token is wrong; the sentence may be told to the client.
    Invalid(&'static str),
    /// The issuer's keys cannot be had; the sentence is for the log.
    Unavailable(String),
}

/// Verifies access tokens of one issuer for one audience.
#[derive(Debug)]
pub(super) struct Verifier {
    issuer: String,
    audience: String,
    keys: Keys,
}

impl Verifier {
    pub(super) fn new(settings: &Settings, http: HttpClient) -> Self {
        Self {
            issuer: settings.issuer.clone(),
            audience: settings.audience.clone(),
            keys: Keys::new(settings.issuer.clone(), http),
        }
    }

    /// Checks everything RFC 9068 §4 asks for and returns the claims.
    pub(super) async fn verify(&self, token: &str) -> Result<AccessToken, Refusal> {
        let header =
            decode_header(token).map_err(|_| Refusal::Invalid("The access token is not a JWT."))?;
        // "The resource server MUST verify that the 'typ' header value is 'at+jwt' or 'application/at+jwt' and reject
        // tokens carrying any other value." RFC 9068 §4. It keeps ID tokens out.
        let typ = header.typ.as_deref().unwrap_or_default();
        if !typ.eq_ignore_ascii_case("at+jwt") && !typ.eq_ignore_ascii_case("application/at+jwt") {
            return Err(Refusal::Invalid("This is not an access token."));
        }
        if !ALGORITHMS.contains(&header.alg) {
            return Err(Refusal::Invalid(
                "The access token is signed in a way this API does not accept.",
            ));
        }
        // "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the
        // JWS is invalid." RFC 7515 §4.1.11. This API understands none.
        if header.crit.is_some() {
            return Err(Refusal::Invalid(
                "The access token uses an extension this API does not know.",
            ));
        }
        let kid = header
            .kid
            .as_deref()
            .ok_or(Refusal::Invalid("The access token does not name its key."))?;
        let key = self
            .keys
            .find(kid)
            .await
            .map_err(Refusal::Unavailable)?
            .filter(|key| may_verify(key, header.alg))
            .ok_or(Refusal::Invalid(
                "The access token is signed with an unknown key.",
            ))?;
        let key =
            DecodingKey::from_jwk(&key).map_err(|error| Refusal::Unavailable(error.to_string()))?;

        let mut rules = Validation::new(header.alg);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.audience]);
        rules.validate_nbf = true;
        rules.leeway = LEEWAY;
        decode::<AccessToken>(token, &key, &rules)
            .map(|token| token.claims)
            .map_err(|error| Refusal::Invalid(explain(error.kind())))
    }
}

/// A key that names its algorithm or its use is good for nothing else (RFC 7517 §4.2 and §4.4).
fn may_verify(key: &Jwk, algorithm: Algorithm) -> bool {
    use jsonwebtoken::jwk::{KeyAlgorithm, PublicKeyUse};
    let same_algorithm = key
        .common
        .key_algorithm
        .is_none_or(|named| named == KeyAlgorithm::from(algorithm));
    let signs = key
        .common
        .public_key_use
        .as_ref()
        .is_none_or(|named| *named == PublicKeyUse::Signature);
    same_algorithm && signs
}

fn explain(kind: &jsonwebtoken::errors::ErrorKind) -> &'static str {
    use jsonwebtoken::errors::ErrorKind;
    match kind {
        ErrorKind::ExpiredSignature => "The access token has expired.",
        ErrorKind::ImmatureSignature => "The access token is not valid yet.",
        ErrorKind::InvalidIssuer => "The access token is from another issuer.",
        ErrorKind::InvalidAudience => "The access token is meant for another API.",
        ErrorKind::InvalidSignature => "The signature of the access token is wrong.",
        _ => "The access token is malformed.",
    }
}
