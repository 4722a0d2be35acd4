//! `GET /status-lists`, `/status-lists/{number}` and `/status-lists/{number}/{services}` (Token Status List §8, §9).

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::oauth::issue::{ListName, aggregation, status_list};
use crate::web::error::ApiError;
use crate::web::extract::{Ctx, Query};

use super::discovery::has_already;

const MEDIA_TYPE: &str = "application/statuslist+jwt";

/// "status_lists: REQUIRED. JSON array of strings that contains URIs linking to Status List Tokens."  §9.3
#[derive(Serialize)]
struct Aggregation {
    status_lists: Vec<String>,
}

/// Every list of the issuer.
pub(in crate::web) async fn all(Ctx(ctx): Ctx) -> Result<Response, ApiError> {
    let status_lists = aggregation(&ctx).await?;
    let kept = [(header::CACHE_CONTROL, "public, max-age=300")];
    Ok((kept, Json(Aggregation { status_lists })).into_response())
}

/// A list of the whole tenant.
pub(in crate::web) async fn of_tenant(
    ctx: Ctx,
    Path(number): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    answer(ctx, ListName::read(&number, None), &query, &headers).await
}

/// A list as it stands with some services.
pub(in crate::web) async fn of_services(
    ctx: Ctx,
    Path((number, services)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let name = ListName::read(&number, Some(&services));
    answer(ctx, name, &query, &headers).await
}

async fn answer(
    Ctx(ctx): Ctx,
    name: Option<ListName>,
    Query(query): &Query,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    // "If the Server does not support the additional query parameter, it SHOULD return a status code of 501 (Not
    // Implemented)"  §8.4
    if query
        .as_ref()
        .is_ok_and(|query| query.get("time").is_some())
    {
        return Ok(StatusCode::NOT_IMPLEMENTED.into_response());
    }
    let list = match &name {
        Some(name) => status_list(&ctx, name).await?,
        None => None,
    };
    let Some(list) = list else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    if !accepts(headers) {
        return Ok(StatusCode::NOT_ACCEPTABLE.into_response());
    }
    let shared = [
        (header::ETAG, list.etag.as_ref().to_owned()),
        (
            header::CACHE_CONTROL,
            format!("public, max-age={}", list.ttl),
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin".to_owned(),
        ),
    ];
    if has_already(headers, &list.etag) {
        return Ok((StatusCode::NOT_MODIFIED, shared).into_response());
    }
    // "the Status Provider MUST use the following content-type: "application/statuslist+jwt" for Status List Token in JWT
    // format"  §8.2
    let kind = [(header::CONTENT_TYPE, MEDIA_TYPE)];
    Ok((shared, kind, list.token.as_ref().to_owned()).into_response())
}

/// Whether what there is will do; without the header everything does (RFC 9110 §12.5.1).
fn accepts(headers: &HeaderMap) -> bool {
    let mut sent = headers.get_all(header::ACCEPT).iter().peekable();
    sent.peek().is_none()
        || sent
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|range| range.split(';').next().unwrap_or_default().trim())
            .any(|range| {
                let wide = ["*/*", "application/*"].contains(&range);
                wide || range.eq_ignore_ascii_case(MEDIA_TYPE)
            })
}
