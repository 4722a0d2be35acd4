//! What a service sends: proof of who it is, and a body.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::context::Context;
use crate::oauth::client_auth::AuthenticatedClient;
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Ctx;

use super::app_request::authenticated;
use super::body;

/// No handler for services runs without a client that proved who it is.
pub(super) struct ServiceRequest<T> {
    /// The request's issuer and instant.
    pub(super) ctx: Context,
    /// Who asks.
    pub(super) client: AuthenticatedClient,
    /// What is asked.
    pub(super) body: T,
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for ServiceRequest<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Problem> {
        let (mut parts, sent) = request.into_parts();
        let Ctx(ctx) = Ctx::from_request_parts(&mut parts, app)
            .await
            .map_err(|_| Problem::new(ProblemKind::NotFound))?;
        let headers = parts.headers.clone();
        let mut object = body::object(Request::from_parts(parts, sent), app).await?;
        let client = authenticated(&ctx, &headers, &mut object).await?;
        Ok(Self {
            body: body::read(object)?,
            ctx,
            client,
        })
    }
}
