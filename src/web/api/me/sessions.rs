//! `GET` and `DELETE /api/v1/me/sessions`, `DELETE /api/v1/me/sessions/{id}`: where somebody is signed in.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::{device_in_words, sessions, sign_out, sign_out_everywhere};
use crate::oauth::OAuthError;
use crate::web::api::entity::items;
use crate::web::api::holder::Holder;
use crate::web::error::{Problem, ProblemKind};

use super::profile::DONE;

/// A browser or an application that somebody is signed in with.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub(in crate::web::api) struct Shown {
    /// Its identifier, the `sid` of its tokens.
    id: String,
    /// Whether it is the one that asks.
    current: bool,
    /// The application it is within; none for a browser.
    application: Option<String>,
    /// What it is, in words.
    device: String,
    /// What it calls itself.
    user_agent: String,
    /// The network it signed in from.
    address: String,
    /// When it was first signed in.
    created_at: Option<String>,
    /// When the person proved who they are the last time.
    signed_in_at: Option<String>,
    /// When it was last seen.
    last_seen_at: Option<String>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Sessions)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// Every browser and application that the person is signed in with, the last seen first.
#[utoipa::path(
    get, path = "/me/sessions", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "The sessions", body = All)),
)]
pub(in crate::web::api) async fn list(holder: Holder) -> Result<Response, Problem> {
    let known = sessions(&holder.ctx, holder.user.id).await;
    let known = known.map_err(OAuthError::from)?;
    let shown = known.into_iter().map(|session| Shown {
        id: session.login.id.to_string(),
        current: session.login.id == holder.login.id,
        application: session.within,
        device: device_in_words(holder.texts, &session.login.user_agent),
        user_agent: session.login.user_agent,
        address: session.login.address,
        created_at: session.login.created_at.rfc3339(),
        signed_in_at: session.login.auth_time.rfc3339(),
        last_seen_at: session.login.last_seen_at.rfc3339(),
    });
    Ok(items(shown.collect()))
}

/// Signs one of them out. Needs a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/me/sessions/{id}", tag = "me", security(("access_token" = ["account"])),
    params(("id" = String, Path, description = "Its identifier")),
    responses(
        (status = 204, description = "It is signed out"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn end_one(
    holder: Holder,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    holder.fresh().await?;
    let (ctx, user) = (&holder.ctx, holder.user.id);
    let known = sessions(ctx, user).await.map_err(OAuthError::from)?;
    let found = known
        .iter()
        .find(|session| session.login.id.to_string() == id);
    let found = found.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let done = sign_out(ctx, &[(found.login.id, user)], &holder.browser).await;
    done.map_err(OAuthError::from)?;
    Ok(DONE)
}

/// Signs all of them out but this one. Needs a sign-in of the last minutes. `auth/logout` ends this one.
#[utoipa::path(
    delete, path = "/me/sessions", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 204, description = "The others are signed out"),
        (status = 401, description = "insufficient-user-authentication"),
    ),
)]
pub(in crate::web::api) async fn end_others(holder: Holder) -> Result<StatusCode, Problem> {
    holder.fresh().await?;
    let kept = Some(holder.login.id);
    let done = sign_out_everywhere(&holder.ctx, holder.user.id, kept, &holder.browser).await;
    done.map_err(OAuthError::from)?;
    Ok(DONE)
}
