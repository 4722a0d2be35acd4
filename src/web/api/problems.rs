//! `GET /api/problems/{kind}`: what a `type` means. "it … SHOULD provide human-readable documentation for the problem type"
//! RFC 9457 §3.1.1

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::web::error::{Problem, ProblemKind};

pub(super) async fn get(Path(slug): Path<String>) -> Result<Response, Problem> {
    let kind = ProblemKind::ALL.iter().find(|kind| kind.slug() == slug);
    let kind = kind.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let about = json!({
        "title": kind.title(),
        "status": kind.status().as_u16(),
        "advice": kind.advice(),
    });
    let kept = [(header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((kept, Json(about)).into_response())
}
