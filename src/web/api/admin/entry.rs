//! What a tenant has a few of, each known by a name: read, added, replaced and removed alike.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::app::App;
use crate::context::Context;
use crate::web::api::body;
use crate::web::api::entity::{Entity, items, require_match};
use crate::web::api::operator::Operator;
use crate::web::error::{FieldError, Problem, ProblemKind};

/// One of them.
pub(super) trait Entry: Sized + Serialize {
    /// Where they are, below `/api/v1/admin`.
    const PATH: &'static str;
    /// What the audit calls it when one is written, and when one is removed.
    const EVENTS: (&'static str, &'static str);
    /// The name of one in URLs.
    fn key(&self) -> String;
    /// What a body wants; `stored` is the one that the URL names.
    fn wanted(app: &App, body: Map<String, Value>, stored: Option<&Self>) -> Result<Self, Problem>;
    /// What whoever is given it may do: nobody writes or removes more than they hold.
    async fn gives(&self, ctx: &Context) -> Result<Vec<String>, Problem>;
    /// All of them.
    async fn all(ctx: &Context) -> Result<Vec<Self>, Problem>;
    /// Writes it, over one of the same name.
    async fn put(&self, ctx: &Context) -> Result<(), Problem>;
    /// Removes it.
    async fn delete(&self, ctx: &Context) -> Result<(), Problem>;
    /// Whether they are the same one.
    fn is_like(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

pub(super) async fn list<E: Entry>(ctx: &Context) -> Result<Response, Problem> {
    Ok(items(E::all(ctx).await?))
}

async fn one<E: Entry>(ctx: &Context, key: &str) -> Result<E, Problem> {
    let mut all = E::all(ctx).await?.into_iter();
    let found = all.find(|entry| entry.key() == key);
    found.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

pub(super) async fn get<E: Entry>(ctx: &Context, key: &str) -> Result<Response, Problem> {
    Ok(Entity::of(&one::<E>(ctx, key).await?)?.into_response())
}

pub(super) async fn add<E: Entry, P>(
    operator: &Operator<P>,
    app: &Arc<App>,
    request: Request,
) -> Result<Response, Problem> {
    let members = body::object(request, app).await?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let wanted = E::wanted(app, members, None)?;
    operator.may_give(&wanted.gives(ctx).await?)?;
    let known = E::all(ctx).await?;
    if known.iter().any(|known| known.is_like(&wanted)) {
        return Err(Problem::new(ProblemKind::Taken).detail("there is one of that name"));
    }
    wanted.put(ctx).await?;
    let key = wanted.key();
    operator.did(E::EVENTS.0, &key).await;
    let location = format!("{}/api/v1/admin/{}/{key}", ctx.issuer().url(), E::PATH);
    let entity = Entity::of(&one::<E>(ctx, &key).await?)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], entity).into_response())
}

pub(super) async fn replace<E: Entry, P>(
    operator: &Operator<P>,
    key: &str,
    app: &Arc<App>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let members = body::object(request, app).await?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let stored: E = as_read(ctx, key, &headers).await?;
    let wanted = E::wanted(app, members, Some(&stored))?;
    operator.may_give(&stored.gives(ctx).await?)?;
    operator.may_give(&wanted.gives(ctx).await?)?;
    wanted.put(ctx).await?;
    operator.did(E::EVENTS.0, key).await;
    get::<E>(ctx, key).await
}

pub(super) async fn remove<E: Entry, P>(
    operator: &Operator<P>,
    key: &str,
    headers: &HeaderMap,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let stored: E = as_read(ctx, key, headers).await?;
    operator.may_give(&stored.gives(ctx).await?)?;
    stored.delete(ctx).await?;
    operator.did(E::EVENTS.1, key).await;
    Ok(StatusCode::NO_CONTENT)
}

/// The one of that name, if it is still as whoever asks has read it.
async fn as_read<E: Entry>(ctx: &Context, key: &str, headers: &HeaderMap) -> Result<E, Problem> {
    let stored: E = one(ctx, key).await?;
    require_match(headers, &Entity::of(&stored)?)?;
    Ok(stored)
}

/// The body of a change of the one that the URL names: it may leave the name out, and not say another.
pub(super) fn named(
    mut members: Map<String, Value>,
    (member, name): (&str, &str),
) -> Result<Map<String, Value>, Problem> {
    let said = members.insert(member.to_owned(), name.into());
    if said.is_some_and(|said| said != name) {
        return Err(Problem::of_fields(vec![FieldError {
            pointer: format!("/{member}"),
            code: "invalid".into(),
            message: "the URL names another one".to_owned(),
        }]));
    }
    Ok(members)
}

/// The five handlers of a kind, with what the OpenAPI document says of them.
macro_rules! entry_handlers {
    (
        $entry:ty, paths: $list:literal, $one:literal,
        read: $read:literal $may_read:ty, write: $write:literal $may_write:ty,
        documents: $all:ty, $document:ty, $wish:ty $(,)?
    ) => {
        /// All of them.
        #[utoipa::path(
            get, path = $list, tag = "admin", security(("access_token" = ["admin"])),
            extensions(("x-required-permission" = json!($read))),
            responses(
                (status = 200, description = "All of them", body = $all),
                (status = 403, description = "insufficient-permission, insufficient-scope"),
            ),
        )]
        pub(in crate::web::api) async fn list(
            operator: crate::web::api::operator::Operator<$may_read>,
        ) -> Result<axum::response::Response, crate::web::error::Problem> {
            crate::web::api::admin::entry::list::<$entry>(&operator.ctx).await
        }

        /// One of them.
        #[utoipa::path(
            get, path = $one, tag = "admin", security(("access_token" = ["admin"])),
            extensions(("x-required-permission" = json!($read))),
            params(("key" = String, Path, description = "Its name, or its identifier where it has one")),
            responses(
                (status = 200, description = "It", body = $document),
                (status = 403, description = "insufficient-permission, insufficient-scope"),
                (status = 404, description = "not-found"),
            ),
        )]
        pub(in crate::web::api) async fn get(
            operator: crate::web::api::operator::Operator<$may_read>,
            axum::extract::Path(key): axum::extract::Path<String>,
        ) -> Result<axum::response::Response, crate::web::error::Problem> {
            crate::web::api::admin::entry::get::<$entry>(&operator.ctx, &key).await
        }

        /// Adds one. Needs a sign-in of the last minutes; nobody gives more than they hold.
        #[utoipa::path(
            post, path = $list, tag = "admin", security(("access_token" = ["admin"])),
            extensions(("x-required-permission" = json!($write))),
            request_body = $wish,
            responses(
                (status = 201, description = "It is there", body = $document),
                (status = 401, description = "insufficient-user-authentication"),
                (status = 403, description = "insufficient-permission, insufficient-scope"),
                (status = 409, description = "taken"),
                (status = 422, description = "invalid-fields"),
            ),
        )]
        pub(in crate::web::api) async fn add(
            operator: crate::web::api::operator::Operator<$may_write>,
            axum::extract::State(app): axum::extract::State<std::sync::Arc<crate::app::App>>,
            request: axum::extract::Request,
        ) -> Result<axum::response::Response, crate::web::error::Problem> {
            crate::web::api::admin::entry::add::<$entry, _>(&operator, &app, request).await
        }

        /// Replaces one, as it was when `If-Match` was read. Needs a sign-in of the last minutes; nobody gives more than they hold.
        #[utoipa::path(
            put, path = $one, tag = "admin", security(("access_token" = ["admin"])),
            extensions(("x-required-permission" = json!($write))),
            params(("key" = String, Path, description = "Its name, or its identifier where it has one")),
            request_body = $wish,
            responses(
                (status = 200, description = "It is so", body = $document),
                (status = 401, description = "insufficient-user-authentication"),
                (status = 403, description = "insufficient-permission, insufficient-scope"),
                (status = 404, description = "not-found"),
                (status = 412, description = "precondition-failed"),
                (status = 422, description = "invalid-fields"),
                (status = 428, description = "precondition-required"),
            ),
        )]
        pub(in crate::web::api) async fn replace(
            operator: crate::web::api::operator::Operator<$may_write>,
            axum::extract::Path(key): axum::extract::Path<String>,
            axum::extract::State(app): axum::extract::State<std::sync::Arc<crate::app::App>>,
            request: axum::extract::Request,
        ) -> Result<axum::response::Response, crate::web::error::Problem> {
            crate::web::api::admin::entry::replace::<$entry, _>(&operator, &key, &app, request).await
        }

        /// Removes one, as it was when `If-Match` was read. Needs a sign-in of the last minutes.
        #[utoipa::path(
            delete, path = $one, tag = "admin", security(("access_token" = ["admin"])),
            extensions(("x-required-permission" = json!($write))),
            params(("key" = String, Path, description = "Its name, or its identifier where it has one")),
            responses(
                (status = 204, description = "It is gone"),
                (status = 401, description = "insufficient-user-authentication"),
                (status = 403, description = "insufficient-permission, insufficient-scope"),
                (status = 404, description = "not-found"),
                (status = 412, description = "precondition-failed"),
                (status = 422, description = "invalid-fields: it cannot be removed"),
                (status = 428, description = "precondition-required"),
            ),
        )]
        pub(in crate::web::api) async fn remove(
            operator: crate::web::api::operator::Operator<$may_write>,
            axum::extract::Path(key): axum::extract::Path<String>,
            headers: axum::http::HeaderMap,
        ) -> Result<axum::http::StatusCode, crate::web::error::Problem> {
            crate::web::api::admin::entry::remove::<$entry, _>(&operator, &key, &headers).await
        }
    };
}

pub(super) use entry_handlers;
