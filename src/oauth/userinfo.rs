//! OpenID Connect Core §5.3: the userinfo endpoint. Touches no database once the user is known.

use serde_json::{Map, Value};

use crate::context::Context;
use crate::model::scope;

use super::{ErrorCode, OAuthError, bearer, claims};

/// What is told about the user of an access token.
pub async fn answer(ctx: &Context, token: &str) -> Result<Map<String, Value>, OAuthError> {
    let Some(token) = bearer::live(ctx, token).await? else {
        return Err(OAuthError::invalid_token(
            "the access token is expired, revoked or not of this issuer",
        ));
    };
    // "The UserInfo Endpoint … MUST … Access Token obtained … through OpenID Connect Authentication"  OpenID Connect Core §5.3
    let (true, Some(user)) = (token.claims().scope.contains(scope::OPENID), token.user()) else {
        return Err(OAuthError::new(
            ErrorCode::InsufficientScope,
            "the access token was not issued with the scope openid",
        ));
    };
    let mut told = Map::new();
    // "The sub (subject) Claim MUST always be returned in the UserInfo Response."  OpenID Connect Core §5.3.2
    told.insert("sub".to_owned(), Value::from(user.id.to_string()));
    told.extend(claims::released(
        user,
        &token.claims().scope,
        &token.claims().userinfo_claims,
    ));
    Ok(told)
}
