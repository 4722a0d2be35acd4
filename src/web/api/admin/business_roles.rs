//! `/api/v1/admin/business-roles`: job functions, with roles here and in services.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use utoipa::ToSchema;

use crate::access::{RoleManage, RoleRead};
use crate::administration::business_roles as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::BusinessRole;
use crate::web::api::body;
use crate::web::api::operator::Operator;
use crate::web::error::Problem;

use super::entry::{self, Entry};

impl Entry for BusinessRole {
    const PATH: &'static str = "business-roles";

    fn key(&self) -> String {
        self.name.clone()
    }

    async fn all(ctx: &Context) -> Result<Vec<Self>, Problem> {
        Ok(ctx.db().business_roles().await?)
    }

    async fn put(&self, ctx: &Context) -> Result<(), Problem> {
        Ok(rules::put(ctx.app(), ctx.issuer().tenant_id(), self).await?)
    }

    async fn delete(&self, ctx: &Context) -> Result<(), Problem> {
        Ok(rules::delete(ctx.app(), ctx.issuer().tenant_id(), &self.name).await?)
    }
}

/// Nobody gives what they do not hold, be it by the way of a business role.
async fn may_give(operator: &Operator<RoleManage>, wanted: &BusinessRole) -> Result<(), Problem> {
    let roles = operator.ctx.db().roles().await?;
    let given = roles
        .iter()
        .filter(|role| wanted.roles.contains(&role.name));
    let permissions: Vec<String> = given.flat_map(|role| role.permissions.clone()).collect();
    operator.may_give(&permissions)
}

/// A job function: roles here and in services, given as one.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BusinessRole)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its name. In a change the URL says it.
    #[schema(example = "support-agent")]
    name: Option<String>,
    /// What it is for.
    description: Option<String>,
    /// Roles of the tenant; never `admin`.
    roles: Option<Vec<String>>,
    /// Roles in services.
    service_roles: Option<Vec<ServiceRoleDocument>>,
}

/// A role in a service.
#[derive(ToSchema)]
#[schema(as = ServiceRole)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct ServiceRoleDocument {
    /// The service's audience.
    #[schema(example = "https://api.example.com")]
    service: String,
    /// The role.
    role: String,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = BusinessRoles)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Document>,
}

/// All of them. Needs `role:read`.
#[utoipa::path(
    get, path = "/admin/business-roles", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:read"))),
    responses(
        (status = 200, description = "The business roles", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(operator: Operator<RoleRead>) -> Result<Response, Problem> {
    entry::list::<BusinessRole>(&operator.ctx).await
}

/// One of them. Needs `role:read`.
#[utoipa::path(
    get, path = "/admin/business-roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:read"))),
    params(("name" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The business role", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<RoleRead>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    entry::get::<BusinessRole>(&operator.ctx, &name).await
}

/// Adds one. Needs `role:manage` and a sign-in of the last minutes; nobody gives more than they hold.
#[utoipa::path(
    post, path = "/admin/business-roles", tag = "admin", security(("access_token" = ["admin"])),
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
    let wanted: BusinessRole = body::read(members)?;
    may_give(&operator, &wanted).await?;
    operator.did("business_role.written", &wanted.name);
    entry::add(&operator.ctx, wanted).await
}

/// Replaces one, as it was when `If-Match` was read. Needs `role:manage` and a sign-in of the last minutes; nobody gives more than they hold.
#[utoipa::path(
    put, path = "/admin/business-roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("role:manage"))),
    params(("name" = String, Path, description = "Its name")),
    request_body = Document,
    responses(
        (status = 200, description = "The business role as it is now", body = Document),
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
    let stored = entry::as_read::<BusinessRole>(&operator.ctx, &name, &headers).await?;
    let wanted: BusinessRole = body::read(entry::named(members, ("name", &name))?)?;
    may_give(&operator, &stored).await?;
    may_give(&operator, &wanted).await?;
    operator.did("business_role.written", &name);
    entry::replace(&operator.ctx, &wanted).await
}

/// Removes one, as it was when `If-Match` was read. Needs `role:manage` and a sign-in of the last minutes; nobody gives more than they hold.
#[utoipa::path(
    delete, path = "/admin/business-roles/{name}", tag = "admin", security(("access_token" = ["admin"])),
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
    let stored = entry::as_read::<BusinessRole>(&operator.ctx, &name, &headers).await?;
    may_give(&operator, &stored).await?;
    stored.delete(&operator.ctx).await?;
    operator.did("business_role.deleted", &stored.key());
    Ok(StatusCode::NO_CONTENT)
}
