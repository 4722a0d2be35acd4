//! `/api/v1/admin/services`: protected APIs (RFC 8707), their scopes, permissions and roles.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{ServiceManage, ServiceRead};
use crate::administration::services as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::{Role, Service, ServiceId};
use crate::web::api::body;
use crate::web::error::{Problem, ProblemKind};

use super::entry::{Entry, entry_handlers, named};

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
    const EVENTS: (&'static str, &'static str) = ("service.written", "service.deleted");

    fn key(&self) -> String {
        self.id.clone()
    }

    fn wanted(app: &App, body: Map<String, Value>, stored: Option<&Self>) -> Result<Self, Problem> {
        let body = match stored {
            None => body,
            Some(stored) => named(body, ("audience", &stored.audience))?,
        };
        let wish: Wish = body::read(body)?;
        let mut service = rules::blank(app, &wish.audience);
        if let Some(stored) = stored {
            service.id = stored.service_id()?;
        }
        Ok(Self::of(wish.applied_to(service)))
    }

    /// Its permissions are allowed in it, and nothing is here.
    async fn gives(&self, _: &Context) -> Result<Vec<String>, Problem> {
        Ok(Vec::new())
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

entry_handlers! {
    Shown, paths: "/admin/services", "/admin/services/{key}",
    read: "service:read" ServiceRead, write: "service:manage" ServiceManage,
    documents: All, Shown, WishDocument,
}
