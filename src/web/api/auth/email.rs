//! `POST /api/v1/auth/verify-email` and `…/resend`: what the link in a mail does, for applications with pages of their own.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::accounts::entry::{
    ask_for_verification, confirm_change, find_link, finish_sign_up, verify_email,
};
use crate::accounts::gate::{Need, PendingSignIn};
use crate::model::{LinkPurpose, Secret};
use crate::oauth::{OAuthError, first_party};
use crate::web::api::app_request::AppRequest;
use crate::web::api::passed::{self, Tokens};
use crate::web::error::{Problem, ProblemKind};

/// What the link in the mail carries.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VerifyEmail)]
pub(in crate::web::api) struct Body {
    /// The `token` of the link.
    #[schema(value_type = String)]
    token: Secret,
    /// The password of the account, where `password-required` asked for it.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<Secret>,
    /// See `auth/login`.
    scope: Option<String>,
}

/// Proves an address. The link of a sign-up makes the account and signs it in; others answer nothing.
#[utoipa::path(
    post, path = "/auth/verify-email", tag = "auth",
    request_body = Body,
    responses(
        (status = 200, description = "The account is made, and signed in", body = Tokens),
        (status = 204, description = "The address is proven"),
        (status = 403, description = "password-required, mfa-enrolment-required"),
        (status = 409, description = "taken"),
        (status = 410, description = "link-void"),
    ),
)]
pub(in crate::web::api) async fn post(request: AppRequest<Body>) -> Result<Response, Problem> {
    let AppRequest {
        ctx,
        client,
        device,
        texts,
        body,
    } = request;
    let purposes = [LinkPurpose::VerifyEmail, LinkPurpose::ChangeEmail];
    let found = find_link(&ctx, &purposes, &body.token).await;
    let link = found.map_err(OAuthError::from)?;
    let link = link.ok_or_else(|| Problem::new(ProblemKind::LinkVoid))?;
    let (browser, password) = (device.of_links(), body.password.as_ref());
    match (link.purpose, link.user) {
        (LinkPurpose::ChangeEmail, _) => {
            confirm_change(&ctx, &link, password, (&browser, &[]), texts).await?;
        }
        (_, Some(_)) => verify_email(&ctx, &link, password, (&browser, &[])).await?,
        (_, None) => {
            let wanted = first_party::wanted(&ctx, &client, body.scope.as_deref(), &[]).await?;
            let passed = finish_sign_up(&ctx, &link, password, &browser, wanted).await?;
            return passed::passed(&ctx, &client, passed, &device).await;
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Which sign-in waits for the mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResendVerification)]
pub(in crate::web::api) struct Resend {
    /// What came with `email-unverified`.
    sign_in_token: String,
}

/// Sends the mail again, a few times an hour.
#[utoipa::path(
    post, path = "/auth/verify-email/resend", tag = "auth",
    request_body = Resend,
    responses(
        (status = 202, description = "It is on its way, unless enough of them are"),
        (status = 410, description = "mfa-over"),
    ),
)]
pub(in crate::web::api) async fn resend(
    request: AppRequest<Resend>,
) -> Result<StatusCode, Problem> {
    let AppRequest {
        ctx,
        device,
        texts,
        body,
        ..
    } = request;
    let pending = PendingSignIn::find(&ctx, &body.sign_in_token, &device.browser).await?;
    let pending = pending.filter(|pending| *pending.needs() == Need::VerifiedEmail);
    let pending = pending.ok_or_else(|| Problem::new(ProblemKind::MfaOver))?;
    let owner = ctx.db().credentials_of(pending.user()).await;
    let owner = owner.map_err(OAuthError::from)?;
    let owner = owner.ok_or_else(|| Problem::new(ProblemKind::MfaOver))?;
    ask_for_verification(&ctx, &owner, &device.of_links(), texts).await?;
    Ok(StatusCode::ACCEPTED)
}
