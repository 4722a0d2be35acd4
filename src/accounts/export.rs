//! A copy of everything that is held of a person.

use serde_json::Value;

use crate::context::Context;
use crate::model::{EventKind, UserId};
use crate::storage::{Notices, StorageError};

use super::Browser;
use super::events::event;

/// Notes that a copy was taken, and makes it. `None` when there is no such user.
pub async fn export(
    ctx: &Context,
    user: UserId,
    browser: &Browser,
) -> Result<Option<Value>, StorageError> {
    let notices = Notices {
        events: vec![event(ctx, user, EventKind::Exported, browser, &[])],
        ..Notices::default()
    };
    let db = ctx.db();
    db.write_notices(notices, ctx.now()).await?;
    tracing::info!(target: "audit", event = EventKind::Exported.name(), tenant = %ctx.issuer().tenant_id(), %user);
    db.everything_of(user).await
}
