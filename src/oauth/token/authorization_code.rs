//! RFC 6749 §4.1.3, RFC 7636 §4.6: redeeming a code. The claim is one guarded statement; whatever is wrong afterwards, the code is spent.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::jose::DEFAULT_SKEW_SECONDS;
use crate::model::{Grant, GrantState, NewAuditEvent, RevocationReason, Secret};
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::{self, IssueForGrant, TokenResponse};
use crate::oauth::subject::authorise_grant;
use crate::oauth::{ErrorCode, OAuthError, Parameters, pkce, resource};
use crate::storage::Redemption;

const NOT_GOOD: &str = "the code is unknown, expired, used, or was issued to another client";

pub(super) async fn redeem(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    let Some(code) = form.get("code") else {
        return Err(OAuthError::invalid_request("code is missing"));
    };
    let config = &ctx.app().config.tokens;
    let idle_until = ctx
        .now()
        .plus_seconds(config.refresh_token_idle_seconds.into());
    let db = ctx.db();
    match db
        .redeem_code(
            Secret::new(code).digest(),
            client.client().id,
            idle_until,
            ctx.now(),
        )
        .await?
    {
        Redemption::Refused => Err(OAuthError::invalid_grant(NOT_GOOD)),
        Redemption::Replayed(grant) => {
            // "If an authorization code is used more than once, the authorization server MUST deny the request and SHOULD
            // revoke … all tokens previously issued based on that authorization code."  RFC 6749 §4.1.2 — but only when
            // the replay is otherwise valid, or whoever saw a code could end a session with it (RFC 9700 §4.5.3).
            if is_bound(&grant, form).is_ok() {
                tracing::warn!(target: "audit", event = "code.replayed", tenant = %ctx.issuer().tenant_id(), grant = %grant.id);
                // Once: a spent code may come as often as somebody likes.
                if grant.state != GrantState::Revoked {
                    record(ctx, &grant, "code.replayed").await;
                }
                revoke(ctx, &grant, RevocationReason::CodeReplayed).await?;
            }
            Err(OAuthError::invalid_grant(NOT_GOOD))
        }
        Redemption::Claimed(grant) => {
            if let Err(error) = is_bound(&grant, form) {
                tracing::warn!(target: "audit", event = "code.misused", tenant = %ctx.issuer().tenant_id(), grant = %grant.id);
                record(ctx, &grant, "code.misused").await;
                revoke(ctx, &grant, RevocationReason::CodeMisused).await?;
                return Err(error);
            }
            // A sign-out ends the codes of its login; one that was written in the same moment is ended here.
            if ctx.app().directory.revoked().has_login(grant.login) {
                revoke(ctx, &grant, RevocationReason::User).await?;
                return Err(OAuthError::invalid_grant(NOT_GOOD));
            }
            issue_first(ctx, client, &grant, form).await
        }
    }
}

async fn issue_first(
    ctx: &Context,
    client: &AuthenticatedClient,
    grant: &Grant,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    let subject = authorise_grant(ctx, grant, client.client()).await?;
    let resources = narrowed(ctx, client, grant, form).await?;
    let wanted = IssueForGrant {
        grant,
        generation: 1,
        scope: grant.scope.clone(),
        resources: &resources,
    };
    issue::for_grant(ctx, client, &subject, wanted).await
}

/// The resources of this access token: those of the grant, or some of them.
pub(super) async fn narrowed(
    ctx: &Context,
    client: &AuthenticatedClient,
    grant: &Grant,
    form: &Parameters,
) -> Result<Vec<String>, OAuthError> {
    let asked = resource::requested(&ctx.services().await?, client.client(), form)?;
    let granted = &grant.authorization.resources;
    if asked.is_empty() {
        return Ok(granted.clone());
    }
    // "the authorization server … resources … a subset of those which were originally granted"  RFC 8707 §2.2
    if !granted.is_empty() && asked.iter().any(|resource| !granted.contains(resource)) {
        return Err(OAuthError::new(
            ErrorCode::InvalidTarget,
            "resource is more than was granted",
        ));
    }
    Ok(asked)
}

/// Whether the request comes from whoever made the authorization request.
fn is_bound(grant: &Grant, form: &Parameters) -> Result<(), OAuthError> {
    // "REQUIRED, if the redirect_uri parameter was included in the authorization request …, and their values MUST be identical."  RFC 6749 §4.1.3
    let sent =
        Some(grant.authorization.redirect_uri.as_str()).filter(|_| !grant.authorization.direct);
    if form.get("redirect_uri") != sent {
        return Err(OAuthError::invalid_grant(
            "redirect_uri is not the one of the authorization request",
        ));
    }
    pkce::verify(
        grant.authorization.code_challenge.as_deref(),
        form.get("code_verifier"),
    )
}

/// Writes down what happened to a grant.
pub(super) async fn record(ctx: &Context, grant: &Grant, kind: &'static str) {
    ctx.record(NewAuditEvent {
        kind,
        user: Some(grant.user),
        subject: grant.id.to_string(),
        ..NewAuditEvent::default()
    })
    .await;
}

/// Revokes the grant, for every node before the answer leaves this one.
pub(super) async fn revoke(
    ctx: &Context,
    grant: &Grant,
    reason: RevocationReason,
) -> Result<(), OAuthError> {
    ctx.db()
        .revoke_grant(grant.id, reason, tokens_until(ctx), ctx.now())
        .await?;
    Ok(ctx.app().directory.catch_up().await?)
}

/// When the last access token that could be alive now is dead.
pub(crate) fn tokens_until(ctx: &Context) -> Timestamp {
    ctx.now().plus_seconds(
        i64::from(ctx.app().config.tokens.access_token_seconds) + DEFAULT_SKEW_SECONDS,
    )
}
