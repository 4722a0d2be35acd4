//! `/api/v1/admin/settings`: what the tenant's operators decide: the members of `[[tenant]]` in the operator's file.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{SettingsManage, SettingsRead};
use crate::administration::tenants as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::{Tenant, TenantSettings};
use crate::web::api::body;
use crate::web::api::entity::{Entity, require_match};
use crate::web::api::operator::Operator;
use crate::web::error::{Problem, ProblemKind};

/// The settings as they are given, defaults left out.
#[derive(Serialize)]
struct Shown {
    slug: String,
    name: String,
    issuer: String,
    #[serde(flatten)]
    settings: TenantSettings,
}

/// The members, for the document; what they hold is in the operator's guide (`[[tenant]]`).
#[derive(ToSchema)]
#[schema(as = Settings)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its name in URLs; only read.
    slug: Option<String>,
    /// What people read.
    name: Option<String>,
    /// Its issuer; only read.
    issuer: Option<String>,
    /// The audience of access tokens where nobody names one.
    default_audience: Option<String>,
    /// Who may make an account.
    #[schema(value_type = Option<Object>)]
    sign_up: Option<Value>,
    /// With what people sign in.
    #[schema(value_type = Option<Object>)]
    sign_in: Option<Value>,
    /// What a new password must be.
    #[schema(value_type = Option<Object>)]
    passwords: Option<Value>,
    /// Who needs a second factor, and which kinds there are.
    #[schema(value_type = Option<Object>)]
    second_factor: Option<Value>,
    /// What people may do with their accounts.
    #[schema(value_type = Option<Object>)]
    accounts: Option<Value>,
    /// How pages and mails look.
    #[schema(value_type = Option<Object>)]
    branding: Option<Value>,
}

/// The tenant's settings. Needs `settings:read`.
#[utoipa::path(
    get, path = "/admin/settings", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("settings:read"))),
    responses(
        (status = 200, description = "The settings", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<SettingsRead>,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    Ok(Entity::of(&shown(ctx, &stored(ctx).await?))?.into_response())
}

#[derive(Deserialize)]
struct Own {
    name: Option<String>,
}

/// Replaces the settings, as they were when `If-Match` was read; what is left out is as by default. Needs `settings:manage` and a
/// sign-in of the last minutes.
#[utoipa::path(
    put, path = "/admin/settings", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("settings:manage"))),
    request_body = Document,
    responses(
        (status = 200, description = "The settings as they are now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn put(
    operator: Operator<SettingsManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let mut members = body::object(request, &app).await?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let before = stored(ctx).await?;
    require_match(&headers, &Entity::of(&shown(ctx, &before))?)?;
    // What was read goes back as it came.
    for (name, value) in [
        ("slug", before.slug.as_str()),
        ("issuer", ctx.issuer().url()),
    ] {
        if members.get(name).and_then(Value::as_str) == Some(value) {
            members.remove(name);
        }
    }
    let mut own = Map::new();
    own.extend(members.remove("name").map(|name| ("name".to_owned(), name)));
    let own: Own = body::read(own)?;
    let settings: TenantSettings = body::read(members)?;
    let before_roles = before.settings.sign_up.roles.clone();
    let wanted = Tenant {
        name: own.name.unwrap_or(before.name),
        settings,
        ..before
    };
    // Whoever signs up would have them.
    let (sign_up, before) = (&wanted.settings.sign_up.roles, &before_roles);
    let given = ctx.db().roles().await?.into_iter();
    let given = given.filter(|role| sign_up.contains(&role.name) && !before.contains(&role.name));
    let given: Vec<String> = given.flat_map(|role| role.permissions).collect();
    operator.may_give(&given)?;
    rules::decide(&app, &wanted).await?;
    operator.did("config.changed", "settings").await;
    Ok(Entity::of(&shown(ctx, &stored(ctx).await?))?.into_response())
}

async fn stored(ctx: &Context) -> Result<Tenant, Problem> {
    let tenant = ctx
        .app()
        .database
        .tenant_of_row(ctx.issuer().tenant_id())
        .await?;
    tenant.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

fn shown(ctx: &Context, tenant: &Tenant) -> Shown {
    Shown {
        slug: tenant.slug.clone(),
        name: tenant.name.clone(),
        issuer: ctx.issuer().url().to_owned(),
        settings: tenant.settings.clone(),
    }
}
