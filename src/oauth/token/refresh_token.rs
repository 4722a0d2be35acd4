//! RFC 6749 §6, RFC 9700 §4.14.2: refreshing. Rotation is one guarded statement, and the one commit of a refresh.

use crate::context::Context;
use crate::model::{Grant, GrantState, RefreshState, RevocationReason, Scope};
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::{self, IssueForGrant, Presentation, RefreshToken, TokenResponse};
use crate::oauth::subject::authorise_grant;
use crate::oauth::{ErrorCode, OAuthError, Parameters};
use crate::storage::{RefreshUse, Rotation};

use super::authorization_code::{narrowed, record, revoke};

const NOT_GOOD: &str =
    "the refresh token is unknown, expired, revoked, or was issued to another client";

pub(super) async fn refresh(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    let Some(text) = form.get("refresh_token") else {
        return Err(OAuthError::invalid_request("refresh_token is missing"));
    };
    let Presentation::Ours(token) =
        RefreshToken::read(&ctx.app().vault, ctx.issuer().tenant_id(), text)
    else {
        return Err(OAuthError::invalid_grant(NOT_GOOD));
    };
    let asked = Scope::parse(form.get("scope").unwrap_or_default())
        .map_err(|_| OAuthError::new(ErrorCode::InvalidScope, "scope is malformed or too long"))?;
    let narrowing = !asked.is_empty() || form.get("resource").is_some();
    if narrowing {
        // What cannot be granted is refused before the token is spent.
        check_before_use(ctx, client, &token, &asked, form).await?;
    }
    let grant = use_token(ctx, client, token).await?;
    let subject = authorise_grant(ctx, &grant.grant, client.client()).await?;
    let resources = if narrowing {
        narrowed(ctx, client, &grant.grant, form).await?
    } else {
        grant.grant.authorization.resources.clone()
    };
    // A narrower scope is for this access token alone and does not shrink the grant (RFC 6749 §6).
    let scope = if asked.is_empty() {
        grant.grant.scope.clone()
    } else {
        asked
    };
    let wanted = IssueForGrant {
        grant: &grant.grant,
        generation: grant.generation,
        scope,
        resources: &resources,
    };
    issue::for_grant(ctx, client, &subject, wanted).await
}

/// "The requested scope MUST NOT include any scope not originally granted by the resource owner"  RFC 6749 §6
async fn check_before_use(
    ctx: &Context,
    client: &AuthenticatedClient,
    token: &RefreshToken,
    asked: &Scope,
    form: &Parameters,
) -> Result<(), OAuthError> {
    let Some(grant) = ctx
        .db()
        .grant(token.grant)
        .await?
        .filter(|grant| grant.client == client.client().id)
    else {
        return Err(OAuthError::invalid_grant(NOT_GOOD));
    };
    if !asked.is_subset_of(&grant.scope) {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope is more than was granted",
        ));
    }
    narrowed(ctx, client, &grant, form).await.map(drop)
}

/// A grant whose refresh token was good, and the generation to hand out.
struct Used {
    grant: Grant,
    generation: i64,
}

async fn use_token(
    ctx: &Context,
    client: &AuthenticatedClient,
    token: RefreshToken,
) -> Result<Used, OAuthError> {
    let config = &ctx.app().config.tokens;
    let client = client.client();
    // "Refresh tokens for public clients MUST be sender-constrained or use refresh token rotation"  RFC 9700 §2.2.2
    let rotate = client.is_public() || client.metadata.refresh_token_rotation;
    let usage = RefreshUse {
        grant: token.grant,
        generation: token.generation,
        client: client.id,
        rotate,
    };
    let idle_until = ctx
        .now()
        .plus_seconds(config.refresh_token_idle_seconds.into());
    match ctx
        .db()
        .use_refresh_token(usage, idle_until, ctx.now())
        .await?
    {
        Rotation::Refused => Err(OAuthError::invalid_grant(NOT_GOOD)),
        Rotation::Current(grant) => {
            let generation = token.generation + i64::from(rotate);
            Ok(Used { grant, generation })
        }
        Rotation::Superseded(grant) => superseded(ctx, grant, token).await,
    }
}

/// The token was replaced before. Within the grace it is taken for a lost answer and the same successor is handed out
/// again; otherwise somebody else has it: "the authorization server … will revoke the active refresh token"  RFC 9700 §4.14.2
async fn superseded(ctx: &Context, grant: Grant, token: RefreshToken) -> Result<Used, OAuthError> {
    let GrantState::Live(RefreshState {
        generation,
        rotated_at,
        ..
    }) = grant.state
    else {
        return Err(OAuthError::invalid_grant(NOT_GOOD));
    };
    let grace = i64::from(ctx.app().config.tokens.refresh_token_grace_seconds);
    // Without a grace there is none for a clock that lags behind the one of the rotation either.
    let just_replaced = grace > 0
        && generation == token.generation + 1
        && ctx.now() < rotated_at.plus_seconds(grace);
    if just_replaced {
        return Ok(Used { grant, generation });
    }
    tracing::warn!(target: "audit", event = "refresh.reuse_detected", tenant = %ctx.issuer().tenant_id(), grant = %grant.id);
    record(ctx, &grant, "refresh.reuse_detected").await;
    revoke(ctx, &grant, RevocationReason::RefreshReplayed).await?;
    Err(OAuthError::invalid_grant(NOT_GOOD))
}
