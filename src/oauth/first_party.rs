//! OAuth 2.0 for First-Party Applications §1.1: signing in within an application of the operator's own, which asks for the
//! password itself. What comes of it is a grant as any other, and its tokens are of the one mint.

use crate::accounts::gate::{Direct, Wanted};
use crate::accounts::{Browser, SignedIn};
use crate::context::Context;
use crate::model::{Client, GrantState, Scope, Secret, scope};

use super::client_auth::AuthenticatedClient;
use super::issue::{self, IssueForGrant, TokenResponse};
use super::subject::authorise_grant;
use super::{ErrorCode, OAuthError, Parameters, resource};

/// "This specification MUST only be used by first-party applications"  §1.1; and only by those that are registered for it,
/// since their code sees passwords.
pub fn may_sign_in(client: &Client) -> Result<(), OAuthError> {
    if client.metadata.first_party && client.metadata.direct_sign_in {
        return Ok(());
    }
    Err(OAuthError::new(
        ErrorCode::UnauthorizedClient,
        "the client is not registered for signing people in itself",
    ))
}

/// What a sign-in within that application is for. Without a `scope` it is for everything that the application may have.
pub async fn wanted(
    ctx: &Context,
    client: &AuthenticatedClient,
    asked: Option<&str>,
    resources: &[String],
) -> Result<Wanted, OAuthError> {
    let client = client.client();
    may_sign_in(client)?;
    let registered = &client.metadata.scope;
    let asked = Scope::parse(asked.unwrap_or_default())
        .map_err(|_| OAuthError::new(ErrorCode::InvalidScope, "scope is malformed or too long"))?;
    if !asked.is_subset_of(registered) {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope is more than the client may ask for",
        ));
    }
    let asked = if asked.is_empty() {
        registered.clone()
    } else {
        asked
    };
    let services = ctx.services().await?;
    let named = Parameters::of(resources.iter().map(|name| ("resource", name.as_str())));
    let resources = resource::requested(&services, client, &named)?;
    // A refresh token comes in any case, and nothing of it outlives the sign-in.
    let scope = resource::understood(&asked, &services);
    let scope = scope.filtered(|token| token != scope::OFFLINE_ACCESS);
    Ok(Wanted {
        needed: client.metadata.minimum_acr,
        direct: Some(Direct {
            client: client.id,
            scope,
            resources,
            code_challenge: None,
            nonce: None,
        }),
        ..Wanted::default()
    })
}

/// The secret by which an application's device is known again: what it sends, or a new one.
pub fn device(ctx: &Context, form: &Parameters) -> Result<Secret, OAuthError> {
    match form.get("device_token") {
        None => Ok(ctx.app().entropy.secret("")),
        Some(text) if is_device_token(text) => Ok(Secret::new(text)),
        Some(_) => Err(OAuthError::invalid_request("device_token is none of ours")),
    }
}

/// 256 bits as [`Entropy::secret`](crate::entropy::Entropy::secret) writes them: what anybody else made up may be guessed.
pub fn is_device_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == 43 && text.bytes().all(is_part)
}

/// What takes the place of a browser where nothing says which device it is.
pub fn browser(ctx: &Context, client: &AuthenticatedClient) -> Browser {
    Browser {
        address: ctx.caller().to_owned(),
        binding: format!("application:{}", client.client().id),
        ..Browser::default()
    }
}

/// The tokens of somebody who has just signed in within the application.
pub async fn tokens(
    ctx: &Context,
    client: &AuthenticatedClient,
    signed_in: &SignedIn,
) -> Result<TokenResponse, OAuthError> {
    // A sign-in that was begun for another application is none of this one's.
    let grant = signed_in.grant.as_deref();
    let grant = grant.filter(|grant| {
        let is_live = matches!(grant.state, GrantState::Live(_));
        is_live && grant.client == client.client().id
    });
    let grant = grant.ok_or(OAuthError::invalid_grant(
        "the sign-in is for another client",
    ))?;
    let subject = authorise_grant(ctx, grant, client.client()).await?;
    let wanted = IssueForGrant {
        grant,
        generation: 1,
        scope: grant.scope.clone(),
        resources: &grant.authorization.resources,
    };
    issue::for_grant(ctx, client, &subject, wanted).await
}
