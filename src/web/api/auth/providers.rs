//! `GET /api/v1/auth/providers` and `…/{provider}/start`: signing in through others, from an application.
//!
//! The application does not see it: the person's browser goes to the provider and back by way of the authorization endpoint, as
//! for any other sign-in, so that the same rules hold (linking, the second factor), and the application gets a code (RFC 8252 §4.1).

use axum::Json;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::model::Endpoint;
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::{FieldError, Problem, ProblemKind};
use crate::web::extract::{Ctx, Query};

/// The parameter that names the provider to the authorization endpoint.
const HINT: &str = "idp";

/// Somewhere else to sign in.
#[derive(Serialize, ToSchema)]
#[schema(as = SignInProvider)]
pub(in crate::web::api) struct Shown {
    /// Its name in URLs.
    #[schema(example = "google")]
    id: String,
    /// What people read.
    #[schema(example = "Google")]
    name: String,
    /// What it is: `openid`, `google`, `github` …
    #[schema(example = "google")]
    kind: &'static str,
    /// Where the browser begins, with the parameters of an authorization request.
    start_url: String,
}

/// All of them.
#[derive(Serialize, ToSchema)]
#[schema(as = SignInProviders)]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// Where people may sign in besides here: what the sign-in page has buttons for.
#[utoipa::path(
    get, path = "/auth/providers", tag = "auth",
    responses((status = 200, description = "The providers", body = All)),
)]
pub(in crate::web::api) async fn list(Ctx(ctx): Ctx) -> Result<Json<All>, Problem> {
    let providers = ctx.providers().await.map_err(OAuthError::from)?;
    let offered = providers
        .iter()
        .filter(|provider| !provider.disabled && !provider.settings.hidden);
    let items = offered.map(|provider| Shown {
        id: provider.slug.clone(),
        name: provider.name.clone(),
        kind: provider.kind.name(),
        start_url: format!(
            "{}/api/v1/auth/providers/{}/start",
            ctx.issuer().url(),
            provider.slug
        ),
    });
    Ok(Json(All {
        items: items.collect(),
    }))
}

/// The parameters of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3); whatever else one may hold goes along.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Asked {
    /// The application.
    client_id: String,
    /// Where the code goes: one that the application registered.
    redirect_uri: Option<String>,
    /// `code`.
    response_type: Option<String>,
    /// What the application wants.
    scope: Option<String>,
    /// Comes back with the code.
    state: Option<String>,
    /// BASE64URL(SHA256(verifier)).
    code_challenge: Option<String>,
    /// `S256`.
    code_challenge_method: Option<String>,
    /// Comes back in the ID token.
    nonce: Option<String>,
}

/// For a browser: to the provider by way of the authorization endpoint. The code that comes back is redeemed at the token
/// endpoint.
#[utoipa::path(
    get, path = "/auth/providers/{provider}/start", tag = "auth",
    params(("provider" = String, Path, description = "Its name in URLs"), Asked),
    responses(
        (status = 303, description = "To the authorization endpoint"),
        (status = 400, description = "invalid-query"),
        (status = 404, description = "not-found: there is no such provider, or it is disabled"),
    ),
)]
pub(in crate::web::api) async fn start(
    Ctx(ctx): Ctx,
    Path(slug): Path<String>,
    Query(query): Query,
) -> Result<Response, Problem> {
    let providers = ctx.providers().await.map_err(OAuthError::from)?;
    let is_meant = |slug: &str| {
        providers
            .iter()
            .any(|one| one.slug == slug && !one.disabled)
    };
    if !is_meant(&slug) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    let query = query.map_err(|_| Problem::new(ProblemKind::InvalidQuery))?;
    if query.get("client_id").is_none() || query.any_repeated() || query.get(HINT).is_some() {
        let problem = Problem::new(ProblemKind::InvalidQuery);
        return Err(problem.errors(vec![FieldError {
            pointer: "/client_id".to_owned(),
            code: "missing".into(),
            message: "an authorization request is expected: client_id, and each parameter once"
                .to_owned(),
        }]));
    }
    let hint = Parameters::of([(HINT, slug.as_str())]).to_text();
    let to = ctx.endpoint(Endpoint::Authorization);
    let location = format!("{to}?{}&{hint}", query.to_text());
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}
