//! RFC 6749 §2.3, §3.2.1: who the client is, by the one method it registered.

use std::sync::Arc;

use crate::context::Context;
use crate::model::{AuthMethod, Client};
use crate::oauth::{ErrorCode, OAuthError, Parameters};

use super::{Presented, secret};

/// A client that proved who it is the way it registered, or a public client that named itself.
/// [`authenticate`] is the only way to one.
#[derive(Clone, Debug)]
pub struct AuthenticatedClient(Arc<Client>);

impl AuthenticatedClient {
    /// The client.
    pub fn client(&self) -> &Client {
        &self.0
    }
}

/// Authenticates the client of a request.
pub async fn authenticate(
    ctx: &Context,
    authorization: Option<&str>,
    form: &Parameters,
) -> Result<AuthenticatedClient, OAuthError> {
    // Repetition is refused before anything is believed (RFC 6749 §3.2).
    if form.any_repeated() {
        return Err(OAuthError::invalid_request("a parameter is repeated"));
    }
    let presented = Presented::read(authorization, form)?;
    if !presented.client_id.is_registrable() {
        // It names nobody, and is too long or too strange to be looked up.
        return Err(failed(ctx, None));
    }
    let client = ctx.client(&presented.client_id).await?;
    let proven = match (&presented.secret, presented.method) {
        (Some(secret), AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost) => {
            secret::matches(ctx, client.as_deref(), secret).await?
        }
        (None, AuthMethod::None) => true,
        (Some(_), AuthMethod::None)
        | (None, AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost) => false,
    };
    // A client may use the method it registered and no other, so that a weaker one cannot be chosen for it (RFC 9700 §2.5).
    match client {
        Some(client)
            if proven
                && !client.disabled
                && client.metadata.token_endpoint_auth_method == presented.method =>
        {
            Ok(AuthenticatedClient(client))
        }
        client => Err(failed(ctx, client.as_deref())),
    }
}

/// One answer for an unknown client, a wrong secret, a wrong method and a disabled client. A name is logged when it is one
/// of ours: what else stands there may be a secret in the wrong place.
fn failed(ctx: &Context, client: Option<&Client>) -> OAuthError {
    let client_id = client.map(|client| client.client_id.as_str());
    tracing::info!(target: "audit", event = "client_auth.failed", tenant = %ctx.issuer().tenant_id(), client_id);
    OAuthError::new(ErrorCode::InvalidClient, "client authentication failed")
}
