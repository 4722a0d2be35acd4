//! `/api/v1/me/mfa/totp` and `…/sms`: setting up a second factor. A code of it counts before it does.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::factors::{self, Added, Changing, Enrolling};
use crate::app::App;
use crate::model::Secret;
use crate::model::policy::FactorKind;
use crate::web::api::body;
use crate::web::api::holder::Holder;
use crate::web::error::{Problem, ProblemKind};

use super::mfa::{Changed, actor, secret};

/// The secret of an authenticator app.
#[derive(Serialize, ToSchema)]
#[schema(as = TotpSecret)]
pub(in crate::web::api) struct AppSecret {
    /// To be typed, in groups of four.
    secret: String,
    /// What the picture says, for an app on the same device.
    otpauth_url: String,
}

/// Begins to set an authenticator app up. The secret stays the same for a quarter of an hour, or until a code of it was right.
/// Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/mfa/totp", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 200, description = "What the app has to know", body = AppSecret),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 400, description = "method-not-offered"),
    ),
)]
pub(in crate::web::api) async fn begin_app(holder: Holder) -> Result<Response, Problem> {
    let shown = app_secret(&holder).await?;
    Ok(secret(AppSecret {
        secret: shown.text.expose().to_owned(),
        otpauth_url: shown.link.expose().to_owned(),
    }))
}

async fn app_secret(holder: &Holder) -> Result<factors::AppSecret, Problem> {
    let changing = holder.fresh().await?;
    let enrolling = enrolling(holder, &changing, FactorKind::Totp)?;
    Ok(enrolling.app_secret(&holder.ctx).await?)
}

/// The same as a picture: SVG, or PNG where `Accept` names no SVG.
#[utoipa::path(
    get, path = "/me/mfa/totp/qrcode", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 200, description = "A QR code", content((Vec<u8> = "image/png"), (String = "image/svg+xml"))),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 400, description = "method-not-offered"),
    ),
)]
pub(in crate::web::api) async fn picture(
    holder: Holder,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = app_secret(&holder).await?;
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok());
    let accept = accept.unwrap_or("*/*");
    let as_png = accept.contains("image/png") && !accept.contains("image/svg+xml");
    let (kind, picture) = if as_png {
        ("image/png", shown.png().map(|png| png.to_vec()))
    } else {
        let svg = shown.svg().map(|svg| svg.as_bytes().to_vec());
        ("image/svg+xml", svg)
    };
    let picture = picture.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        // A picture runs nothing, wherever it is opened.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    Ok((headers, picture).into_response())
}

/// A code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MfaCode)]
pub(in crate::web::api) struct Code {
    /// What the app shows, or what was sent.
    #[schema(value_type = String, example = "123456")]
    code: Secret,
}

/// The app shows this code: it is on from now. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/mfa/totp/confirm", tag = "me", security(("access_token" = ["account"])),
    request_body = Code,
    responses(
        (status = 200, description = "It is on", body = Changed),
        (status = 400, description = "method-not-offered"),
        (status = 401, description = "invalid-code, insufficient-user-authentication"),
        (status = 410, description = "mfa-over: there is no secret to confirm"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn confirm_app(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let sent: Code = body::read(body::object(request, &app).await?)?;
    let changing = holder.fresh().await?;
    let enrolling = enrolling(&holder, &changing, FactorKind::Totp)?;
    let ctx = &holder.ctx;
    let added = enrolling
        .confirm_app(ctx, &sent.code, actor(&holder))
        .await?;
    confirmed(&holder, added).await
}

/// A phone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MfaPhone)]
pub(in crate::web::api) struct Phone {
    /// With the country code.
    #[schema(example = "+442071838750")]
    phone_number: String,
}

/// Sends a code to a phone that shall be on. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/mfa/sms", tag = "me", security(("access_token" = ["account"])),
    request_body = Phone,
    responses(
        (status = 202, description = "A code was sent"),
        (status = 400, description = "method-not-offered"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn send(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let sent: Phone = body::read(body::object(request, &app).await?)?;
    let changing = holder.fresh().await?;
    let enrolling = enrolling(&holder, &changing, FactorKind::Sms)?;
    let number = Some(sent.phone_number.as_str());
    enrolling.send(&holder.ctx, number, actor(&holder)).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The code arrived: the phone is on from now. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/mfa/sms/confirm", tag = "me", security(("access_token" = ["account"])),
    request_body = Code,
    responses(
        (status = 200, description = "It is on", body = Changed),
        (status = 400, description = "method-not-offered"),
        (status = 401, description = "invalid-code, insufficient-user-authentication"),
        (status = 410, description = "mfa-over: too many wrong codes"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn confirm_sent(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let sent: Code = body::read(body::object(request, &app).await?)?;
    let changing = holder.fresh().await?;
    let enrolling = enrolling(&holder, &changing, FactorKind::Sms)?;
    let (ctx, kind) = (&holder.ctx, FactorKind::Sms);
    let added = enrolling
        .confirm_sent(ctx, kind, &sent.code, actor(&holder))
        .await?;
    confirmed(&holder, added).await
}

fn enrolling<'a>(
    holder: &Holder,
    changing: &'a Changing,
    kind: FactorKind,
) -> Result<&'a Enrolling, Problem> {
    let offered = changing.enrolling(&holder.ctx, kind);
    offered.ok_or_else(|| Problem::new(ProblemKind::MethodNotOffered))
}

/// The sign-in has proven the factor, so that it may go on changing them.
async fn confirmed(holder: &Holder, added: Added) -> Result<Response, Problem> {
    factors::lift(&holder.ctx, &holder.login, &added).await?;
    Ok(Changed::with(&added.codes))
}
