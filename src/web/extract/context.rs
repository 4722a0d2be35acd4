//! The request's issuer and instant.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::app::App;
use crate::context::{Context, Quotas};
use crate::model::Issuer;

use super::address;

/// The [`Context`] of a request that the tenant resolver let through.
pub(in crate::web) struct Ctx(pub(in crate::web) Context);

impl FromRequestParts<Arc<App>> for Ctx {
    type Rejection = StatusCode;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Self, Self::Rejection> {
        // Without an issuer there is nothing to serve: only the process's own paths come here without one.
        let issuer = parts
            .extensions
            .get::<Arc<Issuer>>()
            .ok_or(StatusCode::NOT_FOUND)?;
        let caller = address::network(app, parts);
        let context = Context::new(Arc::clone(app), Arc::clone(issuer), caller);
        Ok(Self(match parts.extensions.get::<Arc<Quotas>>() {
            Some(quotas) => context.telling(Arc::clone(quotas)),
            None => context,
        }))
    }
}
