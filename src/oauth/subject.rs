//! RFC 6749 §10.3, RFC 9700 §4.14: the one gate between a grant and a token. Every grant type that acts for a user goes through it.

use std::sync::Arc;

use crate::context::Context;
use crate::model::{User, UserId};

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
