//! `GET /api/v1/me/identities`, `DELETE /api/v1/me/identities/{id}`: somebody's accounts elsewhere. Connecting one needs a
//! browser: the account's page does it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::elsewhere::{ConnectRefusal, connections, disconnect};
use crate::oauth::OAuthError;
use crate::web::api::entity::items;
use crate::web::api::holder::Holder;
use crate::web::error::{Problem, ProblemKind};

use super::profile::DONE;

/// An account elsewhere.
#[derive(Serialize, ToSchema)]
#[schema(as = Identity)]
pub(in crate::web::api) struct Shown {
    /// Its identifier.
    id: String,
    /// What the provider is called.
    provider: String,
    /// What the account is known by there.
    name: String,
    /// Since when it is connected.
    since: Option<String>,
    /// When it last signed in.
    last_used_at: Option<String>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Identities)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// The accounts elsewhere that sign the person in here.
#[utoipa::path(
    get, path = "/me/identities", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "The accounts elsewhere", body = All)),
)]
pub(in crate::web::api) async fn list(holder: Holder) -> Result<Response, Problem> {
    let known = connections(&holder.ctx, holder.user.id).await?;
    let shown = known.into_iter().map(|connection| Shown {
        id: connection.id.to_string(),
        provider: connection.provider,
        name: connection.label,
        since: connection.created_at.rfc3339(),
        last_used_at: connection
            .last_used_at
            .and_then(crate::clock::Timestamp::rfc3339),
    });
    Ok(items(shown.collect()))
}

/// Takes one away, unless nothing else would let the person in. Needs a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/me/identities/{id}", tag = "me", security(("access_token" = ["account"])),
    params(("id" = String, Path, description = "Its identifier")),
    responses(
        (status = 204, description = "It signs nobody in any more"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found"),
        (status = 409, description = "conflict: the last way in"),
    ),
)]
pub(in crate::web::api) async fn take_away(
    holder: Holder,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    holder.fresh().await?;
    let id = id.parse().unwrap_or_default();
    let asking = (&holder.browser, holder.texts);
    disconnect(&holder.ctx, (&holder.user, holder.login.id), id, asking).await?;
    Ok(DONE)
}

impl From<ConnectRefusal> for Problem {
    fn from(refusal: ConnectRefusal) -> Self {
        match refusal {
            ConnectRefusal::Unknown => Self::new(ProblemKind::NotFound),
            ConnectRefusal::LastWayIn => Self::new(ProblemKind::Conflict)
                .detail("without it nothing would let this person in"),
            ConnectRefusal::Known | ConnectRefusal::Void => {
                Self::new(ProblemKind::Conflict).detail("the account was changed meanwhile")
            }
            ConnectRefusal::Notify(error) => OAuthError::internal(error).into(),
            ConnectRefusal::Storage(error) => OAuthError::from(error).into(),
            ConnectRefusal::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}
