//! `POST /introspect` (RFC 7662 §2)

use axum::Json;

use crate::oauth::introspection::{self, Introspection};
use crate::web::error::ApiError;
use crate::web::extract::ClientRequest;

pub(in crate::web) async fn post(request: ClientRequest) -> Result<Json<Introspection>, ApiError> {
    Ok(Json(
        introspection::answer(&request.ctx, &request.client, &request.form).await?,
    ))
}
