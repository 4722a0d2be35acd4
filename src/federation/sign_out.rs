//! Signing out there, too (OpenID Connect RP-Initiated Logout §2).

use serde_json::Value;
use url::Url;

use crate::context::Context;
use crate::model::{LoginId, Provider, Secret};
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

/// Where the browser goes after signing out here, if this login came of a provider that is to hear of it. To be asked before
/// the login ends. `state` comes back
/// with the browser.
pub async fn onward(
    ctx: &Context,
    login: LoginId,
    state: &Secret,
) -> Result<Option<Onward>, UpstreamError> {
    let Some(upstream) = ctx.db().upstream_login(login).await? else {
        return Ok(None);
    };
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
    let Some(endpoint) = &known.metadata.end_session_endpoint else {
        return Ok(None);
    };
    let Ok(mut url) = ctx.app().outbound.judge(endpoint) else {
        return Ok(None);
    };
    hint(
        ctx,
        &mut url,
        identity.id,
        identity.sealed_tokens.as_deref(),
    )?;
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

/// "id_token_hint: RECOMMENDED. ID Token previously issued by the OP to the RP"  §2
fn hint(
    ctx: &Context,
    url: &mut Url,
    row: uuid::Uuid,
    sealed: Option<&[u8]>,
) -> Result<(), UpstreamError> {
    let Some(sealed) = sealed else { return Ok(()) };
    let opened = ctx.app().vault.open(&tokens_place(row), sealed)?;
    let tokens: Value = serde_json::from_slice(&opened).unwrap_or_default();
    if let Some(token) = tokens.get("id_token").and_then(Value::as_str) {
        url.query_pairs_mut().append_pair("id_token_hint", token);
    }
    Ok(())
}
