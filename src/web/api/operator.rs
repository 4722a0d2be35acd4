//! Whoever administers a tenant by the API: the one guard of everything below `admin`.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::access::{Held, Needed, at_tenant, is_allowed};
use crate::app::App;
use crate::model::scope;
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

impl<P: Needed> FromRequestParts<Arc<App>> for Operator<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let holder = holder::with_scope(parts, app, scope::ADMIN).await?;
        // The roles as they are, and not as a token says that they were.
        let rules = holder.ctx.db().access_rules().await;
        let held = at_tenant(&holder.user, &rules.map_err(OAuthError::from)?);
        let needed = P::PERMISSION;
        if !is_allowed(&held, needed) {
            tracing::warn!(target: "audit", event = "authz.denied", tenant = %holder.user.tenant, user = %holder.user.id, permission = needed.name(), address = holder.ctx.caller());
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
