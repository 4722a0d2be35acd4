//! `GET /.well-known/openid-configuration` and `/.well-known/oauth-authorization-server` (RFC 8414 §3)

use std::sync::Arc;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::accounts::entry::may_sign_up;
use crate::context::Context;
use crate::model::Service;
use crate::oauth::{OAuthError, discovery};
use crate::texts::Texts;
use crate::web::error::ApiError;
use crate::web::extract::Ctx;

/// How long a client may keep the document, in seconds.
const MAX_AGE: u32 = 300;

/// A document with what it was made of: it is good for as long as the directory hands out that same list of services,
/// and the tenant lets strangers sign up or not.
#[derive(Clone)]
struct Serialised {
    services: Arc<Vec<Service>>,
    sign_up: bool,
    text: Arc<str>,
    etag: Arc<str>,
}

/// The documents of one server, by issuer.
#[derive(Clone)]
pub(in crate::web) struct Documents(moka::sync::Cache<String, Serialised>);

impl Default for Documents {
    fn default() -> Self {
        Self(moka::sync::Cache::new(1000))
    }
}

pub(in crate::web) async fn get(
    Ctx(ctx): Ctx,
    Extension(documents): Extension<Documents>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let serialised = serialised(&ctx, &documents).await?;
    Ok(document(
        &headers,
        serialised.text.as_ref().to_owned(),
        &serialised.etag,
        MAX_AGE,
    ))
}

async fn serialised(ctx: &Context, documents: &Documents) -> Result<Serialised, OAuthError> {
    let services = ctx.services().await?;
    let issuer = ctx.issuer().url();
    let sign_up = may_sign_up(&ctx.issuer().tenant().settings.sign_up);
    if let Some(known) = documents
        .0
        .get(issuer)
        .filter(|known| Arc::ptr_eq(&known.services, &services) && known.sign_up == sign_up)
    {
        return Ok(known);
    }
    let locales = Texts::supported().map(str::to_owned).collect();
    let metadata = discovery::metadata(ctx, locales).await?;
    let text = serde_json::to_string(&metadata).map_err(OAuthError::internal)?;
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&text)));
    let made = Serialised {
        services,
        sign_up,
        text: text.into(),
        etag: etag.into(),
    };
    documents.0.insert(issuer.to_owned(), made.clone());
    Ok(made)
}

/// A public JSON document with its tag and its lifetime; 304 to whoever has it already.
pub(super) fn document(headers: &HeaderMap, text: String, etag: &str, max_age: u32) -> Response {
    let shared = [
        (header::ETAG, etag.to_owned()),
        (header::CACHE_CONTROL, format!("public, max-age={max_age}")),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin".to_owned(),
        ),
    ];
    if has_already(headers, etag) {
        return (StatusCode::NOT_MODIFIED, shared).into_response();
    }
    (shared, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// "the condition is false if the origin server has a current representation for the target resource" for `*`, "if one of the
/// listed tags matches" otherwise, by the weak comparison.  RFC 9110 §13.1.2
pub(super) fn has_already(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
