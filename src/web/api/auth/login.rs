//! `POST /api/v1/auth/login`

use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::{SignInAttempt, sign_in};
use crate::model::Secret;
use crate::oauth::first_party;
use crate::web::api::app_request::AppRequest;
use crate::web::api::passed::{self, Tokens};
use crate::web::error::Problem;

/// A name and a password, and what they are for. `client_id`, `client_secret` and `device_token` go with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Login)]
pub(in crate::web::api) struct Body {
    /// Username or mail address.
    #[serde(alias = "username", alias = "email")]
    #[schema(example = "ada")]
    login: String,
    /// The password.
    #[schema(value_type = String, format = Password)]
    password: Secret,
    /// What the tokens shall allow; everything the application is registered for when left out.
    #[schema(example = "openid profile account")]
    scope: Option<String>,
    /// The APIs that the access token shall be for (RFC 8707).
    #[serde(default)]
    resource: Vec<String>,
}

/// Signs somebody in who typed their name and password into the application.
#[utoipa::path(
    post, path = "/auth/login", tag = "auth",
    request_body = Body,
    responses(
        (status = 200, description = "Signed in", body = Tokens),
        (status = 401, description = "invalid-credentials: one answer for every cause"),
        (status = 403, description = "mfa-required, mfa-enrolment-required, email-unverified, unauthorized-client"),
    ),
)]
pub(in crate::web::api) async fn post(request: AppRequest<Body>) -> Result<Response, Problem> {
    let AppRequest {
        ctx,
        client,
        device,
        body,
        ..
    } = request;
    let wanted = first_party::wanted(&ctx, &client, body.scope.as_deref(), &body.resource).await?;
    let attempt = SignInAttempt {
        login: body.login,
        password: body.password,
    };
    let passed = sign_in(&ctx, &attempt, &device.browser, wanted).await?;
    passed::passed(&ctx, &client, passed, &device).await
}
