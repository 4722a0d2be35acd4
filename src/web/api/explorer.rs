//! `/api/docs/`: the document of the API, to read and to try. Everything it loads comes from here: it needs no internet.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa_swagger_ui::Config;

use crate::oauth::OAuthError;
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Ctx;

/// The page styles itself as it goes, so that inline styles are let in; scripts are not.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `GET /api/docs`: the page names its files relative to a folder.
pub(super) async fn folder(Ctx(ctx): Ctx) -> Response {
    let to = format!("{}/api/docs/", ctx.issuer().base_path());
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// `GET /api/docs/`
pub(super) async fn page() -> Result<Response, Problem> {
    served("")
}

/// `GET /api/docs/{file}`
pub(super) async fn file(Path(name): Path<String>) -> Result<Response, Problem> {
    served(&name)
}

fn served(name: &str) -> Result<Response, Problem> {
    // Below whatever tenant the page is opened at. Nothing that somebody typed is kept, and tokens least of all.
    let config = Config::from("../v1/openapi.json")
        .persist_authorization(false)
        .try_it_out_enabled(true)
        .deep_linking(true)
        // Without the bar that would load any other document.
        .use_base_layout();
    let file = utoipa_swagger_ui::serve(name, Arc::new(config))
        .map_err(|error| OAuthError::internal(std::io::Error::other(error.to_string())))?;
    let file = file.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let mut response = file.bytes.into_owned().into_response();
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(&file.content_type).map_err(OAuthError::internal)?;
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    if file.gzpipped {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}
