//! `POST /revoke` (RFC 7009 §2)

use axum::http::StatusCode;

use crate::oauth::revocation;
use crate::web::error::ApiError;
use crate::web::extract::ClientRequest;

pub(in crate::web) async fn post(request: ClientRequest) -> Result<StatusCode, ApiError> {
    revocation::answer(&request.ctx, &request.client, &request.form).await?;
    Ok(StatusCode::OK)
}
