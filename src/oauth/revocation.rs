//! RFC 7009 §2: revocation. What is not the client's, or not a token, is left alone and answered alike.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::jose::DEFAULT_SKEW_SECONDS;
use crate::model::{GrantId, RevocationReason, StatusIndex};
use crate::storage::Change;

use super::client_auth::AuthenticatedClient;
use super::issue::{AccessTokenClaims, Presentation, RefreshToken, TokenFamily};
use super::token::tokens_until;
use super::{OAuthError, Parameters, bearer};

/// Revokes the token of the form. Returns before every node knows only when this one has failed.
pub async fn answer(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<(), OAuthError> {
    let Some(token) = form.get("token") else {
        return Err(OAuthError::invalid_request("token is missing"));
    };
    // "If the server is unable to locate the token using the given hint, it MUST extend its search across all of its
    // supported token types."  RFC 7009 §2.1: the kinds cannot be confused, so the hint is not needed.
    if let Presentation::Ours(refresh) =
        RefreshToken::read(&ctx.app().vault, ctx.issuer().tenant_id(), token)
    {
        return revoke_family(ctx, client, refresh).await;
    }
    let Some(claims) = bearer::genuine(ctx, token).await? else {
        return Ok(());
    };
    // "the authorization server first validates … whether the token was issued to the client making the revocation request"  RFC 7009 §2.1
    if claims.client_id != client.client().client_id.as_str() {
        return Ok(());
    }
    let until =
        Timestamp(claims.validity.exp.0.saturating_mul(1000)).plus_seconds(DEFAULT_SKEW_SECONDS);
    let revoked = ctx.app().directory.revoked();
    // What is void already is not announced again: one token must not fill the sequence that every node reads.
    if until <= ctx.now() || revoked.has_token(ctx.issuer().tenant_id(), &claims.jti) {
        return Ok(());
    }
    let db = ctx.db();
    match standing(&claims) {
        Some((grant, place)) => {
            let moved = (grant, place, ctx.next_place().await?);
            db.void_access_token(claims.jti, moved, until, ctx.now())
                .await?;
        }
        None => {
            let change = Change::TokenRevoked(claims.jti);
            db.announce(change, until, ctx.now()).await?;
        }
    }
    tracing::info!(target: "audit", event = "token.revoked", tenant = %ctx.issuer().tenant_id(), client = %client.client().client_id);
    Ok(ctx.app().directory.catch_up().await?)
}

/// The grant of a token, and where it stands in the status lists: whoever verifies offline learns of the token by the grant's
/// place, which what was issued for it before shares. What a client got for itself shares its place with all that it ever
/// gets, and is void for those alone who ask about it.
fn standing(claims: &AccessTokenClaims) -> Option<(GrantId, StatusIndex)> {
    let place = claims.status.as_ref()?.place()?;
    match TokenFamily::of_jti(&claims.jti)? {
        TokenFamily::Grant(grant) | TokenFamily::OfflineGrant(grant) => Some((grant, place)),
        TokenFamily::Client(_) => None,
    }
}

/// "If the particular token is a refresh token and the authorization server supports the revocation of access tokens, then
/// the authorization server SHOULD also invalidate all access tokens based on the same authorization grant"  RFC 7009 §2.1
async fn revoke_family(
    ctx: &Context,
    client: &AuthenticatedClient,
    token: RefreshToken,
) -> Result<(), OAuthError> {
    let db = ctx.db();
    let Some(grant) = db
        .grant(token.grant)
        .await?
        .filter(|grant| grant.client == client.client().id)
    else {
        return Ok(());
    };
    db.revoke_grant(
        grant.id,
        RevocationReason::Client,
        tokens_until(ctx),
        ctx.now(),
    )
    .await?;
    tracing::info!(target: "audit", event = "token.revoked", tenant = %ctx.issuer().tenant_id(), grant = %grant.id);
    Ok(ctx.app().directory.catch_up().await?)
}
