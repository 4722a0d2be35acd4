//! Passwords that take the place of others. Whether one was used before costs a hash for each that the account has had, so that
//! few may be tried, good or not.

use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::UserId;

use super::source::{self, Action, LimitError};

/// For one account within the window of [`Kind::NewPasswordsOfAccount`]. Only who is let in as its owner counts here.
const PER_ACCOUNT: u64 = 20;

/// Counts a try before it is judged.
pub(in crate::accounts) async fn reserve_new_password(
    ctx: &Context,
    user: UserId,
) -> Result<(), LimitError> {
    let of_network = source::reserve(ctx, Action::NewPassword).await?;
    let account = Key::new(
        ctx.issuer().tenant_id(),
        Kind::NewPasswordsOfAccount,
        &user.to_string(),
    );
    if ctx.app().attempts.count(&account, ctx.now()).await? > PER_ACCOUNT {
        of_network.take_back(ctx).await?;
        return Err(LimitError::TooMany {
            retry_after: Kind::NewPasswordsOfAccount.seconds(),
        });
    }
    Ok(())
}
