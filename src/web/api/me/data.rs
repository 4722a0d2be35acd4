//! `GET /api/v1/me/export`, `DELETE /api/v1/me`, `DELETE /api/v1/me/deletion`: a copy of everything, and leaving.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::{
    DeletionRefusal, SignInRefusal, cancel_deletion, confirm_password, deletion_day, export,
    request_deletion,
};
use crate::app::App;
use crate::model::Secret;
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem, ProblemKind};

use super::profile::DONE;

/// Everything that is held of the person, as JSON. Needs a sign-in of the last minutes.
#[utoipa::path(
    get, path = "/me/export", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 200, description = "Everything", body = Object),
        (status = 401, description = "insufficient-user-authentication"),
    ),
)]
pub(in crate::web::api) async fn copy(holder: Holder) -> Result<Response, Problem> {
    holder.fresh().await?;
    let held = export(&holder.ctx, holder.user.id, &holder.browser).await;
    let held = held.map_err(OAuthError::from)?;
    let headers = [
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"my-account.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Json(held.unwrap_or_default())).into_response())
}

/// That it is meant.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountDeletion)]
pub(in crate::web::api) struct Confirmation {
    /// The password, where the account has one.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<Secret>,
}

/// When it will be done.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountDeletionScheduled)]
pub(in crate::web::api) struct Scheduled {
    /// Until then its owner can change their mind.
    deletion_at: Option<String>,
}

/// Deletes the account after the days of grace (GDPR article 17). Needs a sign-in of the last minutes.
#[utoipa::path(
    delete, path = "/me", tag = "me", security(("access_token" = ["account"])),
    request_body = Option<Confirmation>,
    responses(
        (status = 202, description = "It will be deleted", body = Scheduled),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "not-allowed: people cannot delete their account here"),
        (status = 409, description = "conflict: the last administrator"),
        (status = 422, description = "invalid-fields: the password"),
    ),
)]
pub(in crate::web::api) async fn leave(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<(StatusCode, Json<Scheduled>), Problem> {
    let confirmation: Confirmation = if request.headers().contains_key(header::CONTENT_TYPE) {
        body::read(body::object(request, &app).await?)?
    } else {
        Confirmation::default()
    };
    holder.fresh().await?;
    let (ctx, user, browser) = (&holder.ctx, &holder.user, &holder.browser);
    let known = ctx.db().credentials_of(user.id).await;
    let known = known.map_err(OAuthError::from)?;
    // Beside the fresh sign-in, so that nobody does it in passing with somebody else's phone.
    if known.is_some_and(|known| known.password_hash.is_some()) {
        let typed = confirmation.password.unwrap_or_else(|| Secret::new(""));
        match confirm_password(ctx, user.id, &typed, browser).await {
            Ok(_) => {}
            Err(SignInRefusal::Wrong) => {
                return Err(Problem::of_fields(vec![FieldError {
                    pointer: "/password".to_owned(),
                    code: "wrong".into(),
                    message: "this is not the password of the account".to_owned(),
                }]));
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    request_deletion(ctx, user, browser, holder.texts).await?;
    let scheduled = Scheduled {
        deletion_at: deletion_day(ctx).rfc3339(),
    };
    Ok((StatusCode::ACCEPTED, Json(scheduled)))
}

/// Keeps the account after all. Asks for no fresh sign-in: keeping an account harms nobody.
#[utoipa::path(
    delete, path = "/me/deletion", tag = "me", security(("access_token" = ["account"])),
    responses((status = 204, description = "The account stays")),
)]
pub(in crate::web::api) async fn stay(holder: Holder) -> Result<StatusCode, Problem> {
    cancel_deletion(&holder.ctx, &holder.user, &holder.browser, holder.texts).await?;
    Ok(DONE)
}

impl From<DeletionRefusal> for Problem {
    fn from(refusal: DeletionRefusal) -> Self {
        match refusal {
            DeletionRefusal::LastAdministrator => Self::new(ProblemKind::Conflict)
                .detail("the last administrator of a tenant cannot be deleted"),
            DeletionRefusal::NotHere => {
                Self::new(ProblemKind::NotAllowed).detail("people cannot delete their account here")
            }
            DeletionRefusal::Notify(error) => OAuthError::internal(error).into(),
            DeletionRefusal::Storage(error) => OAuthError::from(error).into(),
            DeletionRefusal::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}
