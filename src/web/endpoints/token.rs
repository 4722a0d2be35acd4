//! `POST /token` (RFC 6749 §3.2)

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::oauth::token;
use crate::web::error::ApiError;
use crate::web::extract::ClientRequest;

pub(in crate::web) async fn post(request: ClientRequest) -> Result<Response, ApiError> {
    let tokens = token::answer(&request.ctx, &request.client, &request.form).await?;
    // "The authorization server MUST include the HTTP Cache-Control response header field with a value of no-store"  RFC 6749 §5.1
    Ok((
        [
            (header::CACHE_CONTROL, "no-store"),
            (header::PRAGMA, "no-cache"),
        ],
        Json(tokens),
    )
        .into_response())
}
