//! `PUT /api/v1/me/password`

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::{ChangeRefusal, NewPasswordChoice, SignInRefusal, change_password};
use crate::app::App;
use crate::model::Secret;
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem, ProblemKind};

use super::profile::DONE;

/// The present password, and another one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordChange)]
pub(in crate::web::api) struct Change {
    /// The one they have; may be left out where the account has none.
    #[schema(value_type = Option<String>, format = Password)]
    current_password: Option<Secret>,
    /// The one they want.
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

/// Sets another password, or a first one. Every other sign-in ends, and the owner is told.
#[utoipa::path(
    put, path = "/me/password", tag = "me", security(("access_token" = ["account"])),
    request_body = Change,
    responses(
        (status = 204, description = "The password is another one"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 409, description = "conflict: the account was changed meanwhile"),
        (status = 422, description = "invalid-fields: what is wrong with which password"),
    ),
)]
pub(in crate::web::api) async fn put(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let change: Change = body::read(body::object(request, &app).await?)?;
    holder.fresh().await?;
    let choice = NewPasswordChoice {
        current: change.current_password.unwrap_or_else(|| Secret::new("")),
        new: change.password,
    };
    let whose = (holder.user.id, holder.login.id);
    // The session of a sign-in within an application is nobody's; another one takes its place.
    change_password(&holder.ctx, whose, &choice, &holder.browser, holder.texts).await?;
    Ok(DONE)
}

impl From<ChangeRefusal> for Problem {
    fn from(refusal: ChangeRefusal) -> Self {
        match refusal {
            ChangeRefusal::Current(SignInRefusal::Wrong) => Self::of_fields(vec![FieldError {
                pointer: "/current_password".to_owned(),
                code: "wrong".into(),
                message: "this is not the password of the account".to_owned(),
            }]),
            ChangeRefusal::Current(refusal) => refusal.into(),
            ChangeRefusal::New(refusal) => refusal.into(),
            ChangeRefusal::Meanwhile => {
                Self::new(ProblemKind::Conflict).detail("the account was changed meanwhile")
            }
            ChangeRefusal::Notify(error) => OAuthError::internal(error).into(),
            ChangeRefusal::Storage(error) => OAuthError::from(error).into(),
        }
    }
}
