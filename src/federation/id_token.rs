//! OpenID Connect Core §3.1.3.7: is this ID token from that provider, for us, for this sign-in, and of this time.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::{AccessToken, ClientId};
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessTokenHash, ClaimsVerificationError, IssuerUrl, Nonce, SignatureVerificationError,
};
use serde_json::{Map, Value};

use crate::context::Context;
use crate::jose;
use crate::model::{Provider, Secret};

use super::known::{self, Known};
use super::{Fault, UpstreamError};

/// How far the clocks may be apart, in seconds.
const SKEW: i64 = 60;
/// An ID token that comes with a code was made a moment ago: at most so many seconds.
const OLDEST: i64 = 600;

/// "The Client MUST use the keys provided by the Issuer": public ones only. A secret that both sides know signs nothing here.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claims of an ID token that passed every check.
pub(super) async fn verified(
    ctx: &Context,
    provider: &Provider,
    known: Arc<Known>,
    token: CoreIdToken,
    (nonce, access): (&Secret, &AccessToken),
) -> Result<Map<String, Value>, UpstreamError> {
    let checked = match check(ctx, provider, &known, &token, (nonce, access)) {
        Err(Refused::UnknownKey) => {
            // A provider that changes its keys signs with one that nobody has seen.
            let known = known::with_new_keys(ctx, provider.id, known).await?;
            check(ctx, provider, &known, &token, (nonce, access))
        }
        checked => checked,
    };
    Ok(checked.map_err(|refused| match refused {
        Refused::UnknownKey => Fault::Token("signature"),
        Refused::For(fault) => fault,
    })?)
}

enum Refused {
    UnknownKey,
    For(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::For(fault)
    }
}

fn check(
    ctx: &Context,
    provider: &Provider,
    known: &Known,
    token: &CoreIdToken,
    (nonce, access): (&Secret, &AccessToken),
) -> Result<Map<String, Value>, Refused> {
    let now = ctx.now().seconds();
    let client_id = &provider.settings.client_id;
    let issuer = IssuerUrl::new(known.metadata.issuer.clone());
    let issuer = issuer.map_err(|_| Fault::Broken("an issuer that is no URL"))?;
    // A public client as far as the library is concerned: it then refuses every signature by a shared secret.
    let verifier = CoreIdTokenVerifier::new_public_client(
        ClientId::new(client_id.clone()),
        issuer,
        known.keys.clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    .set_time_fn(move || {
        let seconds = u64::try_from(now - SKEW).unwrap_or_default();
        (UNIX_EPOCH + Duration::from_secs(seconds)).into()
    })
    .set_issue_time_verifier_fn(move |issued| {
        let issued = issued.timestamp();
        if issued > now + SKEW || issued < now - OLDEST - SKEW {
            return Err("issued at another time".to_owned());
        }
        Ok(())
    });
    let expected = Nonce::new(nonce.expose().to_owned());
    let claims = token
        .claims(&verifier, &expected)
        .map_err(|error| refused(&error))?;
    if let Some(hash) = claims.access_token_hash() {
        // "at_hash … its value is the base64url encoding of the left-most half of the hash of … the access_token value"  §3.1.3.6
        let made = token
            .signing_alg()
            .ok()
            .zip(token.signing_key(&verifier).ok())
            .and_then(|(alg, key)| AccessTokenHash::from_token(access, alg, key).ok());
        if made.as_ref() != Some(hash) {
            return Err(Fault::Token("at_hash").into());
        }
    }
    let claims = all_claims(token)?;
    beyond(&claims, client_id, now)?;
    Ok(claims)
}

/// Every claim, of the text whose signature was checked.
fn all_claims(token: &CoreIdToken) -> Result<Map<String, Value>, Fault> {
    let text = token.to_string();
    let payload = text.split('.').nth(1).unwrap_or_default();
    let payload = URL_SAFE_NO_PAD
        .decode(payload.trim_end_matches('='))
        .map_err(|_| Fault::Token("malformed"))?;
    let text = std::str::from_utf8(&payload).map_err(|_| Fault::Token("malformed"))?;
    if !jose::is_strict_object(text) {
        return Err(Fault::Token("a member twice"));
    }
    serde_json::from_str(text).map_err(|_| Fault::Token("malformed"))
}

/// What the library leaves to us.
fn beyond(claims: &Map<String, Value>, client_id: &str, now: i64) -> Result<(), Fault> {
    // "If an azp (authorized party) Claim is present, the Client SHOULD verify that its client_id is the Claim Value."
    if let Some(azp) = claims.get("azp")
        && azp.as_str() != Some(client_id)
    {
        return Err(Fault::Token("azp"));
    }
    // "The nbf … claim identifies the time before which the JWT MUST NOT be accepted"  RFC 7519 §4.1.5
    match claims.get("nbf").map(Value::as_f64) {
        None => {}
        #[expect(
            clippy::cast_precision_loss,
            reason = "seconds of our time are exact in a double"
        )]
        Some(Some(nbf)) if nbf <= (now + SKEW) as f64 => {}
        Some(Some(_)) => return Err(Fault::Clock),
        Some(None) => return Err(Fault::Token("nbf")),
    }
    Ok(())
}

fn refused(error: &ClaimsVerificationError) -> Refused {
    let fault = match error {
        // Keys may change without changing their names, or have none.
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey
            | SignatureVerificationError::AmbiguousKeyId(_)
            | SignatureVerificationError::CryptoError(_),
        ) => return Refused::UnknownKey,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::UnsupportedAlg(_)
            | SignatureVerificationError::NoSignature,
        ) => Fault::Token("alg"),
        ClaimsVerificationError::SignatureVerification(_) => Fault::Token("signature"),
        ClaimsVerificationError::Expired(_) => Fault::Clock,
        ClaimsVerificationError::InvalidIssuer(_) => Fault::ChangedIssuer,
        ClaimsVerificationError::InvalidAudience(_) => Fault::Token("aud"),
        ClaimsVerificationError::InvalidNonce(_) => Fault::Token("nonce"),
        _ => Fault::Token("not an ID token"),
    };
    Refused::For(fault)
}
