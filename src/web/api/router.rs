//! Every route of the API, and the OpenAPI document that is made of the same lines.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::server::Server;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

use crate::accounts::LARGEST_FILE;
use crate::app::App;
use crate::web::cors;
use crate::web::error::{Problem, ProblemKind, written};
use crate::web::extract::Ctx;

use super::auth::{
    email, login, logout, mfa, password, providers, refresh, register, verify_token,
};
use super::once::{Creations, once};
use super::{admin, document, explorer, me, problems};

/// Where it stands below the issuer.
pub(super) const BASE: &str = "/api/v1";
/// A body has at most so many bytes.
const BODY_LIMIT: usize = 64 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vestibule",
        description = "The API of first-party applications. Third-party applications use OAuth 2 and OpenID Connect."
    ),
    components(schemas(super::document::ProblemSchema)),
    tags((name = "admin", description = "Administering the tenant, as far as the person's roles allow, for first-party applications that have the scope admin."), (name = "me", description = "A person's own account, for first-party applications that have the scope account."), (name = "auth", description = "Signing up and in, from within an application that is registered with direct_sign_in.")),
)]
struct About;

/// The routes below the issuer.
pub(in crate::web) fn router(app: &Arc<App>) -> Router<Arc<App>> {
    let (routes, mut document) = OpenApiRouter::with_openapi(About::openapi())
        .nest(BASE, versioned())
        .split_for_parts();
    document::complete(&mut document);
    let creations = Creations::of(&document);
    let routes = routes
        .route(&format!("{BASE}/openapi.json"), get(openapi))
        .route("/api/docs", get(explorer::folder))
        .route("/api/docs/", get(explorer::page))
        .route("/api/docs/{file}", get(explorer::file))
        .route("/api/problems/{kind}", get(problems::get))
        .route("/api/{*rest}", axum::routing::any(nothing))
        .method_not_allowed_fallback(crate::web::endpoints::not_found::method);
    routes
        .layer(Extension(Arc::new(document)))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(app), once))
        .layer(Extension(creations))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(app),
            written,
        ))
        .layer(cors::api())
}

fn versioned() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(register::post))
        .routes(routes!(login::post))
        .routes(routes!(mfa::challenge))
        .routes(routes!(mfa::verify))
        .routes(routes!(refresh::post))
        .routes(routes!(logout::post))
        .routes(routes!(email::post))
        .routes(routes!(email::resend))
        .routes(routes!(password::forgot))
        .routes(routes!(password::reset))
        .routes(routes!(verify_token::post))
        .routes(routes!(providers::list))
        .routes(routes!(providers::start))
        .merge(own_account())
        .merge(administration())
}

/// What a person does with their own account.
fn own_account() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(
            me::profile::get,
            me::profile::patch,
            me::data::leave
        ))
        .routes(routes!(me::profile::username))
        .routes(routes!(me::password::put))
        .routes(routes!(me::email::put))
        .routes(routes!(me::email::verify))
        .routes(
            routes!(me::picture::put, me::picture::remove)
                .layer(DefaultBodyLimit::max(LARGEST_FILE)),
        )
        .routes(routes!(me::data::copy))
        .routes(routes!(me::data::stay))
        .routes(routes!(me::activity::list))
        .routes(routes!(me::sessions::list, me::sessions::end_others))
        .routes(routes!(me::sessions::end_one))
        .routes(routes!(me::mfa::get, me::mfa::put))
        .routes(routes!(me::mfa_set_up::begin_app, me::mfa::remove_app))
        .routes(routes!(me::mfa_set_up::picture))
        .routes(routes!(me::mfa_set_up::confirm_app))
        .routes(routes!(me::mfa_set_up::send, me::mfa::remove_phone))
        .routes(routes!(me::mfa_set_up::confirm_sent))
        .routes(routes!(me::mfa::new_codes))
        .routes(routes!(me::mfa::forget))
        .routes(routes!(me::mfa::remove_mail))
        .routes(routes!(me::passkeys::list, me::passkeys::post))
        .routes(routes!(me::passkeys::begin))
        .routes(routes!(me::passkeys::patch, me::passkeys::remove))
        .routes(routes!(me::consents::list))
        .routes(routes!(me::consents::take_back))
        .routes(routes!(me::identities::list))
        .routes(routes!(me::identities::take_away))
}

/// What operators do, as far as their roles allow.
fn administration() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(admin::users::list, admin::users::add))
        .routes(routes!(
            admin::users::get,
            admin::users::patch,
            admin::users::remove
        ))
        .routes(routes!(admin::user_actions::password))
        .routes(routes!(admin::user_actions::factors))
        .routes(routes!(admin::user_actions::unlock))
        .routes(routes!(admin::user_actions::services))
        .routes(routes!(admin::user_actions::export))
        .routes(routes!(
            admin::user_actions::list_sessions,
            admin::user_actions::end_sessions
        ))
        .routes(routes!(admin::roles::list, admin::roles::add))
        .routes(routes!(
            admin::roles::get,
            admin::roles::replace,
            admin::roles::remove
        ))
        .routes(routes!(admin::roles::permissions))
        .routes(routes!(
            admin::business_roles::list,
            admin::business_roles::add
        ))
        .routes(routes!(
            admin::business_roles::get,
            admin::business_roles::replace,
            admin::business_roles::remove
        ))
        .routes(routes!(admin::services::list, admin::services::add))
        .routes(routes!(
            admin::services::get,
            admin::services::replace,
            admin::services::remove
        ))
        .routes(routes!(admin::clients::list, admin::clients::add))
        .routes(routes!(
            admin::clients::get,
            admin::clients::replace,
            admin::clients::remove
        ))
        .routes(routes!(admin::clients::secret))
        .routes(routes!(admin::audit::list))
        .routes(routes!(admin::sessions::list))
        .routes(routes!(admin::sessions::end))
        .routes(routes!(admin::tenants::list, admin::tenants::add))
        .routes(routes!(admin::tenants::get, admin::tenants::replace))
        .routes(routes!(admin::keys::list))
        .routes(routes!(admin::keys::rotate))
        .routes(routes!(admin::settings::get, admin::settings::put))
        .routes(routes!(admin::providers::list, admin::providers::add))
        .routes(routes!(
            admin::providers::get,
            admin::providers::replace,
            admin::providers::remove
        ))
}

/// `GET /api/v1/openapi.json`
async fn openapi(
    Ctx(ctx): Ctx,
    Extension(document): Extension<Arc<Document>>,
) -> Result<Response, Problem> {
    let mut document = document.as_ref().clone();
    document.servers = Some(vec![Server::new(ctx.issuer().url())]);
    let kept = [(header::CACHE_CONTROL, "public, max-age=300")];
    Ok((kept, Json(document)).into_response())
}

/// What is no route of the API.
async fn nothing() -> Problem {
    Problem::new(ProblemKind::NotFound)
}
