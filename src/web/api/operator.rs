//! Whoever administers a tenant by the API: the one guard of everything below `admin`.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::access::{Held, Needed, at_tenant, is_allowed, lacking};
use crate::app::App;
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::{NewAuditEvent, User, UserId, scope};
use crate::oauth::OAuthError;
use crate::web::error::{Problem, ProblemKind};

use super::holder::{self, Holder};

/// A person whose roles allow `P` at this instant, by a token with the scope `admin`. No handler below `admin` runs without one.
pub(super) struct Operator<P> {
    holder: Holder,
    /// What they hold: nobody gives more.
    pub(super) held: Held,
    needs: PhantomData<P>,
}

impl<P> Deref for Operator<P> {
    type Target = Holder;

    fn deref(&self) -> &Holder {
        &self.holder
    }
}

impl<P> Operator<P> {
    /// Nobody gives what they do not hold.
    pub(super) fn may_give(&self, permissions: &[String]) -> Result<(), Problem> {
        match lacking(&self.held, permissions) {
            None => Ok(()),
            Some(permission) => {
                let (ctx, by) = (self.ctx.clone(), self.user.id);
                let permission_denied = permission.to_owned();
                // The question may come within a transaction, which the entry waits for.
                tokio::spawn(async move { denied(&ctx, by, &permission_denied).await });
                Err(Problem::new(ProblemKind::InsufficientPermission)
                    .with("permission", permission)
                    .detail("nobody gives what they do not hold"))
            }
        }
    }

    /// Nobody changes somebody who may do more than they may: with their account they could do it themselves.
    pub(super) async fn may_change(&self, target: &User) -> Result<(), Problem> {
        let rules = self.ctx.db().access_rules().await;
        let theirs = at_tenant(target, &rules.map_err(OAuthError::from)?);
        self.may_give(&theirs.permissions)
    }

    /// Writes down what an operator did, and to what.
    pub(super) async fn did(&self, event: &'static str, what: &str) {
        self.wrote(NewAuditEvent {
            kind: event,
            subject: what.to_owned(),
            ..NewAuditEvent::default()
        })
        .await;
    }

    /// The same of somebody's account.
    pub(super) async fn did_to(&self, event: &'static str, user: UserId) {
        self.wrote(NewAuditEvent {
            kind: event,
            user: Some(user),
            ..NewAuditEvent::default()
        })
        .await;
    }

    /// The same of a part of it, by its identifier.
    pub(super) async fn did_to_part(&self, event: &'static str, user: UserId, subject: &str) {
        self.wrote(NewAuditEvent {
            kind: event,
            user: Some(user),
            subject: subject.to_owned(),
            ..NewAuditEvent::default()
        })
        .await;
    }

    async fn wrote(&self, event: NewAuditEvent) {
        let (ctx, by) = (&self.ctx, self.user.id);
        tracing::info!(target: "audit", event = event.kind, tenant = %ctx.issuer().tenant_id(), %by, user = event.user.map(tracing::field::display), what = event.subject, address = ctx.caller());
        let event = NewAuditEvent {
            actor: Some(by),
            ..event
        };
        // Whoever erased themselves was nowhere.
        if event.kind == "account.deleted" && event.user == Some(by) {
            ctx.app().record(ctx.issuer().tenant_id(), event).await;
        } else {
            ctx.record(event).await;
        }
    }
}

/// Somebody tried what they may not.
async fn denied(ctx: &Context, user: UserId, permission: &str) {
    tracing::warn!(target: "audit", event = "authz.denied", tenant = %ctx.issuer().tenant_id(), %user, permission, address = ctx.caller());
    let key = Key::new(
        ctx.issuer().tenant_id(),
        Kind::Denied,
        &format!("{user} {permission}"),
    );
    // Whoever has no right may ask as often as they like, and fills no log with it.
    if !matches!(
        ctx.app().attempts.first_sight(&key, ctx.now()).await,
        Ok(true)
    ) {
        return;
    }
    ctx.record(NewAuditEvent {
        kind: "authz.denied",
        actor: Some(user),
        subject: permission.to_owned(),
        ..NewAuditEvent::default()
    })
    .await;
}

impl<P: Needed> FromRequestParts<Arc<App>> for Operator<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let holder = holder::with_scope(parts, app, scope::ADMIN).await?;
        // The roles as they are, and not as a token says that they were.
        let rules = holder.ctx.db().access_rules().await;
        let held = at_tenant(&holder.user, &rules.map_err(OAuthError::from)?);
        let needed = P::PERMISSION;
        if !is_allowed(&held, needed) {
            denied(&holder.ctx, holder.user.id, needed.name()).await;
            return Err(
                Problem::new(ProblemKind::InsufficientPermission).with("permission", needed.name())
            );
        }
        Ok(Self {
            holder,
            held,
            needs: PhantomData,
        })
    }
}
