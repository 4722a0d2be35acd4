//! OpenID Connect Back-Channel Logout §2.4: logout tokens.

use serde::Serialize;

use crate::context::Context;
use crate::jose::{Typ, Validity};
use crate::model::{Client, LoginId, UserId};
use crate::oauth::OAuthError;

/// "preferably at most two minutes in the future, to prevent captured Logout Tokens from being replayable"  §2.4
const LIFETIME_SECONDS: i64 = 120;

/// "a nonce Claim MUST NOT be present"  §2.4
#[derive(Serialize)]
struct LogoutTokenClaims<'a> {
    iss: &'a str,
    sub: String,
    aud: &'a str,
    #[serde(flatten)]
    validity: Validity,
    jti: String,
    sid: LoginId,
    events: Events,
}

/// "Claim whose value is a JSON object containing the member name http://schemas.openid.net/event/backchannel-logout. …
/// The value SHOULD be an empty JSON object"  §2.4
#[derive(Serialize)]
struct Events {
    #[serde(rename = "http://schemas.openid.net/event/backchannel-logout")]
    backchannel_logout: Empty,
}

#[derive(Serialize)]
struct Empty {}

/// Signs a logout token. "The same keys are used to sign … Logout Tokens as are used for ID Tokens"  §2.4
pub(in crate::oauth) async fn mint(
    ctx: &Context,
    client: &Client,
    user: UserId,
    login: LoginId,
) -> Result<String, OAuthError> {
    let claims = LogoutTokenClaims {
        iss: ctx.issuer().url(),
        sub: user.to_string(),
        aud: client.client_id.as_str(),
        validity: Validity::starting(ctx.now(), LIFETIME_SECONDS),
        jti: ctx.app().entropy.uuid(ctx.now()).to_string(),
        sid: login,
        events: Events {
            backchannel_logout: Empty {},
        },
    };
    let alg = client.metadata.id_token_signed_response_alg;
    let keys = ctx.keys().await?;
    Ok(keys.sign(alg, Typ::LogoutToken, &claims)?)
}
