//! The files that pages need, in the binary, under names that change with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::view::STYLE;

#[derive(rust_embed::RustEmbed)]
#[folder = "static"]
struct Files;

/// The tag of the style sheet's and the scripts' current content.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new().chain_update(STYLE);
    for name in Files::iter() {
        if let Some(file) = Files::get(&name) {
            hash.update(file.data.as_ref());
        }
    }
    URL_SAFE_NO_PAD.encode(hash.finalize().iter().take(9).copied().collect::<Vec<u8>>())
});

/// The address of a file below an issuer.
pub(super) fn href(base: &str, file: &str) -> String {
    format!("{base}/static/{file}?v={}", VERSION.as_str())
}

/// `GET /static/{file}`
pub(super) async fn get(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let etag = format!("\"{}\"", VERSION.as_str());
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes())
    {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    let (content_type, content) = match file.as_str() {
        "style.css" => (
            "text/css; charset=utf-8".to_owned(),
            STYLE.as_bytes().to_vec(),
        ),
        // Only what lies directly in the folder; the parts of the style sheet are no pages.
        name if !name.contains(['/', '\\']) => match Files::get(name) {
            Some(file) => (file.metadata.mimetype().to_owned(), file.data.into_owned()),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
        (header::ETAG, etag),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ];
    (headers, content).into_response()
}
