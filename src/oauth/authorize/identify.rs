//! RFC 6749 §4.1.2.1, RFC 9700 §4.11.2: who asks, and where an answer may go. Until that is proven nothing is redirected.

use std::sync::Arc;

use crate::context::Context;
use crate::model::{Client, ClientId, RedirectUriProblem, ResponseMode, VerifiedRedirectUri};
use crate::oauth::{OAuthError, Parameters};

/// A failure that is told to the person in front of the browser, and never redirected.
#[derive(Debug, thiserror::Error)]
pub enum PageProblem {
    /// `client_id` is missing, repeated, unknown or disabled.
    #[error("client_id names no client of this issuer")]
    UnknownClient,
    /// `redirect_uri` is missing, repeated or not registered.
    #[error(transparent)]
    RedirectUri(#[from] RedirectUriProblem),
    /// The server failed.
    #[error(transparent)]
    Failed(OAuthError),
}

/// A request whose answer has a proven target.
#[derive(Clone, Debug)]
pub struct Redirectable {
    /// Who asks.
    pub client: Arc<Client>,
    /// Where answers go.
    pub redirect_uri: VerifiedRedirectUri,
    /// How they get there.
    pub mode: ResponseMode,
    /// Copied into every answer, byte for byte; absent when it was not sent, sent twice, or is over its limit.
    pub state: Option<String>,
}

/// `state` up to this length is returned byte for byte; beyond it the request is refused.
pub(super) const MAX_STATE: usize = 2048;

/// Proves the client and the redirect URI, before anything else is looked at: "If the request fails due to a missing,
/// invalid, or mismatching redirection URI, or if the client identifier is missing or invalid, the authorization server
/// SHOULD inform the resource owner of the error and MUST NOT automatically redirect"  RFC 6749 §4.1.2.1
pub async fn identify(ctx: &Context, parameters: &Parameters) -> Result<Redirectable, PageProblem> {
    if parameters.is_repeated("client_id") {
        return Err(PageProblem::UnknownClient);
    }
    let client_id = parameters
        .get("client_id")
        .ok_or(PageProblem::UnknownClient)?;
    let client = ctx
        .client(&ClientId(client_id.to_owned()))
        .await
        .map_err(|error| PageProblem::Failed(error.into()))?;
    let client = client
        .filter(|client| !client.disabled)
        .ok_or(PageProblem::UnknownClient)?;
    if parameters.is_repeated("redirect_uri") {
        return Err(RedirectUriProblem::NotRegistered.into());
    }
    let redirect_uri =
        VerifiedRedirectUri::check(&client.metadata, parameters.get("redirect_uri"))?;
    let unambiguous = |name: &str| {
        parameters
            .get(name)
            .filter(|_| !parameters.is_repeated(name))
    };
    // An unknown mode is refused by a rule; until then the default of response_type=code is used.
    let mode = unambiguous("response_mode")
        .and_then(ResponseMode::from_name)
        .unwrap_or(ResponseMode::Query);
    let state = unambiguous("state")
        .filter(|state| state.len() <= MAX_STATE)
        .map(str::to_owned);
    Ok(Redirectable {
        client,
        redirect_uri,
        mode,
        state,
    })
}
