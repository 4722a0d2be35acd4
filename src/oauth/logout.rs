//! OpenID Connect RP-Initiated Logout §2, §3: who asks to sign out whom, and where the browser may go afterwards.

use std::sync::Arc;

use crate::context::Context;
use crate::jose::Typ;
use crate::model::{Client, ClientId, Login, LoginId};

use super::issue::IdTokenClaims;
use super::{OAuthError, Parameters};

/// What the endpoint looks at, or will; anything else is neither kept nor asked again.
/// "id_token_hint … logout_hint … client_id … post_logout_redirect_uri … state … ui_locales"  OpenID Connect RP-Initiated
/// Logout §2
pub const PARAMETERS: [&str; 6] = [
    "id_token_hint",
    "logout_hint",
    "client_id",
    "post_logout_redirect_uri",
    "state",
    "ui_locales",
];

/// How long `state` may be, in bytes.
const MAX_STATE: usize = 2048;

/// A request to sign out, checked.
#[derive(Debug)]
pub struct LogoutRequest {
    /// The client that asks, if it said so.
    pub client: Option<Arc<Client>>,
    /// What the hint said: whose sign-in at this client shall end.
    pub hint: Option<Hint>,
    /// Where to go afterwards: only what the client registered, with `state`.
    pub redirect: Option<PostLogoutRedirect>,
}

/// The claims of a genuine `id_token_hint` that matter here.
#[derive(Clone, Debug)]
pub struct Hint {
    /// The user.
    pub sub: String,
    /// The login.
    pub sid: Option<LoginId>,
}

/// A target that was found in the client's registration.
#[derive(Clone, Debug)]
pub struct PostLogoutRedirect {
    uri: String,
    state: Option<String>,
}

impl PostLogoutRedirect {
    /// The URL to redirect to: the registered one with nothing but `state` added.
    pub fn url(&self) -> String {
        match &self.state {
            None => self.uri.clone(),
            Some(state) => {
                let pair = url::form_urlencoded::Serializer::new(String::new())
                    .append_pair("state", state)
                    .finish();
                let separator = if self.uri.contains('?') { '&' } else { '?' };
                format!("{}{separator}{pair}", self.uri)
            }
        }
    }

    /// What a form's answer must be allowed to be redirected to.
    pub fn uri(&self) -> &str {
        &self.uri
    }
}

/// Checks a request of the end-session endpoint.
pub async fn read(ctx: &Context, parameters: &Parameters) -> Result<LogoutRequest, OAuthError> {
    if parameters.any_repeated() {
        return Err(OAuthError::invalid_request("a parameter is repeated"));
    }
    let hint = match parameters.get("id_token_hint") {
        None => None,
        Some(text) => Some(genuine_hint(ctx, text).await?),
    };
    let client = client_of(ctx, parameters, hint.as_ref()).await?;
    let redirect = match parameters.get("post_logout_redirect_uri") {
        None => None,
        Some(uri) => Some(checked_redirect(
            client.as_deref(),
            uri,
            parameters.get("state"),
        )?),
    };
    let hint = hint.map(|claims| Hint {
        sub: claims.sub,
        sid: claims.sid,
    });
    Ok(LogoutRequest {
        client,
        hint,
        redirect,
    })
}

/// "OPs … SHOULD accept ID Tokens when the RP identified by the ID Token's aud claim … even when the exp time has
/// passed"  OpenID Connect RP-Initiated Logout §4. The signature, the type and the issuer must be ours.
pub async fn genuine_hint(ctx: &Context, text: &str) -> Result<IdTokenClaims, OAuthError> {
    let keys = ctx.keys().await?;
    keys.verify::<IdTokenClaims>(text, Typ::IdToken)
        .ok()
        .map(crate::jose::Verified::into_claims)
        .filter(|claims| claims.iss == ctx.issuer().url())
        .ok_or_else(|| OAuthError::invalid_request("id_token_hint is no ID token of this issuer"))
}

async fn client_of(
    ctx: &Context,
    parameters: &Parameters,
    hint: Option<&IdTokenClaims>,
) -> Result<Option<Arc<Client>>, OAuthError> {
    let of_hint = hint.and_then(|claims| claims.aud.iter().next().map(str::to_owned));
    let named = parameters.get("client_id").map(str::to_owned);
    // "When both client_id and id_token_hint are present, the OP MUST verify that the Client Identifier matches the one
    // used as the audience of the ID Token."  OpenID Connect RP-Initiated Logout §2
    if let (Some(named), Some(of_hint)) = (&named, &of_hint)
        && named != of_hint
    {
        return Err(OAuthError::invalid_request(
            "client_id is not the audience of id_token_hint",
        ));
    }
    let Some(id) = named.or(of_hint) else {
        return Ok(None);
    };
    match ctx.client(&ClientId(id)).await? {
        Some(client) if !client.disabled => Ok(Some(client)),
        _ => Err(OAuthError::invalid_request(
            "client_id names no client of this issuer",
        )),
    }
}

/// "the value MUST have been previously registered with the OP"  OpenID Connect RP-Initiated Logout §3
fn checked_redirect(
    client: Option<&Client>,
    uri: &str,
    state: Option<&str>,
) -> Result<PostLogoutRedirect, OAuthError> {
    let registered = client.is_some_and(|client| {
        client
            .metadata
            .post_logout_redirect_uris
            .iter()
            .any(|known| known == uri)
    });
    if !registered {
        return Err(OAuthError::invalid_request(
            "post_logout_redirect_uri is not registered for the client",
        ));
    }
    if state.is_some_and(|state| state.len() > MAX_STATE) {
        return Err(OAuthError::invalid_request("state is too long"));
    }
    Ok(PostLogoutRedirect {
        uri: uri.to_owned(),
        state: state.map(str::to_owned),
    })
}

/// Which of the browser's logins the hint speaks of: a request that knows one of them comes from somebody to whom the
/// user signed in from this browser, and needs no confirmation.
pub fn logins_of_hint(hint: &Hint, logins: &[Login]) -> Vec<LoginId> {
    logins
        .iter()
        .filter(|login| {
            hint.sid.is_some_and(|sid| sid == login.id) && hint.sub == login.user.to_string()
        })
        .map(|login| login.id)
        .collect()
}
