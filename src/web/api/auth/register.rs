//! `POST /api/v1/auth/register`

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::accounts::entry::{
    NewPerson, SignUpProblem, SignUpRefusal, asked_claims, may_sign_up, sign_up,
};
use crate::context::Context;
use crate::model::Secret;
use crate::web::api::app_request::AppRequest;
use crate::web::api::auth::password;
use crate::web::error::{FieldError, Problem, ProblemKind};

/// Somebody who wants an account. `client_id`, `client_secret` and `device_token` go with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Register)]
pub(in crate::web::api) struct Body {
    /// The name to sign in with: 1 to 64 letters, digits and `.-_`.
    #[schema(example = "ada")]
    username: String,
    /// The address; a mail goes there.
    #[schema(example = "ada@example.com")]
    email: String,
    /// The password.
    #[schema(value_type = String, format = Password)]
    password: Secret,
    /// Claims that the tenant asks for at sign-up, by the names of OpenID Connect Core §5.1.
    #[serde(default)]
    #[schema(value_type = Object)]
    profile: Map<String, Value>,
}

/// A mail is on its way, whether or not the address has an account.
#[derive(Serialize, ToSchema)]
#[schema(as = Registered)]
pub(in crate::web::api) struct Begun {
    /// Send it with `verify-email`: on this device the link needs no password.
    device_token: String,
}

/// Begins an account. It is made when the link in the mail is used, and not before.
#[utoipa::path(
    post, path = "/auth/register", tag = "auth",
    request_body = Body,
    responses(
        (status = 202, description = "A mail is on its way: the same answer for a new and for a known address", body = Begun),
        (status = 403, description = "sign-up-closed"),
    ),
)]
pub(in crate::web::api) async fn post(
    request: AppRequest<Body>,
) -> Result<(StatusCode, Json<Begun>), Problem> {
    let AppRequest {
        ctx,
        device,
        texts,
        body,
        ..
    } = request;
    let settings = &ctx.issuer().tenant().settings;
    if !settings.sign_in.passwords || !may_sign_up(&settings.sign_up) {
        return Err(Problem::new(ProblemKind::SignUpClosed));
    }
    let person = NewPerson {
        username: body.username.trim().to_owned(),
        email: body.email.trim().to_owned(),
        password: body.password,
        profile: asked_for(&ctx, body.profile)?,
    };
    sign_up(&ctx, person, &device.of_links(), "", texts).await?;
    let begun = Begun {
        device_token: device.token.expose().to_owned(),
    };
    Ok((StatusCode::ACCEPTED, Json(begun)))
}

/// The claims that the tenant asks for; others are refused.
fn asked_for(ctx: &Context, profile: Map<String, Value>) -> Result<Map<String, Value>, Problem> {
    let asked: Vec<&str> = asked_claims(&ctx.issuer().tenant().settings.sign_up)
        .map(|(name, _)| name)
        .collect();
    let unknown = profile
        .keys()
        .filter(|name| !asked.contains(&name.as_str()))
        .map(|_| FieldError {
            pointer: "/profile".to_owned(),
            code: "unknown".into(),
            message: "the tenant does not ask for every one of these claims at sign-up".to_owned(),
        });
    let unknown: Vec<FieldError> = unknown.take(1).collect();
    if unknown.is_empty() {
        Ok(profile)
    } else {
        Err(Problem::of_fields(unknown))
    }
}

impl From<SignUpRefusal> for Problem {
    fn from(refusal: SignUpRefusal) -> Self {
        match refusal {
            SignUpRefusal::Closed => Self::new(ProblemKind::SignUpClosed),
            SignUpRefusal::Problems(problems) => {
                Self::of_fields(problems.into_iter().map(told).collect())
            }
            SignUpRefusal::Entry(error) => error.into(),
        }
    }
}

fn told(problem: SignUpProblem) -> FieldError {
    let (pointer, code, message) = match problem {
        SignUpProblem::UsernameMissing => ("/username", "missing", "a username is needed"),
        SignUpProblem::UsernameInvalid => (
            "/username",
            "invalid",
            "a username has 1 to 64 letters, digits and . - _",
        ),
        SignUpProblem::UsernameTaken => ("/username", "taken", "somebody has this username"),
        SignUpProblem::EmailInvalid => ("/email", "invalid", "this is no mail address"),
        SignUpProblem::EmailNotAllowed => (
            "/email",
            "not_allowed",
            "addresses of this domain cannot be used here",
        ),
        SignUpProblem::Password(problem) => return password::told(problem),
        SignUpProblem::ClaimMissing(name) => {
            return FieldError {
                pointer: format!("/profile/{name}"),
                code: "missing".into(),
                message: "the tenant asks for this claim".to_owned(),
            };
        }
        SignUpProblem::ClaimInvalid(name) => {
            return FieldError {
                pointer: format!("/profile/{name}"),
                code: "invalid".into(),
                message: "this is no value of the claim (OpenID Connect Core section 5.1)"
                    .to_owned(),
            };
        }
    };
    FieldError {
        pointer: pointer.to_owned(),
        code: code.into(),
        message: message.to_owned(),
    }
}
