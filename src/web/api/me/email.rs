//! `PUT /api/v1/me/email`, `POST /api/v1/me/email/verify`: another address for the account, and proof of the one it has.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::entry::{EntryError, ask_for_change, ask_for_verification};
use crate::app::App;
use crate::model::user::{name_key, valid_email};
use crate::oauth::OAuthError;
use crate::storage::Credentials;
use crate::web::api::body;
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem};

/// Another address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EmailChange)]
pub(in crate::web::api) struct Change {
    /// It takes the place of the present one when it is proven.
    #[schema(example = "ada@new.example")]
    email: String,
}

/// Sends a link to another address; it becomes the account's when the link is used. The old address is told. The answer is the
/// same whoever has the address. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    put, path = "/me/email", tag = "me", security(("access_token" = ["account"])),
    request_body = Change,
    responses(
        (status = 202, description = "A link is on its way"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn put(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let change: Change = body::read(body::object(request, &app).await?)?;
    // The address is a way back in, and may be a factor.
    holder.fresh().await?;
    let typed = change.email.trim();
    let old = holder.user.email.as_deref().unwrap_or_default();
    let problem = if !valid_email(typed) {
        Some("this is no mail address")
    } else if name_key(typed) == name_key(old) {
        Some("this is the address of the account already")
    } else {
        None
    };
    if let Some(problem) = problem {
        return Err(Problem::of_fields(vec![FieldError {
            pointer: "/email".to_owned(),
            code: "invalid".into(),
            message: problem.to_owned(),
        }]));
    }
    let (ctx, owner) = (&holder.ctx, credentials(&holder).await?);
    ask_for_change(ctx, &owner, typed, &holder.browser, holder.texts).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Sends a link that proves the present address.
#[utoipa::path(
    post, path = "/me/email/verify", tag = "me", security(("access_token" = ["account"])),
    responses((status = 202, description = "A link is on its way, unless the address is proven")),
)]
pub(in crate::web::api) async fn verify(holder: Holder) -> Result<StatusCode, Problem> {
    let (ctx, owner) = (&holder.ctx, credentials(&holder).await?);
    ask_for_verification(ctx, &owner, &holder.browser, holder.texts).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn credentials(holder: &Holder) -> Result<Credentials, Problem> {
    let found = holder.ctx.db().credentials_of(holder.user.id).await;
    let found = found.map_err(OAuthError::from)?;
    found.ok_or_else(|| EntryError::Void.into())
}
