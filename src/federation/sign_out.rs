//! Signing out there, too (OpenID Connect RP-Initiated Logout §2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::context::Context;
use crate::model::{Provider, Secret, UpstreamLogin};
use crate::storage::tokens_place;

use super::kinds::{Protocol, protocol};
use super::{UpstreamError, known};

/// Where somebody signs out besides.
#[derive(Debug)]
pub struct Onward {
    /// The provider.
    pub provider: Provider,
    /// Where the browser goes.
    pub url: String,
}

/// Where the browser goes after signing out here, if the login that ended came of a provider that is to hear of it. `state` comes
/// back with the browser.
pub async fn onward(
    ctx: &Context,
    upstream: &UpstreamLogin,
    state: &Secret,
) -> Result<Option<Onward>, UpstreamError> {
    let Some(identity) = ctx.db().identity_of_row(upstream.identity).await? else {
        return Ok(None);
    };
    let providers = ctx.providers().await?;
    let of_identity = providers.iter().find(|provider| {
        provider.id == identity.key.provider
            && !provider.disabled
            && provider.settings.sign_out_there
    });
    let Some(provider) = of_identity else {
        return Ok(None);
    };
    let Protocol::OpenId(preset) = protocol(provider) else {
        return Ok(None);
    };
    let known = known::lookup(ctx, provider.id, &preset.issuer).await?;
    // A provider that was pointed elsewhere knows nothing of a sign-in at the former server.
    if known.metadata.issuer != identity.key.issuer {
        return Ok(None);
    }
    let Some(endpoint) = &known.metadata.end_session_endpoint else {
        return Ok(None);
    };
    let Ok(mut url) = ctx.app().outbound.judge(endpoint) else {
        return Ok(None);
    };
    if let Some(token) = hint(ctx, upstream, identity.sealed_tokens.as_deref())? {
        url.query_pairs_mut().append_pair("id_token_hint", &token);
    }
    url.query_pairs_mut()
        .append_pair("client_id", &provider.settings.client_id)
        .append_pair(
            "post_logout_redirect_uri",
            &format!("{}/sign-out/elsewhere", ctx.issuer().url()),
        )
        .append_pair("state", state.expose());
    Ok(Some(Onward {
        url: url.into(),
        provider: provider.clone(),
    }))
}

/// "id_token_hint: RECOMMENDED. ID Token previously issued by the OP to the RP … about the End-User's current authenticated
/// session"  §2. What is kept is of the latest sign-in: of another session there it would end the wrong one.
fn hint(
    ctx: &Context,
    upstream: &UpstreamLogin,
    sealed: Option<&[u8]>,
) -> Result<Option<String>, UpstreamError> {
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let opened = ctx
        .app()
        .vault
        .open(&tokens_place(upstream.identity), sealed)?;
    let tokens: Value = serde_json::from_slice(&opened).unwrap_or_default();
    let token = tokens.get("id_token").and_then(Value::as_str);
    let is_of_it = |token: &&str| upstream.sid.is_none() || session_of(token) == upstream.sid;
    Ok(token.filter(is_of_it).map(str::to_owned))
}

/// Which session an ID token is of. It was checked when it came.
fn session_of(token: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    Some(claims.get("sid")?.as_str()?.to_owned())
}
