//! `GET /api/v1/me/consents`, `DELETE /api/v1/me/consents/{client_id}`: what somebody allowed to applications.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::{apps, take_back_app};
use crate::model::ClientId;
use crate::oauth::OAuthError;
use crate::web::api::entity::items;
use crate::web::api::holder::Holder;
use crate::web::error::{Problem, ProblemKind};

use super::profile::DONE;

/// What an application may do.
#[derive(Serialize, ToSchema)]
#[schema(as = Consent)]
pub(in crate::web::api) struct Shown {
    /// The application.
    client_id: String,
    /// Its name.
    client_name: String,
    /// What it was allowed.
    scope: String,
    /// Since when.
    since: Option<String>,
    /// When it last got tokens; none when it has none.
    last_used_at: Option<String>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Consents)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// The applications that the person agreed to, or that hold a grant.
#[utoipa::path(
    get, path = "/me/consents", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "The applications", body = All)),
)]
pub(in crate::web::api) async fn list(holder: Holder) -> Result<Response, Problem> {
    let known = apps(&holder.ctx, holder.user.id).await;
    let shown = known.map_err(OAuthError::from)?.into_iter();
    let shown = shown.map(|(app, client)| Shown {
        client_name: client.display_name().to_owned(),
        client_id: client.client_id.0,
        scope: app.scope.to_string(),
        since: app.since.rfc3339(),
        last_used_at: app.last_used_at.and_then(crate::clock::Timestamp::rfc3339),
    });
    Ok(items(shown.collect()))
}

/// Takes back what an application was allowed: its tokens are void at once.
#[utoipa::path(
    delete, path = "/me/consents/{client_id}", tag = "me", security(("access_token" = ["account"])),
    params(("client_id" = String, Path, description = "The application")),
    responses(
        (status = 204, description = "It may do nothing any more"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn take_back(
    holder: Holder,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let none = || Problem::new(ProblemKind::NotFound);
    let id = ClientId(id);
    if !id.is_registrable() {
        return Err(none());
    }
    let client = holder.ctx.client(&id).await.map_err(OAuthError::from)?;
    let client = client.ok_or_else(none)?;
    let taken = take_back_app(&holder.ctx, (holder.user.id, &client), &holder.browser).await;
    // An application that was allowed nothing is none of this account's.
    if taken.map_err(OAuthError::from)? {
        Ok(DONE)
    } else {
        Err(none())
    }
}
