//! How we prove to a provider who we are: a secret, an assertion of ours, or the secret that Apple has us make.

use serde::Serialize;

use crate::context::Context;
use crate::jose::{ForeignKey, Typ, Validity};
use crate::model::provider::ProviderAuth;
use crate::model::{Provider, ProviderKind, Secret};
use crate::storage::secret_place;

use super::{Fault, UpstreamError};

/// How long an assertion holds, in seconds.
const LIFETIME: i64 = 120;

/// What a token request brings.
pub(super) enum Proof {
    /// RFC 6749 §2.3.1, HTTP Basic.
    Basic(Secret),
    /// RFC 6749 §2.3.1, in the form.
    Post(Secret),
    /// RFC 7523 §2.2.
    Assertion(String),
}

/// "These Claims MUST be used … iss, sub, aud, jti, exp"  OpenID Connect Core §9
#[derive(Serialize)]
struct AssertionClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<String>,
    #[serde(flatten)]
    validity: Validity,
}

/// What to bring to the token endpoint of this provider, whose issuer is `audience`.
pub(super) async fn proof(
    ctx: &Context,
    provider: &Provider,
    audience: &str,
) -> Result<Proof, UpstreamError> {
    let client = provider.settings.client_id.as_str();
    let validity = Validity::starting(ctx.now(), LIFETIME);
    if provider.kind == ProviderKind::Apple {
        let key = ForeignKey::from_pem(secret(ctx, provider)?.expose())?;
        let (Some(team), Some(kid)) = (&provider.settings.team_id, &provider.settings.key_id)
        else {
            return Err(Fault::RefusesUs("team_id and key_id are missing").into());
        };
        // "iss: … your 10-character Team ID … sub: … the same value as client_id … aud: https://appleid.apple.com"  Apple,
        // Creating a client secret
        let claims = AssertionClaims {
            iss: team,
            sub: client,
            aud: audience,
            jti: None,
            validity,
        };
        return Ok(Proof::Post(Secret::new(key.sign(kid, &claims)?)));
    }
    match provider.settings.authentication {
        ProviderAuth::ClientSecretBasic if provider.kind.is_openid() => {
            Ok(Proof::Basic(secret(ctx, provider)?))
        }
        // The others take it in the form, all of them.
        ProviderAuth::ClientSecretBasic | ProviderAuth::ClientSecretPost => {
            Ok(Proof::Post(secret(ctx, provider)?))
        }
        ProviderAuth::PrivateKeyJwt => {
            let claims = AssertionClaims {
                iss: client,
                sub: client,
                aud: audience,
                jti: Some(ctx.app().entropy.uuid(ctx.now()).to_string()),
                validity,
            };
            let keys = ctx.keys().await?;
            let alg = keys.algorithms().next();
            let alg = alg.ok_or(Fault::RefusesUs("this tenant has no key"))?;
            let assertion = keys.sign(alg, Typ::ClientAssertion, &claims)?;
            Ok(Proof::Assertion(assertion))
        }
    }
}

/// The secret, opened.
pub(super) fn secret(ctx: &Context, provider: &Provider) -> Result<Secret, UpstreamError> {
    let sealed = provider
        .sealed_secret
        .as_ref()
        .ok_or(Fault::RefusesUs("client_secret is missing"))?;
    let place = secret_place(provider.tenant, provider.id);
    let opened = ctx.app().vault.open(&place, sealed)?;
    let text = std::str::from_utf8(&opened).map_err(|_| Fault::RefusesUs("client_secret"))?;
    Ok(Secret::new(text))
}
