//! `/api/v1/admin/business-roles`: job functions, with roles here and in services.

use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{RoleManage, RoleRead};
use crate::administration::business_roles as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::BusinessRole;
use crate::web::api::body;
use crate::web::error::Problem;

use super::entry::{Entry, entry_handlers, named};

impl Entry for BusinessRole {
    const PATH: &'static str = "business-roles";
    const EVENTS: (&'static str, &'static str) = ("business_role.written", "business_role.deleted");

    fn key(&self) -> String {
        self.name.clone()
    }

    fn wanted(_: &App, body: Map<String, Value>, stored: Option<&Self>) -> Result<Self, Problem> {
        match stored {
            None => body::read(body),
            Some(stored) => body::read(named(body, ("name", &stored.name))?),
        }
    }

    async fn gives(&self, ctx: &Context) -> Result<Vec<String>, Problem> {
        let roles = ctx.db().roles().await?.into_iter();
        let given = roles.filter(|role| self.roles.contains(&role.name));
        Ok(given.flat_map(|role| role.permissions).collect())
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

entry_handlers! {
    BusinessRole, paths: "/admin/business-roles", "/admin/business-roles/{key}",
    read: "role:read" RoleRead, write: "role:manage" RoleManage,
    documents: All, Document, Document,
}
