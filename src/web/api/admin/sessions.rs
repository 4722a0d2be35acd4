//! `GET /api/v1/admin/sessions` and `DELETE …/{id}`: where people are signed in, all of them.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access::{SessionManage, SessionRead};
use crate::accounts::{Browser, all_sessions, device_in_words, sign_out};
use crate::model::{LoginId, UserId};
use crate::oauth::OAuthError;
use crate::web::api::operator::Operator;
use crate::web::api::page::{PageQuery, PageWish, no_cursor};
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Query;

/// A browser or an application that somebody is signed in with.
#[derive(Serialize, ToSchema)]
#[schema(as = TenantSession)]
pub(in crate::web::api) struct Shown {
    /// Its identifier, the `sid` of its tokens.
    id: String,
    /// Who.
    user: String,
    /// The application it is within; none for a browser.
    application: Option<String>,
    /// What it is, in words.
    device: String,
    /// The network it signed in from.
    address: String,
    /// When it was first signed in.
    created_at: Option<String>,
    /// When the person proved who they are the last time.
    signed_in_at: Option<String>,
}

/// A page of them.
#[derive(ToSchema)]
#[schema(as = TenantSessions)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
    /// Where the next page begins; null when there is none.
    next_cursor: Option<String>,
}

/// Where people are signed in, those that began last first. Needs `session:read`.
#[utoipa::path(
    get, path = "/admin/sessions", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("session:read"))),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of sessions", body = All),
        (status = 400, description = "invalid-query"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<SessionRead>,
    query: Query,
) -> Result<Response, Problem> {
    let wish = PageWish::read(query, &[])?;
    let before = wish.after.as_deref().map(|text| text.parse().map(LoginId));
    let before = before.transpose().map_err(|_| no_cursor())?;
    let found = all_sessions(&operator.ctx, before, wish.one_more()).await;
    let texts = operator.texts;
    type Found = (UserId, crate::accounts::Session);
    let shown = |(user, session): Found| Shown {
        id: session.login.id.to_string(),
        user: user.to_string(),
        application: session.within,
        device: device_in_words(texts, &session.login.user_agent),
        address: session.login.address,
        created_at: session.login.created_at.rfc3339(),
        signed_in_at: session.login.auth_time.rfc3339(),
    };
    let place = |(_, session): &Found| session.login.id.to_string();
    Ok(wish.answer(found.map_err(OAuthError::from)?, place, shown))
}

/// Ends one: its tokens are void at once. Needs `session:manage` and a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/admin/sessions/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("session:manage"))),
    params(("id" = String, Path, description = "Its identifier")),
    responses(
        (status = 204, description = "It is ended"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn end(
    operator: Operator<SessionManage>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let unknown = || Problem::new(ProblemKind::NotFound);
    let login = LoginId(id.parse().map_err(|_| unknown())?);
    let db = ctx.db();
    let whose = db.user_of_login(login).await.map_err(OAuthError::from)?;
    let whose = whose.ok_or_else(unknown)?;
    let user = db.user(whose).await.map_err(OAuthError::from)?;
    operator.may_change(&user.ok_or_else(unknown)?).await?;
    let done = sign_out(ctx, &[(login, whose)], &Browser::default()).await;
    done.map_err(OAuthError::from)?;
    operator
        .did_to_part("session.terminated", whose, &login.to_string())
        .await;
    Ok(StatusCode::NO_CONTENT)
}
