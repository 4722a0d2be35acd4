//! OpenID Connect Core §2, §3.1.3.6: ID tokens, with no claim that nobody asked for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::jose::{NumericDate, Typ, Validity, half_hash};
use crate::model::{Acr, Client, Grant, LoginId, Scope, User};
use crate::oauth::{OAuthError, claims};

use super::Audience;

/// The claims of an ID token that this server itself reads back, as a hint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IdTokenClaims {
    /// The issuer.
    pub iss: String,
    /// The user.
    pub sub: String,
    /// The client.
    pub aud: Audience,
    /// When it lives.
    #[serde(flatten)]
    pub validity: Validity,
    /// The request's nonce, byte for byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// When the user proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<NumericDate>,
    /// How sure that makes us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<Acr>,
    /// How (RFC 8176), told together with `acr`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// The login (OpenID Connect Back-Channel Logout §2.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<LoginId>,
    /// Binds the access token that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    /// Claims asked for by name.
    #[serde(flatten)]
    pub asked: Map<String, Value>,
}

/// About whom an ID token is, and what it tells.
pub(super) struct Told<'a> {
    /// The user.
    pub(super) user: &'a User,
    /// The claims by name that the client may have.
    pub(super) by_name: &'a [String],
}

/// Signs an ID token for the user of a grant.
pub(super) async fn mint(
    ctx: &Context,
    client: &Client,
    grant: &Grant,
    told: Told<'_>,
    access_token: &str,
) -> Result<String, OAuthError> {
    let alg = client.metadata.id_token_signed_response_alg;
    let authorization = &grant.authorization;
    // "The Claims requested by the profile, email, address, and phone scope values are returned from the UserInfo
    // Endpoint … when a response_type value is used that results in an Access Token being issued."  OpenID Connect Core §5.4
    let Told { user, by_name } = told;
    let asked = claims::released(user, &Scope::default(), by_name);
    let auth_time_asked =
        authorization.auth_time_asked || by_name.iter().any(|name| name == "auth_time");
    let claims = IdTokenClaims {
        iss: ctx.issuer().url().to_owned(),
        sub: grant.user.to_string(),
        aud: Audience::One(client.client_id.0.clone()),
        validity: Validity::starting(ctx.now(), ctx.app().config.tokens.id_token_seconds.into()),
        nonce: authorization.nonce.clone(),
        // Nobody knows it of somebody for whom a provider vouched that does not say; whoever must be told was told to prove more.
        auth_time: (auth_time_asked && grant.auth_time > Timestamp(0))
            .then(|| grant.auth_time.into()),
        acr: authorization.acr,
        amr: if authorization.acr.is_some() {
            authorization.amr.clone()
        } else {
            Vec::new()
        },
        sid: Some(grant.login),
        at_hash: Some(half_hash(alg, access_token)),
        asked,
    };
    let keys = ctx.keys().await?;
    Ok(keys.sign(alg, Typ::IdToken, &claims)?)
}
