//! Browsers in which somebody signed in before. They are counted by themselves, so that what strangers do elsewhere keeps no
//! owner out.

use crate::accounts::Browser;
use crate::context::Context;
use crate::model::UserId;
use crate::storage::StorageError;

/// Whether that person signed in with that browser before. For a name that is nobody's the same is asked, so that no refusal
/// takes another time for it.
pub(in crate::accounts) async fn is_known(
    ctx: &Context,
    user: Option<UserId>,
    browser: &Browser,
) -> Result<bool, StorageError> {
    let user = user.unwrap_or(UserId::NOBODY);
    match browser.device {
        Some(marker) => Ok(ctx.db().device(user, marker).await?.is_some()),
        None => Ok(false),
    }
}
