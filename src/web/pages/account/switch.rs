//! `/account/switch`: another of the accounts that are signed in with this browser.

use axum::http::StatusCode;
use axum::response::Response;

use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::view::ErrorKind;

/// `POST /account/switch`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = form.map_err(|error| owner.failed(error))?;
    if !owner.visitor.posted_from(FormId::SwitchAccount, &form) {
        return Err(owner.refused(
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        ));
    }
    let switched = owner.switched(form.get("account").unwrap_or_default());
    // Only a login of this very browser can be chosen (D20).
    switched.ok_or_else(|| owner.refused(StatusCode::NOT_FOUND, ErrorKind::NotFound, "not_found"))
}
