//! `/api/v1/admin/tenants`: the issuers of the server, for the operators of the default one.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{Needed, TenantManage, TenantRead};
use crate::administration::tenants as rules;
use crate::app::App;
use crate::model::{DEFAULT_SLUG, Issuer, Tenant, TenantId, TenantSettings};
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::entity::{Entity, require_match};
use crate::web::api::operator::Operator;
use crate::web::api::page::{PageQuery, PageWish};
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Query;

/// What is no setting.
const OWN: [&str; 4] = ["slug", "name", "host", "disabled"];

#[derive(Serialize)]
struct Shown {
    slug: String,
    name: String,
    host: Option<String>,
    issuer: String,
    disabled: bool,
    #[serde(flatten)]
    settings: TenantSettings,
}

/// The members; what the settings hold is in the operator's guide (`[[tenant]]`).
#[derive(ToSchema)]
#[schema(as = Tenant)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its name in URLs; it stays.
    #[schema(example = "acme")]
    slug: String,
    /// What people read.
    name: Option<String>,
    /// A host name of its own.
    host: Option<String>,
    /// Its issuer; only read.
    issuer: Option<String>,
    /// A disabled tenant answers nobody.
    disabled: Option<bool>,
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

/// A page of them.
#[derive(ToSchema)]
#[schema(as = Tenants)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Document>,
    /// Where the next page begins; null when there is none.
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    slug: String,
    name: Option<String>,
    host: Option<String>,
    #[serde(default)]
    disabled: bool,
}

/// Tenants are the server's: whoever administers one of them administers no other.
fn of_the_server<P: Needed>(operator: &Operator<P>) -> Result<(), Problem> {
    if operator.ctx.issuer().tenant().slug == DEFAULT_SLUG {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::NotAllowed)
        .detail("tenants are administered at the default tenant"))
}

fn shown(app: &App, tenant: Tenant) -> Shown {
    let issuer = Issuer::new(tenant, app.config.server.public_url.url());
    let tenant = issuer.tenant().clone();
    Shown {
        issuer: issuer.url().to_owned(),
        slug: tenant.slug,
        name: tenant.name,
        host: tenant.host,
        disabled: tenant.disabled,
        settings: tenant.settings,
    }
}

async fn stored(app: &App, slug: &str) -> Result<Tenant, Problem> {
    let unknown = || Problem::new(ProblemKind::NotFound);
    // PostgreSQL has no U+0000 in a text and fails when asked for one.
    let slug = Some(slug).filter(|slug| !slug.contains('\0'));
    let found = app.database.tenant_by_slug(slug.ok_or_else(unknown)?).await;
    found.map_err(OAuthError::from)?.ok_or_else(unknown)
}

/// The tenants, by slug. Needs `tenant:read`, at the default tenant.
#[utoipa::path(
    get, path = "/admin/tenants", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("tenant:read"))),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of tenants", body = All),
        (status = 400, description = "invalid-query"),
        (status = 403, description = "insufficient-permission, insufficient-scope, not-allowed"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<TenantRead>,
    State(app): State<Arc<App>>,
    query: Query,
) -> Result<Response, Problem> {
    of_the_server(&operator)?;
    let wish = PageWish::read(query, &[])?;
    let after = wish.after.clone().unwrap_or_default();
    let found = app.database.tenants_after(&after, wish.one_more()).await;
    let found = found.map_err(OAuthError::from)?;
    let place = |tenant: &Tenant| tenant.slug.clone();
    Ok(wish.answer(found, place, |tenant| shown(&app, tenant)))
}

/// One of them. Needs `tenant:read`, at the default tenant.
#[utoipa::path(
    get, path = "/admin/tenants/{slug}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("tenant:read"))),
    params(("slug" = String, Path, description = "Its slug")),
    responses(
        (status = 200, description = "It", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope, not-allowed"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<TenantRead>,
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    of_the_server(&operator)?;
    let tenant = stored(&app, &slug).await?;
    Ok(Entity::of(&shown(&app, tenant))?.into_response())
}

/// Adds one, with keys and the role of its administrators. Needs `*` at the default tenant, and a sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/tenants", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("tenant:manage"))),
    request_body = Document,
    responses(
        (status = 201, description = "It is there", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope, not-allowed"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<TenantManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let members = body::object(request, &app).await?;
    may_write(&operator).await?;
    let wanted = read(members, None)?;
    let made = rules::create(&app, &wanted).await?;
    operator.did("tenant.created", &made.slug).await;
    let issuer = operator.ctx.issuer().url();
    let place = format!("{issuer}/api/v1/admin/tenants/{}", made.slug);
    let entity = Entity::of(&shown(&app, made))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], entity).into_response())
}

/// Replaces what is decided for one, as it was when `If-Match` was read; what is left out is as by default. Needs `*` at the default
/// tenant, and a sign-in of the last minutes.
#[utoipa::path(
    put, path = "/admin/tenants/{slug}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("tenant:manage"))),
    params(("slug" = String, Path, description = "Its slug")),
    request_body = Document,
    responses(
        (status = 200, description = "It is so", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope, not-allowed"),
        (status = 404, description = "not-found"),
        (status = 409, description = "taken"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn replace(
    operator: Operator<TenantManage>,
    Path(slug): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let mut members = body::object(request, &app).await?;
    may_write(&operator).await?;
    let before = stored(&app, &slug).await?;
    let now = shown(&app, before.clone());
    require_match(&headers, &Entity::of(&now)?)?;
    // What was read goes back as it came.
    if members.get("issuer").and_then(Value::as_str) == Some(now.issuer.as_str()) {
        members.remove("issuer");
    }
    members
        .entry("slug")
        .or_insert_with(|| before.slug.clone().into());
    let wanted = read(members, Some(&before))?;
    rules::update(&app, &wanted).await?;
    operator.did("tenant.changed", &wanted.slug).await;
    let tenant = stored(&app, &slug).await?;
    Ok(Entity::of(&shown(&app, tenant))?.into_response())
}

/// Whoever decides for every tenant could give themselves everything.
async fn may_write(operator: &Operator<TenantManage>) -> Result<(), Problem> {
    of_the_server(operator)?;
    operator.fresh().await?;
    operator.may_give(&["*".to_owned()])
}

fn read(mut members: Map<String, Value>, before: Option<&Tenant>) -> Result<Tenant, Problem> {
    let own = OWN.into_iter();
    let own = own.filter_map(|name| Some((name.to_owned(), members.remove(name)?)));
    let own: Own = body::read(own.collect())?;
    let settings: TenantSettings = body::read(members)?;
    if before.is_some_and(|before| before.slug != own.slug) {
        return Err(Problem::of_fields(vec![crate::web::error::FieldError {
            pointer: "/slug".to_owned(),
            code: "fixed".into(),
            message: "the slug of a tenant stays".to_owned(),
        }]));
    }
    Ok(Tenant {
        id: before.map_or(TenantId(Uuid::nil()), |before| before.id),
        name: own.name.unwrap_or_else(|| own.slug.clone()),
        slug: own.slug,
        host: own.host,
        settings,
        disabled: own.disabled,
    })
}
