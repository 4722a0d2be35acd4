//! Deleting one's own account: asked for, waited for, done.

use std::sync::Arc;

use crate::administration::ADMINISTRATOR;
use crate::app::App;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::directory::LookupError;
use crate::mail::Letter;
use crate::model::{EventKind, Issuer, TenantId, User, UserId};
use crate::storage::{LastHolder, Leaving, Notices, StorageError, UserChange};
use crate::texts::Texts;

use super::events::event;
use super::notify::{NotifyError, language_of, letter};
use super::{Browser, tokens_until};

const DAY: i64 = 24 * 60 * 60;

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DeletionRefusal {
    /// The tenant does not let people delete their accounts.
    #[error("people cannot delete their accounts here")]
    NotHere,
    /// Without this person nobody could administer the tenant.
    #[error("the last administrator cannot go")]
    LastAdministrator,
    /// The mail could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

/// Decides that the account is deleted when the days of grace are over. Until then it stays as it is, and its owner can call
/// it off on any page of the account.
pub async fn request_deletion(
    ctx: &Context,
    user: &User,
    browser: &Browser,
    texts: Texts,
) -> Result<(), DeletionRefusal> {
    let policy = &ctx.issuer().tenant().settings.accounts;
    if !policy.deletion {
        return Err(DeletionRefusal::NotHere);
    }
    if is_last_administrator(ctx, user).await? {
        return Err(DeletionRefusal::LastAdministrator);
    }
    let at = ctx
        .now()
        .plus_seconds(i64::from(policy.deletion_grace_days) * DAY);
    let told = Letter::DeletionScheduled { at };
    let kind = EventKind::DeletionRequested;
    let notices = notices(ctx, user, (kind, &told), browser, texts)?;
    let db = ctx.db();
    let decided = db
        .schedule_deletion(user.id, Some(at), notices, ctx.now())
        .await?;
    if decided {
        tracing::info!(target: "audit", event = kind.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id);
    }
    Ok(ctx.app().directory.catch_up().await?)
}

/// Calls it off.
pub async fn cancel_deletion(
    ctx: &Context,
    user: &User,
    browser: &Browser,
    texts: Texts,
) -> Result<(), DeletionRefusal> {
    let (kind, told) = (EventKind::DeletionCancelled, Letter::DeletionCancelled);
    let notices = notices(ctx, user, (kind, &told), browser, texts)?;
    let db = ctx.db();
    let decided = db
        .schedule_deletion(user.id, None, notices, ctx.now())
        .await?;
    if decided {
        tracing::info!(target: "audit", event = kind.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id);
    }
    Ok(ctx.app().directory.catch_up().await?)
}

/// Deletes an account that is due, and tells its owner. `false` when it stays: called off, gone already, or by now the last
/// that could administer its tenant.
pub async fn delete_due(
    app: &Arc<App>,
    tenant: TenantId,
    user: UserId,
) -> Result<bool, DeletionRefusal> {
    let Some(tenant) = app.database.tenant_of_id(tenant).await? else {
        return Ok(false);
    };
    let issuer = Issuer::new(tenant, app.config.server.public_url.url());
    let ctx = Context::new(Arc::clone(app), Arc::new(issuer), String::new());
    let Some(user) = ctx.db().user(user).await? else {
        return Ok(false);
    };
    let mut notices = Notices::default();
    if let Some(address) = &user.email {
        let texts = language_of(&user, Texts::english());
        notices
            .messages
            .push(letter(&ctx, address, texts, &Letter::AccountDeleted)?);
    }
    let db = ctx.db();
    let leaving = Leaving {
        id: ctx.app().entropy.uuid(ctx.now()),
        user: user.id,
        only_if_due: true,
        guard: LastHolder::Stays(ADMINISTRATOR),
        tokens_until: tokens_until(&ctx),
    };
    match db.delete_user(leaving, notices, ctx.now()).await? {
        UserChange::Done => {
            tracing::info!(target: "audit", event = "account.deleted", tenant = %user.tenant, user = %user.id);
        }
        UserChange::LastHolder => {
            tracing::warn!(target: "audit", event = "admin.last_admin_refused", tenant = %user.tenant, user = %user.id);
            return Ok(false);
        }
        UserChange::Unknown => return Ok(false),
    }
    app.directory.catch_up().await?;
    Ok(true)
}

/// When an account that is deleted today would be gone.
pub fn deletion_day(ctx: &Context) -> Timestamp {
    let days = ctx.issuer().tenant().settings.accounts.deletion_grace_days;
    ctx.now().plus_seconds(i64::from(days) * DAY)
}

/// A word in time; what decides is asked again when the account goes.
async fn is_last_administrator(ctx: &Context, user: &User) -> Result<bool, StorageError> {
    let administers = !user.disabled && user.roles.iter().any(|role| role == ADMINISTRATOR);
    Ok(administers && ctx.db().count_with_role(ADMINISTRATOR).await? <= 1)
}

fn notices(
    ctx: &Context,
    user: &User,
    (kind, told): (EventKind, &Letter),
    browser: &Browser,
    texts: Texts,
) -> Result<Notices, NotifyError> {
    let texts = language_of(user, texts);
    let messages = user
        .email
        .iter()
        .map(|address| letter(ctx, address, texts, told));
    Ok(Notices {
        messages: messages.collect::<Result<_, _>>()?,
        events: vec![event(ctx, user.id, kind, browser, &[])],
    })
}
