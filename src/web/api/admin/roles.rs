//! `/api/v1/admin/roles`, `/api/v1/admin/permissions`: named sets of permissions, and what there is to allow.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access::{Permission, RoleManage, RoleRead};
use crate::administration::roles as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::Role;
use crate::web::api::body;
use crate::web::api::entity::items;
use crate::web::api::operator::Operator;
use crate::web::error::Problem;

use super::entry::{self, Entry};

impl Entry for Role {
    const PATH: &'static str = "roles";

    fn key(&self) -> String {
        self.name.clone()
    }

    async fn all(ctx: &Context) -> Result<Vec<Self>, Problem> {
        Ok(ctx.db().roles().await?)
    }

    async fn put(&self, ctx: &Context) -> Result<(), Problem> {
        Ok(rules::put(ctx.app(), ctx.issuer().tenant_id(), self).await?)
    }

    async fn delete(&self, ctx: &Context) -> Result<(), Problem> {
        Ok(rules::delete(ctx.app(), ctx.issuer().tenant_id(), &self.name).await?)
    }
}

/// A named set of permissions.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Role)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its name: 1 to 64 lower-case letters, digits and `- . _ :`. In a change the URL says it.
    #[schema(example = "support")]
    name: Option<String>,
    /// What it is for.
    description: Option<String>,
    /// What its holders may do; a star stands for whatever follows.
    #[schema(example = json!(["user:read", "session:*"]))]
    permissions: Option<Vec<String>>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Roles)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Document>,
}

/// All of them. Needs `role:read`.
#[utoipa::path(
    get, path = "/admin/roles", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:read"))),
    responses(
        (status = 200, description = "The roles", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(operator: Operator<RoleRead>) -> Result<Response, Problem> {
    entry::list::<Role>(&operator.ctx).await
}

/// One of them. Needs `role:read`.
#[utoipa::path(
    get, path = "/admin/roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:read"))),
    params(("name" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The role", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<RoleRead>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    entry::get::<Role>(&operator.ctx, &name).await
}

/// Adds one. Needs `role:manage` and a sign-in of the last minutes; nobody writes a role that allows more than theirs.
#[utoipa::path(
    post, path = "/admin/roles", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:manage"))),
    request_body = Document,
    responses(
        (status = 201, description = "It is there", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<RoleManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let members = body::object(request, &app).await?;
    operator.fresh().await?;
    let wanted: Role = body::read(members)?;
    operator.may_give(&wanted.permissions)?;
    operator.did("role.written", &wanted.name);
    entry::add(&operator.ctx, wanted).await
}

/// Replaces one, as it was when `If-Match` was read. Needs `role:manage` and a sign-in of the last minutes; nobody writes a role that allows more than theirs.
#[utoipa::path(
    put, path = "/admin/roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:manage"))),
    params(("name" = String, Path, description = "Its name")),
    request_body = Document,
    responses(
        (status = 200, description = "The role as it is now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn replace(
    operator: Operator<RoleManage>,
    Path(name): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let members = body::object(request, &app).await?;
    operator.fresh().await?;
    let stored = entry::as_read::<Role>(&operator.ctx, &name, &headers).await?;
    let wanted: Role = body::read(entry::named(members, ("name", &name))?)?;
    operator.may_give(&stored.permissions)?;
    operator.may_give(&wanted.permissions)?;
    operator.did("role.written", &name);
    entry::replace(&operator.ctx, &wanted).await
}

/// Removes one, as it was when `If-Match` was read. Needs `role:manage` and a sign-in of the last minutes; nobody writes a role that allows more than theirs.
#[utoipa::path(
    delete, path = "/admin/roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:manage"))),
    params(("name" = String, Path, description = "Its name")),
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
    operator: Operator<RoleManage>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let stored = entry::as_read::<Role>(&operator.ctx, &name, &headers).await?;
    operator.may_give(&stored.permissions)?;
    stored.delete(&operator.ctx).await?;
    operator.did("role.deleted", &stored.key());
    Ok(StatusCode::NO_CONTENT)
}

/// A permission.
#[derive(Serialize, ToSchema)]
#[schema(as = Permission)]
pub(in crate::web::api) struct Allowed {
    /// As it stands in roles.
    #[schema(example = "user:read")]
    name: String,
    /// The audience of the service that it belongs to; none for one of the tenant.
    service: Option<String>,
    /// Whether this API asks for it.
    own: bool,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Permissions)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct AllPermissions {
    items: Vec<Allowed>,
}

/// What there is to allow: what this API asks for, what roles name besides, and what services know. Needs `role:read`.
#[utoipa::path(
    get, path = "/admin/permissions", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:read"))),
    responses(
        (status = 200, description = "The permissions", body = AllPermissions),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn permissions(
    operator: Operator<RoleRead>,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let mut all: Vec<Allowed> = Permission::ALL
        .iter()
        .map(|known| Allowed {
            name: known.name().to_owned(),
            service: None,
            own: true,
        })
        .collect();
    for name in ctx
        .db()
        .roles()
        .await?
        .into_iter()
        .flat_map(|role| role.permissions)
    {
        if all.iter().all(|known| known.name != name) {
            all.push(Allowed {
                name,
                service: None,
                own: false,
            });
        }
    }
    for service in ctx.db().services().await? {
        let audience = &service.audience;
        all.extend(service.permissions.iter().map(|name| Allowed {
            name: name.clone(),
            service: Some(audience.clone()),
            own: false,
        }));
    }
    Ok(items(all))
}
