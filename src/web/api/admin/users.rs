//! `/api/v1/admin/users`: people.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

use crate::access::{Held, UserCreate, UserDelete, UserRead, UserUpdate, at_tenant, by_roles};
use crate::administration::users::{self as rules, LastAdministrator};
use crate::app::App;
use crate::context::Context;
use crate::model::{User, UserId};
use crate::oauth::OAuthError;
use crate::storage::{AccessRules, NewUser, UserSearch};
use crate::web::api::body;
use crate::web::api::entity::{Entity, require_match};
use crate::web::api::operator::Operator;
use crate::web::api::page::{PageQuery, PageWish, wrong};
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Query;

use super::user_body::{Document, Shown, Wish, WishDocument, as_is};

/// A page of people.
#[derive(ToSchema)]
#[schema(as = Users)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Found {
    items: Vec<Document>,
    /// Where more follow; null when there are none.
    next_cursor: Option<String>,
}

/// People by username: all, or those whose username or address begins with `q`. Needs `user:read`.
#[utoipa::path(
    get, path = "/admin/users", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:read"))),
    params(
        PageQuery,
        ("q" = Option<String>, Query, description = "What the username or the address begins with"),
        ("disabled" = Option<bool>, Query, description = "Those who are shut out, or those who are not"),
        ("email_verified" = Option<bool>, Query, description = "Those whose address is proven, or those whose is not"),
    ),
    responses(
        (status = 200, description = "A page of people", body = Found),
        (status = 400, description = "invalid-query"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<UserRead>,
    query: Query,
) -> Result<Response, Problem> {
    let wish = PageWish::read(query, &["q", "disabled", "email_verified"])?;
    let flag = |name: &str| match wish.get(name) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(wrong(&format!("/{name}"), "this is true or false")),
    };
    let search = UserSearch {
        begins_with: wish.get("q").map(str::to_owned),
        disabled: flag("disabled")?,
        email_verified: flag("email_verified")?,
    };
    let after = wish.after.as_deref().unwrap_or_default();
    let db = operator.ctx.db();
    let found = db.users_found(&search, after, wish.one_more()).await;
    let found = found.map_err(OAuthError::from)?;
    let place = |user: &User| user.username.clone();
    Ok(wish.answer(found, place, |user| Shown::of(&user)))
}

/// One of them. Needs `user:read`.
#[utoipa::path(
    get, path = "/admin/users/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:read"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 200, description = "The person", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<UserRead>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let user = found(&operator.ctx, &id).await?;
    Ok(Entity::of(&Shown::of(&user))?.into_response())
}

/// Adds somebody, without a password: `reset-password` makes the link with which they choose one. Needs `user:create` and a sign-in
/// of the last minutes; nobody gives roles that allow more than their own.
#[utoipa::path(
    post, path = "/admin/users", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:create"))),
    request_body = WishDocument,
    responses(
        (status = 201, description = "They are there", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<UserCreate>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let wish = Wish::read(body::object(request, &app).await?)?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let new = wish.username()?.to_owned();
    let new = wish.applied_to(rules::blank(&app, &new));
    let known = access_rules(ctx).await?;
    operator.may_give(&held_by(&new, &known).permissions)?;
    let id = new.id;
    rules::create(&app, ctx.issuer().tenant_id(), new).await?;
    operator.did_to("account.created", id).await;
    let user = found(ctx, &id.to_string()).await?;
    let location = format!("{}/api/v1/admin/users/{id}", ctx.issuer().url());
    let entity = Entity::of(&Shown::of(&user))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], entity).into_response())
}

/// Changes somebody (JSON Merge Patch, RFC 7396), as they were when `If-Match` was read. Needs `user:update` and a sign-in of the
/// last minutes; nobody changes somebody who may do more than they may, or gives more.
#[utoipa::path(
    patch, path = "/admin/users/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:update"))),
    params(("id" = String, Path, description = "Their identifier")),
    request_body = WishDocument,
    responses(
        (status = 200, description = "The person as they are now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 409, description = "taken; conflict: the last administrator"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn patch(
    operator: Operator<UserUpdate>,
    Path(id): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let wish = Wish::read(body::object(request, &app).await?)?;
    operator.fresh().await?;
    revised(&operator, &id, &headers, wish).await
}

/// Changes somebody under the rules that hold for every change.
pub(super) async fn revised(
    operator: &Operator<UserUpdate>,
    id: &str,
    headers: &HeaderMap,
    wish: Wish,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let known = access_rules(ctx).await?;
    let target = found(ctx, id).await?;
    let decide = |user: &User| {
        require_match(headers, &Entity::of(&Shown::of(user))?)?;
        operator.may_give(&at_tenant(user, &known).permissions)?;
        let wanted = wish.applied_to(as_is(user));
        operator.may_give(&held_by(&wanted, &known).permissions)?;
        Ok::<_, Problem>(wanted)
    };
    rules::revise(ctx.app(), ctx.issuer().tenant_id(), target.id, decide).await?;
    operator.did_to("user.changed", target.id).await;
    let now = found(ctx, id).await?;
    Ok(Entity::of(&Shown::of(&now))?.into_response())
}

/// Removes somebody and everything that is theirs. Needs `user:delete` and a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/admin/users/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("user:delete"))),
    params(("id" = String, Path, description = "Their identifier")),
    responses(
        (status = 204, description = "They are gone"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 409, description = "conflict: the last administrator"),
    ),
)]
pub(in crate::web::api) async fn remove(
    operator: Operator<UserDelete>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let user = found(ctx, &id).await?;
    operator.may_change(&user).await?;
    let tenant = ctx.issuer().tenant_id();
    rules::delete(ctx.app(), tenant, &user.username, LastAdministrator::Stays).await?;
    operator.did_to("account.deleted", user.id).await;
    Ok(StatusCode::NO_CONTENT)
}

/// The person of that identifier.
pub(super) async fn found(ctx: &Context, id: &str) -> Result<User, Problem> {
    let none = || Problem::new(ProblemKind::NotFound);
    let id = id.parse().map_err(|_| none())?;
    let user = ctx.db().user(UserId(id)).await.map_err(OAuthError::from)?;
    user.ok_or_else(none)
}

async fn access_rules(ctx: &Context) -> Result<AccessRules, Problem> {
    Ok(ctx.db().access_rules().await.map_err(OAuthError::from)?)
}

/// What somebody will hold who is written so.
fn held_by(wanted: &NewUser, rules: &AccessRules) -> Held {
    by_roles(&wanted.roles, &wanted.access.business_roles, rules)
}
