//! RFC 6749 §5.1, OpenID Connect Core §3.1.3.3: the answer of the token endpoint.

use serde::Serialize;

use crate::context::Context;
use crate::model::{Grant, GrantState, GrantType, Scope, scope};
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::subject::AuthorisedSubject;
use crate::oauth::{OAuthError, claims, entitlements, resource};

use super::access_token::ForUser;
use super::id_token::Told;
use super::{AccessTokenFor, RefreshToken, access_token, id_token};

/// A successful answer.
#[derive(Serialize)]
pub struct TokenResponse {
    /// The access token.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds the access token lives.
    expires_in: u32,
    /// What it allows, always told, since it may be less than asked (RFC 6749 §5.1), unless it is nothing: "scope = scope-token *( SP
    /// scope-token )" (RFC 6749 §3.3).
    #[serde(skip_serializing_if = "Scope::is_empty")]
    scope: Scope,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
}

impl std::fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenResponse")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// Tokens for a client itself: no refresh token. "A refresh token SHOULD NOT be included."  RFC 6749 §4.4.3
pub async fn for_client(
    ctx: &Context,
    client: &AuthenticatedClient,
    scope: Scope,
    resources: &[String],
) -> Result<TokenResponse, OAuthError> {
    let client = client.client();
    let audience = resource::audience(ctx, client, resources);
    let (access_token, expires_in) =
        access_token::mint(ctx, client, AccessTokenFor::Client, &scope, audience).await?;
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in,
        scope,
        refresh_token: None,
        id_token: None,
    })
}

/// What tokens of a grant are wanted.
pub struct IssueForGrant<'a> {
    /// The grant, live.
    pub grant: &'a Grant,
    /// The generation of the refresh token to hand out.
    pub generation: i64,
    /// What the access token allows: the grant's scope or a part of it.
    pub scope: Scope,
    /// Whom the access token is for: the grant's resources or some of them.
    pub resources: &'a [String],
}

/// Tokens for the user of a grant. The proofs are arguments, so that no token is made without them.
pub async fn for_grant(
    ctx: &Context,
    client: &AuthenticatedClient,
    subject: &AuthorisedSubject,
    wanted: IssueForGrant<'_>,
) -> Result<TokenResponse, OAuthError> {
    let client = client.client();
    let IssueForGrant {
        grant,
        generation,
        scope,
        resources,
    } = wanted;
    debug_assert!(
        matches!(grant.state, GrantState::Live(_)),
        "tokens come from live grants"
    );
    let services = ctx.services().await?;
    let resources = resource::still_allowed(&services, client, resources)?;
    // The grant's scope, and no more than the client is registered for at this instant: an old grant does not outlive what an
    // operator took away. "… MAY issue an access token with less rights than requested."  RFC 6749 §10.3
    let registered = scope.filtered(|token| client.metadata.scope.contains(token));
    let scope = resource::understood(&registered, &services);
    let audience = resource::audience(ctx, client, &resources);
    // Nor are claims that were asked for by name told beyond it.
    let by_name = claims::permitted(grant.authorization.claims.clone(), &client.metadata.scope);
    let held = entitlements::held(ctx, client, subject.user(), &audience).await?;
    let holder = AccessTokenFor::Grant(ForUser {
        grant,
        by_name: &by_name.userinfo,
        held,
    });
    let (access_token, expires_in) =
        access_token::mint(ctx, client, holder, &scope, audience).await?;
    let id_token = if grant.scope.contains(scope::OPENID) && scope.contains(scope::OPENID) {
        let told = Told {
            user: subject.user(),
            by_name: &by_name.id_token,
        };
        Some(id_token::mint(ctx, client, grant, told, &access_token).await?)
    } else {
        None
    };
    // "use of this scope … requests that an OAuth 2.0 Refresh Token be issued"  OpenID Connect Core §11
    // An application that has its users' passwords would only ask for them again.
    let direct = grant.authorization.direct && client.allows(GrantType::RefreshToken);
    let has_refresh_token = direct || grant.scope.contains(scope::OFFLINE_ACCESS);
    let refresh_token = has_refresh_token.then(|| {
        let token = RefreshToken {
            grant: grant.id,
            generation,
        };
        token
            .write(&ctx.app().vault, ctx.issuer().tenant_id())
            .expose()
            .to_owned()
    });
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in,
        scope,
        refresh_token,
        id_token,
    })
}
