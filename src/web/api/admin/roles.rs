//! `/api/v1/admin/roles`, `/api/v1/admin/permissions`: named sets of permissions, and what there is to allow.

use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};
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

use super::entry::{Entry, entry_handlers, named};

impl Entry for Role {
    const PATH: &'static str = "roles";
    const EVENTS: (&'static str, &'static str) = ("role.written", "role.deleted");

    fn key(&self) -> String {
        self.name.clone()
    }

    fn wanted(_: &App, body: Map<String, Value>, stored: Option<&Self>) -> Result<Self, Problem> {
        match stored {
            None => body::read(body),
            Some(stored) => body::read(named(body, ("name", &stored.name))?),
        }
    }

    async fn gives(&self, _: &Context) -> Result<Vec<String>, Problem> {
        Ok(self.permissions.clone())
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

entry_handlers! {
    Role, paths: "/admin/roles", "/admin/roles/{key}",
    read: "role:read" RoleRead, write: "role:manage" RoleManage,
    documents: All, Document, Document,
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
