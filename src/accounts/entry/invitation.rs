//! Asking somebody to make an account.

use crate::accounts::notify::{self, NotifyError};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::LinkPurpose;
use crate::model::policy::SignUpMode;
use crate::model::user::{name_key, valid_email};
use crate::storage::{Notices, StorageError};
use crate::texts::Texts;

use super::links;

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InvitationRefusal {
    /// Nobody makes an account here.
    #[error("sign_up.mode of this tenant is \"closed\": nobody could accept an invitation")]
    Closed,
    /// No mail address.
    #[error("{0:?} is no mail address")]
    NoAddress(String),
    /// Somebody has it.
    #[error("{0:?} has an account already")]
    Known(String),
    /// No such role.
    #[error("there is no role {0:?}")]
    NoRole(String),
    /// The mail could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Sends an invitation in this language. A former one to the same address is void.
pub async fn invite(
    ctx: &Context,
    address: &str,
    roles: &[String],
    texts: Texts,
) -> Result<(), InvitationRefusal> {
    if ctx.issuer().tenant().settings.sign_up.mode == SignUpMode::Closed {
        return Err(InvitationRefusal::Closed);
    }
    if !valid_email(address) {
        return Err(InvitationRefusal::NoAddress(address.to_owned()));
    }
    let known = ctx.db().roles().await?;
    let unknown = |role: &&String| known.iter().all(|known| known.name != **role);
    if let Some(role) = roles.iter().find(unknown) {
        return Err(InvitationRefusal::NoRole(role.clone()));
    }
    if ctx.db().credentials(address).await?.is_some() {
        return Err(InvitationRefusal::Known(address.to_owned()));
    }
    let details = [("email", address.into()), ("roles", roles.into())];
    let link = links::new(
        ctx,
        LinkPurpose::Invitation,
        None,
        &name_key(address),
        &details,
    );
    let letter = Letter::Invitation { link: link.url };
    let notices = Notices {
        events: Vec::new(),
        messages: vec![notify::letter(ctx, address, texts, &letter)?],
    };
    ctx.db().add_link(link.row, notices, ctx.now()).await?;
    tracing::info!(target: "audit", event = "account.invited", tenant = %ctx.issuer().tenant_id());
    Ok(())
}
