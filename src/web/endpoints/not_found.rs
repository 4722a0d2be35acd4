//! What has no route.

use axum::http::StatusCode;

use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::pages::html;
use crate::web::view::ErrorKind;

/// A page that says so.
pub(in crate::web) async fn page(visitor: Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::NOT_FOUND,
        ErrorKind::NotFound,
        "not_found",
    )
}

/// The route exists, and answers to other methods; the router adds `Allow`.
pub(in crate::web) async fn method() -> StatusCode {
    StatusCode::METHOD_NOT_ALLOWED
}
