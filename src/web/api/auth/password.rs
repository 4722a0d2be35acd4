//! `POST /api/v1/auth/password/forgot` and `…/reset`

use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::entry::{EntryError, ask_for_reset, find_link, reset_password};
use crate::accounts::limits::LimitError;
use crate::accounts::{PasswordProblem, PasswordRefusal};
use crate::model::{LinkPurpose, Secret};
use crate::oauth::OAuthError;
use crate::web::api::app_request::AppRequest;
use crate::web::error::{FieldError, Problem, ProblemKind};

/// Whose password is forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordForgot)]
pub(in crate::web::api) struct Forgot {
    /// Username or mail address.
    #[serde(alias = "username", alias = "email")]
    login: String,
}

/// Sends a link to whoever has that name, if anybody does.
#[utoipa::path(
    post, path = "/auth/password/forgot", tag = "auth",
    request_body = Forgot,
    responses((status = 202, description = "The same answer whether or not there is such an account")),
)]
pub(in crate::web::api) async fn forgot(
    request: AppRequest<Forgot>,
) -> Result<StatusCode, Problem> {
    let (ctx, device) = (&request.ctx, &request.device);
    ask_for_reset(ctx, &request.body.login, &device.of_links(), request.texts).await?;
    Ok(StatusCode::ACCEPTED)
}

/// What the link in the mail carries, and another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordReset)]
pub(in crate::web::api) struct Reset {
    /// The `token` of the link.
    #[schema(value_type = String)]
    token: Secret,
    /// The password from now on.
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

/// Sets another password. Every sign-in ends, and the owner is told; nobody is signed in by it.
#[utoipa::path(
    post, path = "/auth/password/reset", tag = "auth",
    request_body = Reset,
    responses(
        (status = 204, description = "The password is another one"),
        (status = 410, description = "link-void"),
    ),
)]
pub(in crate::web::api) async fn reset(request: AppRequest<Reset>) -> Result<StatusCode, Problem> {
    let (ctx, body) = (&request.ctx, &request.body);
    let found = find_link(ctx, &[LinkPurpose::ResetPassword], &body.token).await;
    let link = found.map_err(OAuthError::from)?;
    let link = link.ok_or_else(|| Problem::new(ProblemKind::LinkVoid))?;
    let browser = request.device.of_links();
    reset_password(ctx, &link, &body.password, &browser, request.texts).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<EntryError> for Problem {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::Void => Self::new(ProblemKind::LinkVoid),
            EntryError::WrongPassword => Self::new(ProblemKind::PasswordRequired),
            EntryError::WrongCode => Self::new(ProblemKind::InvalidCode),
            EntryError::TooMany { retry_after } => Self::too_many(retry_after),
            EntryError::Taken => Self::new(ProblemKind::Taken),
            EntryError::Password(refusal) => refusal.into(),
            EntryError::SignIn(refusal) => refusal.into(),
            EntryError::Notify(error) => OAuthError::internal(error).into(),
            EntryError::Overloaded(error) => OAuthError::from(error).into(),
            EntryError::Storage(error) => OAuthError::from(error).into(),
            EntryError::Ephemeral(error) => OAuthError::from(error).into(),
            EntryError::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}

impl From<PasswordRefusal> for Problem {
    fn from(refusal: PasswordRefusal) -> Self {
        match refusal {
            PasswordRefusal::Problem(problem) => Self::of_fields(vec![told(problem)]),
            PasswordRefusal::Limit(LimitError::TooMany { retry_after }) => {
                Self::too_many(retry_after)
            }
            PasswordRefusal::Limit(LimitError::Ephemeral(error)) => OAuthError::from(error).into(),
            other => OAuthError::unavailable(other).into(),
        }
    }
}

/// What is wrong with a password that somebody chose.
pub(super) fn told(problem: PasswordProblem) -> FieldError {
    let code = match problem {
        PasswordProblem::TooShort { .. } => "too_short",
        PasswordProblem::TooLong => "too_long",
        PasswordProblem::Breached => "breached",
        PasswordProblem::TooCommon => "too_common",
        PasswordProblem::UsedBefore => "used_before",
    };
    FieldError {
        pointer: "/password".to_owned(),
        code: code.into(),
        message: problem.to_string(),
    }
}
