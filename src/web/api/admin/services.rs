//! `/api/v1/admin/services`: protected APIs (RFC 8707), their scopes, permissions and roles.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::{ServiceManage, ServiceRead};
use crate::administration::services as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::{Role, Service, ServiceId};
use crate::web::api::body;
use crate::web::api::operator::Operator;
use crate::web::error::{Problem, ProblemKind};

use super::entry::{self, Entry};

/// A protected API.
#[derive(Serialize, ToSchema)]
#[schema(as = Service)]
pub(in crate::web::api) struct Shown {
    /// Its identifier.
    id: String,
    /// The `aud` of tokens for it, and the `resource` to ask for (RFC 8707).
    audience: String,
    /// What people read.
    name: String,
    /// The scopes that belong to it.
    scopes: Vec<String>,
    /// What can be allowed in it.
    permissions: Vec<String>,
    /// The roles of those who use it.
    #[schema(value_type = Vec<super::roles::Document>)]
    roles: Vec<Role>,
    /// Whether only people who were given something in it get tokens for it.
    members_only: bool,
    /// For a disabled service there are no tokens, and those that there are mean nothing.
    disabled: bool,
}

impl Shown {
    fn of(service: Service) -> Self {
        Self {
            id: service.id.to_string(),
            audience: service.audience,
            name: service.name,
            scopes: service.scopes,
            permissions: service.permissions,
            roles: service.roles,
            members_only: service.members_only,
            disabled: service.disabled,
        }
    }

    fn service_id(&self) -> Result<ServiceId, Problem> {
        let id = self.id.parse().map(ServiceId);
        id.map_err(|_| Problem::new(ProblemKind::NotFound))
    }
}

impl Entry for Shown {
    const PATH: &'static str = "services";

    fn key(&self) -> String {
        self.id.clone()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.audience == other.audience
    }

    async fn all(ctx: &Context) -> Result<Vec<Self>, Problem> {
        let all = ctx.db().services().await?;
        Ok(all.into_iter().map(Self::of).collect())
    }

    async fn put(&self, ctx: &Context) -> Result<(), Problem> {
        let service = Service {
            id: self.service_id()?,
            audience: self.audience.clone(),
            name: self.name.clone(),
            scopes: self.scopes.clone(),
            permissions: self.permissions.clone(),
            roles: self.roles.clone(),
            members_only: self.members_only,
            disabled: self.disabled,
        };
        Ok(rules::put(ctx.app(), ctx.issuer().tenant_id(), &service).await?)
    }

    async fn delete(&self, ctx: &Context) -> Result<(), Problem> {
        Ok(rules::delete(ctx.app(), ctx.issuer().tenant_id(), &self.audience).await?)
    }
}

/// What a service shall be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    audience: String,
    name: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    permissions: Vec<String>,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default)]
    members_only: bool,
    #[serde(default)]
    disabled: bool,
}

impl Wish {
    fn applied_to(self, blank: Service) -> Service {
        Service {
            name: self.name.unwrap_or(blank.name),
            scopes: self.scopes,
            permissions: self.permissions,
            roles: self.roles,
            members_only: self.members_only,
            disabled: self.disabled,
            ..blank
        }
    }
}

/// The members of a body, for the document.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ServiceWish)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct WishDocument {
    /// An absolute URI without a fragment; it stays what it is.
    #[schema(example = "https://api.example.com")]
    audience: Option<String>,
    /// What people read; the audience when left out.
    name: Option<String>,
    /// The scopes that belong to it.
    scopes: Option<Vec<String>>,
    /// What can be allowed in it, such as `order:read`.
    permissions: Option<Vec<String>>,
    /// The roles of those who use it, made of these permissions.
    roles: Option<Vec<super::roles::Document>>,
    /// Whether only people who were given something in it get tokens for it.
    members_only: Option<bool>,
    /// For a disabled service there are no tokens.
    disabled: Option<bool>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Services)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// All of them. Needs `service:read`.
#[utoipa::path(
    get, path = "/admin/services", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("service:read"))),
    responses(
        (status = 200, description = "The services", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<ServiceRead>,
) -> Result<Response, Problem> {
    entry::list::<Shown>(&operator.ctx).await
}

/// One of them. Needs `service:read`.
#[utoipa::path(
    get, path = "/admin/services/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("service:read"))),
    params(("id" = String, Path, description = "Its identifier")),
    responses(
        (status = 200, description = "The service", body = Shown),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<ServiceRead>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    entry::get::<Shown>(&operator.ctx, &id).await
}

/// Adds one. Needs `service:manage` and a sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/services", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("service:manage"))),
    request_body = WishDocument,
    responses(
        (status = 201, description = "It is there", body = Shown),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<ServiceManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let members = body::object(request, &app).await?;
    operator.fresh().await?;
    let wish: Wish = body::read(members)?;
    let blank = rules::blank(&app, &wish.audience);
    operator.did("service.written", &wish.audience);
    entry::add(&operator.ctx, Shown::of(wish.applied_to(blank))).await
}

/// Replaces one, as it was when `If-Match` was read. Needs `service:manage` and a sign-in of the last minutes.
#[utoipa::path(
    put, path = "/admin/services/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("service:manage"))),
    params(("id" = String, Path, description = "Its identifier")),
    request_body = WishDocument,
    responses(
        (status = 200, description = "The service as it is now", body = Shown),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn replace(
    operator: Operator<ServiceManage>,
    Path(id): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let members = body::object(request, &app).await?;
    operator.fresh().await?;
    let stored = entry::as_read::<Shown>(&operator.ctx, &id, &headers).await?;
    let members = entry::named(members, ("audience", &stored.audience))?;
    let wish: Wish = body::read(members)?;
    let mut blank = rules::blank(&app, &stored.audience);
    blank.id = stored.service_id()?;
    operator.did("service.written", &stored.audience);
    entry::replace(&operator.ctx, &Shown::of(wish.applied_to(blank))).await
}

/// Removes one, as it was when `If-Match` was read. Needs `service:manage` and a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/admin/services/{id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("service:manage"))),
    params(("id" = String, Path, description = "Its identifier")),
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
    operator: Operator<ServiceManage>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let stored = entry::as_read::<Shown>(&operator.ctx, &id, &headers).await?;
    stored.delete(&operator.ctx).await?;
    operator.did("service.deleted", &stored.key());
    Ok(StatusCode::NO_CONTENT)
}
