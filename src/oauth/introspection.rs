//! RFC 7662 §2: introspection, for the client of a token and for those who speak for its audience.

use serde::Serialize;

use crate::access::Held;
use crate::context::Context;
use crate::model::{Acr, Client, GrantState, TenantId};

use super::bearer::{self, LiveAccessToken};
use super::client_auth::AuthenticatedClient;
use super::issue::{Audience, Presentation, RefreshToken};
use super::{ErrorCode, OAuthError, Parameters, entitlements};

/// The answer. What is not active has no other member: "the authorization server … SHOULD NOT include any additional
/// information about an inactive token"  RFC 7662 §2.2
#[derive(Debug, Default, Serialize)]
pub struct Introspection {
    active: bool,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    facts: Option<Facts>,
}

#[derive(Debug, Serialize)]
struct Facts {
    iss: String,
    sub: String,
    client_id: String,
    scope: String,
    exp: i64,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<Audience>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'static str>,
    tenant_id: TenantId,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<Acr>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    amr: Vec<String>,
    /// As they are now, where the token is for one service; the token says what they were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    permissions: Vec<String>,
}

/// Judges the token of the form for the client that asks.
pub async fn answer(
    ctx: &Context,
    caller: &AuthenticatedClient,
    form: &Parameters,
) -> Result<Introspection, OAuthError> {
    // "To prevent token scanning attacks, the endpoint MUST also require some form of authorization"  RFC 7662 §2.1: a
    // public client proves nothing.
    if caller.client().is_public() {
        return Err(OAuthError::new(
            ErrorCode::InvalidClient,
            "introspection is for confidential clients",
        ));
    }
    let Some(token) = form.get("token") else {
        return Err(OAuthError::invalid_request("token is missing"));
    };
    if let Presentation::Ours(refresh) =
        RefreshToken::read(&ctx.app().vault, ctx.issuer().tenant_id(), token)
    {
        return refresh_token(ctx, caller.client(), refresh).await;
    }
    let Some(token) = bearer::live(ctx, token).await? else {
        return Ok(Introspection::default());
    };
    if !may_read(caller.client(), &token) {
        return Ok(Introspection::default());
    }
    let claims = token.claims();
    let audience = entitlements::only(&claims.aud);
    let held = match (token.user(), audience) {
        (Some(user), Some(audience)) => entitlements::now(ctx, user, audience).await?,
        _ => Held::default(),
    };
    Ok(Introspection {
        active: true,
        facts: Some(Facts {
            iss: claims.iss.clone(),
            sub: claims.sub.clone(),
            client_id: claims.client_id.clone(),
            scope: claims.scope.to_string(),
            exp: claims.validity.exp.0,
            iat: claims.validity.iat.0,
            aud: Some(claims.aud.clone()),
            jti: Some(claims.jti.clone()),
            username: token.user().map(|user| user.username.clone()),
            sid: claims.sid.map(|login| login.to_string()),
            token_type: Some("Bearer"),
            tenant_id: ctx.issuer().tenant_id(),
            auth_time: claims.auth_time.map(|time| time.0),
            acr: claims.acr,
            amr: claims.amr.clone(),
            roles: held.roles,
            permissions: held.permissions,
        }),
    })
}

/// The token's own client, or one that speaks for its audience.
fn may_read(caller: &Client, token: &LiveAccessToken) -> bool {
    let claims = token.claims();
    claims.client_id == caller.client_id.as_str()
        || claims
            .aud
            .iter()
            .any(|audience| speaks_for(caller, audience))
}

/// Whether the client bears the audience as its name, or the operator lets it speak for the audience.
pub(super) fn speaks_for(caller: &Client, audience: &str) -> bool {
    let known = &caller.metadata.introspection_audiences;
    audience == caller.client_id.as_str() || known.iter().any(|known| known == audience)
}

async fn refresh_token(
    ctx: &Context,
    caller: &Client,
    token: RefreshToken,
) -> Result<Introspection, OAuthError> {
    let grant = ctx
        .db()
        .grant(token.grant)
        .await?
        .filter(|grant| grant.client == caller.id && grant.expires_at > ctx.now());
    let Some(grant) = grant else {
        return Ok(Introspection::default());
    };
    let GrantState::Live(state) = grant.state else {
        return Ok(Introspection::default());
    };
    let user = ctx.user(grant.user).await?.filter(|user| !user.disabled);
    let (true, true, Some(user)) = (
        state.generation == token.generation,
        state.idle_expires_at > ctx.now(),
        user,
    ) else {
        return Ok(Introspection::default());
    };
    Ok(Introspection {
        active: true,
        facts: Some(Facts {
            iss: ctx.issuer().url().to_owned(),
            sub: user.id.to_string(),
            client_id: caller.client_id.0.clone(),
            scope: grant.scope.to_string(),
            exp: state.idle_expires_at.min(grant.expires_at).seconds(),
            iat: state.rotated_at.seconds(),
            aud: None,
            jti: None,
            username: Some(user.username.clone()),
            sid: Some(grant.login.to_string()),
            token_type: None,
            tenant_id: grant.tenant,
            auth_time: None,
            acr: None,
            amr: Vec::new(),
            roles: Vec::new(),
            permissions: Vec::new(),
        }),
    })
}
