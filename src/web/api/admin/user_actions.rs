//! What operators do with somebody's account besides changing it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{SessionManage, SessionRead, UserRead, UserUpdate};
use crate::accounts::{device_in_words, sessions, sign_out_everywhere};
use crate::administration::recovery::{Handed, Passkeys, reset_factors, reset_password};
use crate::app::App;
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::entity::items;
use crate::web::api::operator::Operator;
use crate::web::error::{Problem, ProblemKind};

use super::user_body::{Document, MembershipDocument, Wish};
use super::users::{found, revised};

/// How a link to choose a password gets to its owner.
#[derive(Serialize, ToSchema)]
#[schema(as = PasswordLink)]
pub(in crate::web::api) struct Link {
    /// The address that it was sent to.
    sent_to: Option<String>,
    /// The link itself, where no mail can be sent: to be handed to the person and nobody else, shown this once.
    link: Option<String>,
}

/// Makes a link with which the person chooses another password, or the first one. Nothing else changes until it is used. Needs
/// `user:update` and a sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/users/{id}/reset-password", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:update"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 200, description = "The link is made", body = Link),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 422, description = "invalid-fields: they are disabled"),
    ),
)]
pub(in crate::web::api) async fn password(
    operator: Operator<UserUpdate>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    let handed = reset_password(ctx, &user.username).await?;
    operator.did_to("password.reset_requested", user.id).await;
    let link = match handed {
        Handed::Mailed(address) => Link {
            sent_to: Some(address),
            link: None,
        },
        Handed::Shown(link) => Link {
            sent_to: None,
            link: Some(link.expose().to_owned()),
        },
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(link)).into_response())
}

/// Takes every second factor and passkey away from somebody who lost them. Every sign-in of theirs ends, and they are told. Needs
/// `user:update` and a sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/users/{id}/reset-mfa", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:update"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 204, description = "They have none"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn factors(
    operator: Operator<UserUpdate>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    reset_factors(ctx, &user.username, Passkeys::Remove).await?;
    operator.did_to("mfa.reset", user.id).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets the wrong passwords of somebody, so that unknown browsers are asked for no more than usual. Needs `user:update`.
#[utoipa::path(
    post, path = "/admin/users/{id}/unlock", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:update"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 204, description = "They are forgotten"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn unlock(
    operator: Operator<UserUpdate>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    let cleared = ctx.db().clear_password_failures(user.id).await;
    cleared.map_err(OAuthError::from)?;
    operator.did_to("account.unlocked", user.id).await;
    Ok(StatusCode::NO_CONTENT)
}

/// The services that somebody is mapped to: all of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UserServices)]
pub(in crate::web::api) struct Services {
    /// Each once.
    #[schema(value_type = Vec<MembershipDocument>)]
    services: Value,
}

/// Replaces all mappings of somebody to services, as the person was when `If-Match` was read. Needs `user:update` and a sign-in of
/// the last minutes.
#[utoipa::path(
    put, path = "/admin/users/{id}/services", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:update"))),
    params(("id" = String, Path, description = "Their identifier")),
    request_body = Services,
    responses(
        (status = 200, description = "The person as they are now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn services(
    operator: Operator<UserUpdate>,
    Path(id): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let sent: Services = body::read(body::object(request, &app).await?)?;
    operator.fresh().await?;
    let wish = Wish::read(Map::from_iter([("services".to_owned(), sent.services)]))?;
    revised(&operator, &id, &headers, wish).await
}

/// Everything that is held of somebody, as they would get it themselves. Needs `user:read` and a sign-in of the last minutes.
#[utoipa::path(
    get, path = "/admin/users/{id}/export", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:read"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 200, description = "Everything", body = Object),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn export(
    operator: Operator<UserRead>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    let held = ctx.db().everything_of(user.id).await;
    let held = held.map_err(OAuthError::from)?;
    operator.did_to("account.exported", user.id).await;
    let held = held.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let headers = [
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"account.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Json(held)).into_response())
}

/// A browser or an application that somebody is signed in with.
#[derive(Serialize, ToSchema)]
#[schema(as = UserSession)]
pub(in crate::web::api) struct Shown {
    /// Its identifier, the `sid` of its tokens.
    id: String,
    /// The application it is within; none for a browser.
    application: Option<String>,
    /// What it is, in words.
    device: String,
    /// The network it signed in from.
    address: String,
    /// When the person proved who they are the last time.
    signed_in_at: Option<String>,
    /// When it was last seen.
    last_seen_at: Option<String>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = UserSessions)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// Where somebody is signed in. Needs `session:read`.
#[utoipa::path(
    get, path = "/admin/users/{id}/sessions", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("session:read"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 200, description = "The sessions", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn list_sessions(
    operator: Operator<SessionRead>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    let known = sessions(ctx, user.id).await.map_err(OAuthError::from)?;
    let shown = known.into_iter().map(|session| Shown {
        id: session.login.id.to_string(),
        application: session.within,
        device: device_in_words(operator.texts, &session.login.user_agent),
        address: session.login.address,
        signed_in_at: session.login.auth_time.rfc3339(),
        last_seen_at: session.login.last_seen_at.rfc3339(),
    });
    Ok(items(shown.collect()))
}

/// Signs somebody out everywhere: their tokens are void at once. Needs `session:manage` and a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/admin/users/{id}/sessions", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("session:manage"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 204, description = "They are signed out"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn end_sessions(
    operator: Operator<SessionManage>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    let done = sign_out_everywhere(ctx, user.id, None, &crate::accounts::Browser::default()).await;
    done.map_err(OAuthError::from)?;
    operator.did_to("session.terminated", user.id).await;
    Ok(StatusCode::NO_CONTENT)
}
