//! RFC 6749 §10.3, RFC 9700 §4.14: the one gate between a grant and a token. Every grant type that acts for a user goes through it.

use std::sync::Arc;

use crate::accounts::gate::{Reached, is_outgrown};
use crate::context::Context;
use crate::model::{Acr, Client, Grant, User, UserId};

use super::OAuthError;

/// A user who exists and is not disabled at this instant.
#[derive(Clone, Debug)]
pub struct AuthorisedSubject(Arc<User>);

impl AuthorisedSubject {
    /// The user.
    pub fn user(&self) -> &User {
        &self.0
    }
}

/// The same for a grant that goes on: whoever has to prove more by now, since the operator demands it, signs in again.
pub async fn authorise_grant(
    ctx: &Context,
    grant: &Grant,
    client: &Client,
) -> Result<AuthorisedSubject, OAuthError> {
    let subject = authorise_subject(ctx, grant.user).await?;
    let reached = Reached {
        acr: grant.authorization.reached.unwrap_or(Acr::Aal1),
        remembered_device: grant.authorization.remembered_device,
        by_mail: false,
        proven_at: grant.auth_time,
        key_alone: false,
    };
    let policy = &ctx.issuer().tenant().settings.second_factor;
    if is_outgrown(policy, subject.user(), reached, client.metadata.minimum_acr) {
        return Err(OAuthError::invalid_grant(
            "the user has to sign in again: a second factor is demanded by now",
        ));
    }
    Ok(subject)
}

/// Looks at the user again: an account that was disabled or removed since gets nothing.
pub async fn authorise_subject(
    ctx: &Context,
    user: UserId,
) -> Result<AuthorisedSubject, OAuthError> {
    match ctx.user(user).await? {
        Some(user) if !user.disabled => Ok(AuthorisedSubject(user)),
        _ => Err(OAuthError::invalid_grant("the grant is no longer valid")),
    }
}
