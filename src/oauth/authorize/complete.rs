//! RFC 6749 §4.1.2: the end of an authorization request: a code for a pending grant, or the user's no.

use crate::accounts::gate::{self, Reached, Verdict, Wanted, judge};
use crate::context::Context;
use crate::model::{Authorization, GrantId, Login, scope};
use crate::oauth::subject::authorise_subject;
use crate::oauth::{ErrorCode, OAuthError};
use crate::storage::NewGrant;

use super::{AuthorizationResponse, ValidRequest};

/// A grant without refresh token is needed no longer than its access token, and a while for late replays, in seconds.
const AFTERLIFE: i64 = 300;

/// Writes the pending grant and answers with its code: one commit.
pub async fn allow(
    ctx: &Context,
    request: ValidRequest,
    login: &Login,
) -> Result<AuthorizationResponse, OAuthError> {
    // The user may have been disabled while the page was open.
    let subject = authorise_subject(ctx, login.user).await.map_err(|error| {
        if error.code() == ErrorCode::InvalidGrant {
            denied()
        } else {
            error
        }
    })?;
    // Whatever page led here: what is due was proven, or there is no code.
    let policy = gate::policy(ctx);
    // A wish is a reason to ask and none to refuse.
    let wanted = Wanted {
        wished: None,
        ..request.acr.wanted(String::new())
    };
    if judge(&policy, subject.user(), Reached::of_login(login), &wanted) != Verdict::Enough {
        return Err(OAuthError::new(
            ErrorCode::InteractionRequired,
            "the user has to prove a second factor",
        ));
    }
    let app = ctx.app();
    let tokens = &app.config.tokens;
    let now = ctx.now();
    // "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."  RFC 6749 §4.1.2; FAPI 2.0 allows 60 seconds.
    let code = app.entropy.secret("ac_");
    let code_expires_at = now.plus_seconds(tokens.authorization_code_seconds.into());
    let lifetime = if request.scope.contains(scope::OFFLINE_ACCESS) {
        i64::from(tokens.refresh_token_absolute_seconds)
    } else {
        i64::from(tokens.authorization_code_seconds)
            + i64::from(tokens.access_token_seconds)
            + AFTERLIFE
    };
    // "OPs supporting back-channel logout need to keep track of the set of logged-in RPs"  OpenID Connect Back-Channel Logout
    // §2.3: for as long as the login may last.
    let lifetime = if request.client().metadata.backchannel_logout_uri.is_some() {
        lifetime.max(app.config.sessions.absolute_seconds.into())
    } else {
        lifetime
    };
    let grant = NewGrant {
        id: GrantId(app.entropy.uuid(now)),
        client: request.client().id,
        user: subject.user().id,
        login: login.id,
        auth_time: login.proven_at,
        scope: request.scope.clone(),
        authorization: Authorization {
            redirect_uri: request.target.redirect_uri.as_str().to_owned(),
            code_challenge: request.code_challenge.clone(),
            nonce: request.nonce.clone(),
            resources: request.resources.clone(),
            auth_time_asked: request.auth_time_asked,
            // The level that was reached, never the one that was wished for (OpenID Connect Core §2).
            acr: request.acr.told(login.acr),
            reached: Some(login.acr),
            remembered_device: login.remembered_device,
            direct: false,
            amr: login.amr.clone(),
            claims: request.claims.clone(),
        },
        code_hash: code.digest(),
        code_expires_at,
        expires_at: now.plus_seconds(lifetime),
        status_index: ctx.next_place().await?,
    };
    if !ctx.db().insert_grant(grant, now).await? {
        return Err(OAuthError::new(
            ErrorCode::LoginRequired,
            "the user was signed out meanwhile",
        ));
    }
    Ok(AuthorizationResponse::code(ctx, request.target, &code))
}

/// "The resource owner or authorization server denied the request."  RFC 6749 §4.1.2.1
pub fn deny(ctx: &Context, request: ValidRequest) -> AuthorizationResponse {
    AuthorizationResponse::error(ctx, request.target, &denied())
}

const fn denied() -> OAuthError {
    OAuthError::new(ErrorCode::AccessDenied, "the user did not agree")
}
