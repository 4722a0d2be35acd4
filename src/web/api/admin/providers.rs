//! `/api/v1/admin/providers`: where people may sign in besides here.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

use crate::access::{ProviderManage, ProviderRead};
use crate::administration::provider_wish::{DecidedProvider, ProviderWish, decide, with_secret};
use crate::administration::{AdministrationError, providers as rules};
use crate::app::App;
use crate::context::Context;
use crate::model::provider::LevelRule;
use crate::model::{Acr, Provider, ProviderSettings, Role};
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::entity::{Entity, items, require_match};
use crate::web::api::operator::Operator;
use crate::web::error::{FieldError, Problem, ProblemKind};

use super::provider_body::{Document, Shown, Wish, wish};

/// All of them.
#[derive(ToSchema)]
#[schema(as = Providers)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Document>,
}

/// Every provider of the tenant, disabled and hidden ones among them. Needs `provider:read`.
#[utoipa::path(
    get, path = "/admin/providers", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("provider:read"))),
    responses(
        (status = 200, description = "The providers", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<ProviderRead>,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let all = ctx.db().providers().await.map_err(OAuthError::from)?;
    Ok(items(all.iter().map(|one| Shown::of(ctx, one)).collect()))
}

/// One of them. Needs `provider:read`.
#[utoipa::path(
    get, path = "/admin/providers/{slug}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("provider:read"))),
    params(("slug" = String, Path, description = "Its name in URLs")),
    responses(
        (status = 200, description = "The provider", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<ProviderRead>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let found = found(ctx, &slug).await?.ok_or_else(none)?;
    Ok(Entity::of(&Shown::of(ctx, &found))?.into_response())
}

/// Adds one. Needs `provider:manage` and a sign-in of the last minutes; one that connects accounts by address, or is worth two
/// factors, needs `*`.
#[utoipa::path(
    post, path = "/admin/providers", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("provider:manage"))),
    request_body = Wish,
    responses(
        (status = 201, description = "It is there", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<ProviderManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let wish = wish(body::object(request, &app).await?, None)?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    if found(ctx, &wish.slug).await?.is_some() {
        return Err(Problem::new(ProblemKind::Taken));
    }
    let location = format!(
        "{}/api/v1/admin/providers/{}",
        ctx.issuer().url(),
        wish.slug
    );
    let written = write(&operator, None, wish).await?;
    let entity = Entity::of(&Shown::of(ctx, &written))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], entity).into_response())
}

/// Replaces one, as it was when `If-Match` was read. Needs `provider:manage` and a sign-in of the last minutes; one that connects
/// accounts by address, or is worth two factors, needs `*`.
#[utoipa::path(
    put, path = "/admin/providers/{slug}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("provider:manage"))),
    params(("slug" = String, Path, description = "Its name in URLs")),
    request_body = Wish,
    responses(
        (status = 200, description = "The provider as it is now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn replace(
    operator: Operator<ProviderManage>,
    Path(slug): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let ctx = &operator.ctx;
    let stored = as_read(ctx, &slug, request.headers()).await?;
    let wish = wish(body::object(request, &app).await?, Some(&slug))?;
    operator.fresh().await?;
    let written = write(&operator, Some(&stored), wish).await?;
    Ok(Entity::of(&Shown::of(ctx, &written))?.into_response())
}

/// Removes one, with everybody's connections to it. Needs `provider:manage` and a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/admin/providers/{slug}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("provider:manage"))),
    params(("slug" = String, Path, description = "Its name in URLs")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn remove(
    operator: Operator<ProviderManage>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let ctx = &operator.ctx;
    as_read(ctx, &slug, &headers).await?;
    operator.fresh().await?;
    rules::delete(ctx.app(), ctx.issuer().tenant_id(), &slug).await?;
    operator
        .did("config.changed", &format!("provider {slug} removed"))
        .await;
    Ok(StatusCode::NO_CONTENT)
}

async fn found(ctx: &Context, slug: &str) -> Result<Option<Provider>, Problem> {
    let all = ctx.db().providers().await.map_err(OAuthError::from)?;
    Ok(all.into_iter().find(|one| one.slug == slug))
}

fn none() -> Problem {
    Problem::new(ProblemKind::NotFound)
}

/// The provider, if it is still as whoever asks has read it.
async fn as_read(ctx: &Context, slug: &str, headers: &HeaderMap) -> Result<Provider, Problem> {
    let stored = found(ctx, slug).await?.ok_or_else(none)?;
    require_match(headers, &Entity::of(&Shown::of(ctx, &stored))?)?;
    Ok(stored)
}

async fn write(
    operator: &Operator<ProviderManage>,
    stored: Option<&Provider>,
    wish: ProviderWish,
) -> Result<Provider, Problem> {
    let (ctx, slug) = (&operator.ctx, wish.slug.clone());
    let (app, tenant) = (ctx.app(), ctx.issuer().tenant_id());
    let roles = ctx.db().roles().await.map_err(OAuthError::from)?;
    // Whoever the provider says so of would have them.
    let ruled = |role: &&Role| {
        wish.settings
            .roles
            .iter()
            .any(|rule| rule.role == role.name)
    };
    let given = roles.iter().filter(ruled);
    let given: Vec<String> = given.flat_map(|role| role.permissions.clone()).collect();
    let opens = opens_accounts(&wish.settings);
    let roles: Vec<String> = roles.into_iter().map(|role| role.name).collect();
    let DecidedProvider {
        provider,
        fresh,
        problems,
    } = decide(app, stored, Some(&roles), wish)?;
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems).into());
    }
    operator.may_give(&given)?;
    // What signs in as anybody with an address, or counts as two factors, is a way into every account, an administrator's too.
    if opens || stored.is_some_and(|stored| opens_accounts(&stored.settings)) {
        operator.may_give(&["*".to_owned()])?;
    }
    let provider = with_secret(app, tenant, provider, fresh)?;
    rules::put(app, tenant, provider).await?;
    operator
        .did("config.changed", &format!("provider {slug} written"))
        .await;
    found(ctx, &slug).await?.ok_or_else(none)
}

/// Whether a provider's word opens accounts that are somebody's already, or is worth more than one factor.
fn opens_accounts(settings: &ProviderSettings) -> bool {
    let lifts = |rule: &LevelRule| rule.level > Acr::Aal1;
    settings.first_sign_in.links() || settings.levels.iter().any(lifts)
}

impl From<AdministrationError> for Problem {
    fn from(error: AdministrationError) -> Self {
        match error {
            AdministrationError::Invalid(problems) => {
                Self::of_fields(problems.iter().map(|problem| told(problem)).collect())
            }
            AdministrationError::NotFound(..) => none(),
            AdministrationError::Taken(..) => Self::new(ProblemKind::Taken),
            AdministrationError::LastAdministrator(_) => Self::new(ProblemKind::Conflict)
                .detail("without it nobody could administer the tenant"),
            AdministrationError::Storage(error) => OAuthError::from(error).into(),
            AdministrationError::Lookup(error) => OAuthError::from(error).into(),
            AdministrationError::Ephemeral(error) => OAuthError::from(error).into(),
            other @ (AdministrationError::Password(_)
            | AdministrationError::Key(_)
            | AdministrationError::Seal(_)
            | AdministrationError::Notify(_)
            | AdministrationError::Interrupted) => OAuthError::internal(other).into(),
        }
    }
}

/// `slug: has 1 to 40 …`: the member stands before the colon.
fn told(problem: &str) -> FieldError {
    let (member, message) = problem.split_once(": ").unwrap_or(("", problem));
    let is_member = !member.contains([' ', ',']) && !member.is_empty();
    FieldError {
        pointer: if is_member {
            format!("/{member}")
        } else {
            String::new()
        },
        code: if message == "is missing" {
            "missing".into()
        } else {
            "invalid".into()
        },
        message: if is_member { message } else { problem }.to_owned(),
    }
}
