//! What every kind says of itself, and which kind is which.

use serde_json::{Map, Value};

use crate::context::Context;
use crate::model::{Provider, ProviderKind, ProviderSettings, Secret};
use crate::vault::foreign_tag::foreign_tag;

use super::super::person::{Person, Tokens};
use super::super::{Fault, UpstreamError, client_auth};
use super::{apple, discord, facebook, forty_two, github, gitlab, google, microsoft, openid};

/// The largest answer of an interface, in bytes.
const LARGEST: usize = 256 * 1024;

/// How a provider speaks.
pub(in crate::federation) enum Protocol {
    /// OpenID Connect.
    OpenId(OpenIdPreset),
    /// OAuth 2 and an interface of its own.
    OAuth(OAuthPreset),
}

impl Protocol {
    /// Who the provider is: its issuer, or the server's own name.
    pub(in crate::federation) fn issuer(&self) -> &str {
        match self {
            Self::OpenId(preset) => &preset.issuer,
            Self::OAuth(preset) => &preset.issuer,
        }
    }
}

/// An OpenID provider.
pub(in crate::federation) struct OpenIdPreset {
    /// Its issuer.
    pub(in crate::federation) issuer: String,
    /// What is asked for besides `openid`.
    pub(in crate::federation) scopes: &'static [&'static str],
    /// Whether it answers by a form, since it gives names in no other way.
    pub(in crate::federation) form_post: bool,
    /// Whether it says more at its userinfo endpoint than in the ID token.
    pub(in crate::federation) userinfo: bool,
    /// Whether it knows `prompt=login`.
    pub(in crate::federation) asks_again: bool,
    /// Whether its claims say that the address in them is this person's, as far as it can know that.
    pub(in crate::federation) vouches: fn(&Map<String, Value>) -> bool,
}

/// An OAuth 2 provider.
pub(in crate::federation) struct OAuthPreset {
    /// What stands for an issuer in an identity: the server's own name.
    pub(in crate::federation) issuer: String,
    pub(in crate::federation) authorization: String,
    pub(in crate::federation) token: String,
    pub(in crate::federation) api: String,
    pub(in crate::federation) scopes: &'static [&'static str],
}

/// How this provider speaks.
pub(in crate::federation) fn protocol(provider: &Provider) -> Protocol {
    let settings = &provider.settings;
    match provider.kind {
        ProviderKind::OpenId => Protocol::OpenId(openid::preset(settings)),
        ProviderKind::Google => Protocol::OpenId(google::preset(settings)),
        ProviderKind::Microsoft => Protocol::OpenId(microsoft::preset(settings)),
        ProviderKind::Apple => Protocol::OpenId(apple::preset(settings)),
        ProviderKind::GitLab => Protocol::OpenId(gitlab::preset(settings)),
        ProviderKind::GitHub => Protocol::OAuth(github::preset(settings)),
        ProviderKind::Facebook => Protocol::OAuth(facebook::preset(settings)),
        ProviderKind::FortyTwo => Protocol::OAuth(forty_two::preset(settings)),
        ProviderKind::Discord => Protocol::OAuth(discord::preset(settings)),
    }
}

/// Asks an OAuth 2 provider who its access token is for.
pub(in crate::federation) async fn person(
    ctx: &Context,
    provider: &Provider,
    preset: &OAuthPreset,
    token: &Secret,
) -> Result<Person, UpstreamError> {
    let api = Api {
        ctx,
        provider,
        base: &preset.api,
        token,
    };
    let (subject, claims) = match provider.kind {
        ProviderKind::GitHub => github::person(&api).await?,
        ProviderKind::Facebook => facebook::person(&api).await?,
        ProviderKind::FortyTwo => forty_two::person(&api).await?,
        ProviderKind::Discord => discord::person(&api).await?,
        ProviderKind::OpenId
        | ProviderKind::Google
        | ProviderKind::Microsoft
        | ProviderKind::Apple
        | ProviderKind::GitLab => return Err(Fault::Broken("it speaks OpenID Connect").into()),
    };
    Ok(Person {
        issuer: preset.issuer.clone(),
        subject,
        claims,
        auth_time: None,
        sid: None,
        tokens: Tokens::default(),
    })
}

/// The interface of an OAuth 2 provider, with the token to use it.
pub(in crate::federation) struct Api<'a> {
    ctx: &'a Context,
    provider: &'a Provider,
    base: &'a str,
    token: &'a Secret,
}

impl Api<'_> {
    /// The token, tagged with the secret that is ours there.
    pub(super) fn tag(&self) -> Result<Secret, UpstreamError> {
        let secret = client_auth::secret(self.ctx, self.provider)?;
        Ok(foreign_tag(&secret, self.token))
    }

    /// Gets a document.
    pub(super) async fn get(&self, path: &str) -> Result<Value, Fault> {
        let bearer = Secret::new(format!("Bearer {}", self.token.expose()));
        let url = format!("{}{path}", self.base);
        let headers = [("authorization", &bearer)];
        let outbound = &self.ctx.app().outbound;
        Ok(outbound.get_document(&url, &headers, LARGEST).await?)
    }
}

/// An issuer as the operator wrote it, or the kind's own.
pub(super) fn issuer(settings: &ProviderSettings, usual: &str) -> String {
    match &settings.issuer {
        // An issuer without a path is written without a slash, and compared to the letter.
        Some(url) if url.path() == "/" => url.as_str().trim_end_matches('/').to_owned(),
        Some(url) => url.as_str().to_owned(),
        None => usual.to_owned(),
    }
}

/// The server that the operator runs, without a slash at its end.
pub(super) fn server(settings: &ProviderSettings) -> Option<String> {
    let server = settings.server.as_ref()?;
    Some(server.as_str().trim_end_matches('/').to_owned())
}

/// "email_verified: True if the End-User's e-mail address has been verified; otherwise false."  OpenID Connect Core §5.1
pub(super) fn says_verified(claims: &Map<String, Value>) -> bool {
    match claims.get("email_verified") {
        Some(Value::Bool(verified)) => *verified,
        // Apple: "a string or Boolean value".
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use serde_json::json;

    use super::*;

    fn made(kind: ProviderKind, settings: Value) -> Protocol {
        protocol(&Provider {
            id: crate::model::ProviderId(uuid::Uuid::nil()),
            tenant: crate::model::TenantId(uuid::Uuid::nil()),
            slug: "x".to_owned(),
            kind,
            name: "X".to_owned(),
            settings: serde_json::from_value(settings).unwrap(),
            sealed_secret: None,
            disabled: false,
        })
    }

    /// What each of them says of itself at its own `/.well-known/openid-configuration`.
    #[test]
    fn the_well_known_ones_know_their_own_issuers() {
        for (kind, settings, issuer) in [
            (
                ProviderKind::Google,
                json!({}),
                "https://accounts.google.com",
            ),
            (
                ProviderKind::Microsoft,
                json!({ "directory": "8eaef023-2b34-4da1-9baa-8bc8c9d6a490" }),
                "https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0",
            ),
            (ProviderKind::Apple, json!({}), "https://appleid.apple.com"),
            (ProviderKind::GitLab, json!({}), "https://gitlab.com"),
        ] {
            assert_eq!(made(kind, settings).issuer(), issuer);
        }
    }

    /// "xms_edov": an address of a directory is whatever its administrator wrote, unless its domain is theirs.
    #[test]
    fn microsoft_vouches_for_addresses_of_domains_that_are_the_directorys() {
        let Protocol::OpenId(preset) = made(ProviderKind::Microsoft, json!({})) else {
            unreachable!("Microsoft speaks OpenID Connect")
        };
        for (said, vouched) in [
            (json!({ "xms_edov": true }), true),
            (json!({ "xms_edov": 1 }), true),
            (json!({ "xms_edov": "1" }), true),
            (json!({ "xms_edov": false }), false),
            (json!({ "xms_edov": 0 }), false),
            (json!({ "email_verified": true }), false),
            (json!({}), false),
        ] {
            let claims = said.as_object().cloned().unwrap_or_default();
            assert_eq!((preset.vouches)(&claims), vouched, "{said}");
        }
    }
}
