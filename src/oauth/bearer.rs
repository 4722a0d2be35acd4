//! RFC 6750 §2, RFC 9068 §4: judging an access token of ours without a database.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::jose::{DEFAULT_SKEW_SECONDS, Typ};
use crate::model::{ClientId, ClientRowId, User, UserId};

use super::issue::{AccessTokenClaims, TokenFamily};
use super::{OAuthError, entitlements};

/// An access token that is genuine, alive and not revoked at this instant, with the user it speaks for.
#[derive(Clone, Debug)]
pub struct LiveAccessToken {
    claims: AccessTokenClaims,
    user: Option<std::sync::Arc<User>>,
}

impl LiveAccessToken {
    /// What it says.
    pub const fn claims(&self) -> &AccessTokenClaims {
        &self.claims
    }

    /// For whom, unless a client acts for itself.
    pub fn user(&self) -> Option<&User> {
        self.user.as_deref()
    }
}

/// Whether the text is an access token of this issuer, apart from whether it still lives.
pub async fn genuine(ctx: &Context, text: &str) -> Result<Option<AccessTokenClaims>, OAuthError> {
    let keys = ctx.keys().await?;
    let verified = keys
        .verify::<AccessTokenClaims>(text, Typ::AccessToken)
        .ok();
    Ok(verified
        .map(crate::jose::Verified::into_claims)
        .filter(|claims| claims.iss == ctx.issuer().url()))
}

/// Judges an access token; `None` when it is not good, for whatever reason.
pub async fn live(ctx: &Context, text: &str) -> Result<Option<LiveAccessToken>, OAuthError> {
    let Some(claims) = genuine(ctx, text).await? else {
        return Ok(None);
    };
    if claims
        .validity
        .check(ctx.now(), DEFAULT_SKEW_SECONDS)
        .is_err()
    {
        return Ok(None);
    }
    let directory = &ctx.app().directory;
    directory.freshness()?;
    let revoked = directory.revoked();
    let tenant = ctx.issuer().tenant_id();
    let login_ended = || claims.sid.is_some_and(|login| revoked.has_login(login));
    let family_ended = match TokenFamily::of_jti(&claims.jti) {
        Some(TokenFamily::Grant(grant)) => revoked.has_grant(grant) || login_ended(),
        // "Access … even when the End-User is not present"  OpenID Connect Core §11: it goes on after the sign-out.
        Some(TokenFamily::OfflineGrant(grant)) => revoked.has_grant(grant),
        Some(TokenFamily::Client(_)) => false,
        None => true,
    };
    if family_ended || revoked.has_token(tenant, &claims.jti) {
        return Ok(None);
    }
    let client = ctx.client(&ClientId(claims.client_id.clone())).await?;
    if client.is_none_or(|client| client.disabled || is_older(&claims, client.id, ctx.now())) {
        return Ok(None);
    }
    let user = match claims.sub.parse() {
        Ok(id) => match ctx.user(UserId(id)).await? {
            Some(user) if !user.disabled && is_admitted(ctx, &user, &claims).await? => Some(user),
            _ => return Ok(None),
        },
        // A client for itself has a `sub` that is no user's.
        Err(_) if is_for_nobody(ctx, &claims).await? => return Ok(None),
        Err(_) => None,
    };
    Ok(Some(LiveAccessToken { claims, user }))
}

/// Whether the user may still use whatever the token is for.
async fn is_admitted(
    ctx: &Context,
    user: &User,
    claims: &AccessTokenClaims,
) -> Result<bool, OAuthError> {
    let (rules, services) = (ctx.access_rules().await?, ctx.services().await?);
    let known = (rules.as_ref(), services.as_slice());
    Ok(entitlements::still_admitted(user, known, claims.aud.iter()))
}

/// Whether a service that the token is for was disabled.
async fn is_for_nobody(ctx: &Context, claims: &AccessTokenClaims) -> Result<bool, OAuthError> {
    let services = ctx.services().await?;
    let mut named = claims
        .aud
        .iter()
        .filter_map(|one| entitlements::find(&services, one));
    Ok(named.any(|service| service.disabled))
}

/// Whether the token was made before the client was: a client that was removed and made again under its old name inherits
/// nothing. The identifier of a row tells when it was made (UUID version 7, RFC 9562 §5.7); an instant that lies ahead says
/// that the clock was set back, and nothing of the token.
fn is_older(claims: &AccessTokenClaims, client: ClientRowId, now: Timestamp) -> bool {
    let made = client.0.get_timestamp().map(|at| at.to_unix().0);
    let made = made.and_then(|seconds| i64::try_from(seconds).ok());
    let latest = claims.validity.iat.0.saturating_add(DEFAULT_SKEW_SECONDS);
    made.is_some_and(|made| latest < made && made <= now.seconds())
}

/// The token of an `Authorization: Bearer` header (RFC 6750 §2.1); the scheme's case does not matter (RFC 9110 §11.1).
pub fn from_header(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    let token = token.trim_start();
    (scheme.eq_ignore_ascii_case("Bearer") && !token.is_empty() && !token.contains(' '))
        .then_some(token)
}
