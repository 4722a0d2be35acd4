//! Validating a JWT access token as a resource server does (RFC 9068 §4).

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::Jwk};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    Settings,
    keys::Keys,
    status_list::{Status, StatusLists},
};
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
    /// What the user is in this API, and what that allows (RFC 9068 §2.2.3.1).
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    permissions: Vec<String>,
    status: Option<Status>,
}

impl AccessToken {
    /// Whether the token carries `scope`.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|one| one == scope)
    }

    /// Whether the user has that role in this API.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|one| one == role)
    }

    /// Whether one of the user's roles allows that.
    pub fn has_permission(&self, permission: &str) -> bool {
        self.permissions.iter().any(|one| one == permission)
    }
}

/// Why a token is not believed.
#[derive(Debug)]
pub enum Refusal {
    /// The token is wrong; the sentence may be told to the client.
    Invalid(&'static str),
    /// The issuer's keys or lists cannot be had; the sentence is for the log.
    Unavailable(String),
}

/// Verifies access tokens of one issuer for one audience.
#[derive(Debug)]
pub(super) struct Verifier {
    issuer: String,
    audience: String,
    keys: Arc<Keys>,
    lists: StatusLists,
}

impl Verifier {
    pub(super) fn new(settings: &Settings, http: HttpClient) -> Self {
        Self {
            issuer: settings.issuer.clone(),
            audience: settings.audience.clone(),
            lists: StatusLists::new(&settings.issuer, http.clone()),
            keys: Arc::new(Keys::new(settings.issuer.clone(), http)),
        }
    }

    /// Checks everything RFC 9068 §4 asks for, and that the token was not revoked, and returns the claims.
    pub(super) async fn verify(&self, token: &str) -> Result<AccessToken, Refusal> {
        let signed = Signed {
            // "The resource server MUST verify that the 'typ' header value is 'at+jwt' or 'application/at+jwt' and reject
            // tokens carrying any other value." RFC 9068 §4. It keeps ID tokens out.
            typ: "at+jwt",
            subject: None,
            audience: Some((&self.issuer, &self.audience)),
        };
        let token: AccessToken = signed.claims(token, &self.keys).await?;
        // Without the claim the issuer has no status lists, and its tokens are good until they expire. Nobody can take the
        // claim out of a token that has it: the signature is over all of them.
        if let Some(status) = &token.status {
            self.lists.check(status, &self.keys).await?;
        }
        Ok(token)
    }
}

/// A JWT of the issuer's of one kind.
pub(super) struct Signed<'a> {
    pub(super) typ: &'static str,
    /// The `sub` that it must have.
    pub(super) subject: Option<&'a str>,
    /// The `iss` and the `aud` that it must have.
    pub(super) audience: Option<(&'a str, &'a str)>,
}

impl Signed<'_> {
    /// Its claims, if one of the issuer's keys signed it and it is of that kind.
    pub(super) async fn claims<T: DeserializeOwned + Clone>(
        &self,
        token: &str,
        keys: &Keys,
    ) -> Result<T, Refusal> {
        let header =
            decode_header(token).map_err(|_| Refusal::Invalid("The access token is not a JWT."))?;
        let typ = header.typ.as_deref().unwrap_or_default();
        let typ = typ.strip_prefix("application/").unwrap_or(typ);
        if !typ.eq_ignore_ascii_case(self.typ) {
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
        let key = keys
            .find(kid)
            .await
            .map_err(Refusal::Unavailable)?
            .filter(|key| may_verify(key, header.alg))
            .ok_or(Refusal::Invalid(
                "The access token is signed with an unknown key.",
            ))?;
        let key =
            DecodingKey::from_jwk(&key).map_err(|error| Refusal::Unavailable(error.to_string()))?;
        decode::<T>(token, &key, &self.rules(header.alg))
            .map(|token| token.claims)
            .map_err(|error| Refusal::Invalid(explain(error.kind())))
    }

    fn rules(&self, algorithm: Algorithm) -> Validation {
        let mut rules = Validation::new(algorithm);
        rules.set_required_spec_claims(&["exp", "sub"]);
        rules.sub = self.subject.map(str::to_owned);
        match self.audience {
            Some((issuer, audience)) => {
                rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
                rules.set_issuer(&[issuer]);
                rules.set_audience(&[audience]);
            }
            None => rules.validate_aud = false,
        }
        rules.validate_nbf = true;
        rules.leeway = LEEWAY;
        rules
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
