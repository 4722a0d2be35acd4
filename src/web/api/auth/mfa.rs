//! `POST /api/v1/auth/mfa/challenge` and `…/verify`: the second step of a sign-in.

use axum::Json;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::factors::{self, Actor, FactorRefusal};
use crate::accounts::gate::{self, PendingSignIn, Remember};
use crate::model::Secret;
use crate::model::policy::FactorKind;
use crate::oauth::OAuthError;
use crate::web::api::app_request::{AppRequest, Device};
use crate::web::api::passed::{self, Tokens};
use crate::web::error::{FieldError, Problem, ProblemKind};

/// Which code is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MfaChallenge)]
pub(in crate::web::api) struct Challenge {
    /// What came with `mfa-required`.
    mfa_token: String,
    /// `email` or `sms`.
    #[schema(example = "email")]
    method: String,
}

/// Where it went.
#[derive(Serialize, ToSchema)]
#[schema(as = MfaSent)]
pub(in crate::web::api) struct Sent {
    /// The address or number, masked.
    #[schema(example = "a••@example.com")]
    sent_to: Option<String>,
}

/// Sends a code by mail or by text message.
#[utoipa::path(
    post, path = "/auth/mfa/challenge", tag = "auth",
    request_body = Challenge,
    responses(
        (status = 200, description = "A code was sent", body = Sent),
        (status = 410, description = "mfa-over"),
    ),
)]
pub(in crate::web::api) async fn challenge(
    request: AppRequest<Challenge>,
) -> Result<Json<Sent>, Problem> {
    let AppRequest {
        ctx,
        device,
        texts,
        body,
        ..
    } = request;
    let kind = kind(&body.method)?;
    let pending = PendingSignIn::find(&ctx, &body.mfa_token, &device.browser).await?;
    // One that was begun for a code goes on where it was begun.
    let pending = pending.filter(|pending| !pending.is_for_code());
    let pending = pending.ok_or_else(over)?;
    is_on_offer(&pending, kind)?;
    if !matches!(kind, FactorKind::Email | FactorKind::Sms) {
        return Err(
            Problem::new(ProblemKind::MethodNotOffered).detail("codes of this method are not sent")
        );
    }
    let actor = actor(&device, texts);
    factors::send(&ctx, &pending, kind, actor).await?;
    Ok(Json(Sent {
        sent_to: factors::target(&ctx, &pending, kind).await?,
    }))
}

/// A code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MfaVerify)]
pub(in crate::web::api) struct Verify {
    /// What came with `mfa-required`.
    mfa_token: String,
    /// `totp`, `email`, `sms` or `recovery_code`.
    #[schema(example = "totp")]
    method: String,
    /// What the person typed.
    #[schema(value_type = String, example = "123456")]
    code: Secret,
    /// Whether this device shall be remembered in place of the second factor, for as long as the tenant allows.
    #[serde(default)]
    remember_device: bool,
}

/// Ends a sign-in with a code of the second factor.
#[utoipa::path(
    post, path = "/auth/mfa/verify", tag = "auth",
    request_body = Verify,
    responses(
        (status = 200, description = "Signed in", body = Tokens),
        (status = 401, description = "invalid-code"),
        (status = 410, description = "mfa-over"),
    ),
)]
pub(in crate::web::api) async fn verify(request: AppRequest<Verify>) -> Result<Response, Problem> {
    let AppRequest {
        ctx,
        client,
        device,
        texts,
        body,
    } = request;
    let kind = kind(&body.method)?;
    let pending = PendingSignIn::find(&ctx, &body.mfa_token, &device.browser).await?;
    // One that was begun for a code goes on where it was begun.
    let pending = pending.filter(|pending| !pending.is_for_code());
    let pending = pending.ok_or_else(over)?;
    is_on_offer(&pending, kind)?;
    let actor = actor(&device, texts);
    let proof = factors::prove(&ctx, pending, kind, &body.code, actor).await?;
    let remember = if body.remember_device {
        Remember::Yes
    } else {
        Remember::No
    };
    let passed = gate::go_on(&ctx, proof.pending, proof.factor, &device.browser, remember).await?;
    passed::passed(&ctx, &client, passed, &device).await
}

fn kind(name: &str) -> Result<FactorKind, Problem> {
    FactorKind::from_name(name).ok_or_else(|| {
        Problem::of_fields(vec![FieldError {
            pointer: "/method".to_owned(),
            code: "unknown".into(),
            message: "this is no method of a second factor".to_owned(),
        }])
    })
}

fn is_on_offer(pending: &PendingSignIn, kind: FactorKind) -> Result<(), Problem> {
    if pending.kinds().contains(&kind) && kind != FactorKind::Passkey {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::MethodNotOffered))
}

fn over() -> Problem {
    Problem::new(ProblemKind::MfaOver)
}

const fn actor(device: &Device, texts: crate::texts::Texts) -> Actor<'_> {
    Actor {
        browser: &device.browser,
        texts,
    }
}

impl From<FactorRefusal> for Problem {
    fn from(refusal: FactorRefusal) -> Self {
        match refusal {
            FactorRefusal::Malformed => Self::of_fields(vec![FieldError {
                pointer: "/code".to_owned(),
                code: "invalid".into(),
                message: "this is no code of the method".to_owned(),
            }]),
            FactorRefusal::Wrong => Self::new(ProblemKind::InvalidCode),
            FactorRefusal::Burned | FactorRefusal::Over => over(),
            // Another method may do.
            FactorRefusal::NoMoreTexts { retry_after } => {
                Self::too_many(retry_after).detail("no more text messages are sent today")
            }
            FactorRefusal::Paused { retry_after }
            | FactorRefusal::TooMany { retry_after }
            | FactorRefusal::SentTooOften { retry_after } => Self::too_many(retry_after),
            FactorRefusal::NotANumber => Self::of_fields(vec![FieldError {
                pointer: "/phone_number".to_owned(),
                code: "invalid".into(),
                message: "this is no phone number with a country code".to_owned(),
            }]),
            FactorRefusal::NoAddress => {
                Self::new(ProblemKind::Conflict).detail("the account has no verified address")
            }
            FactorRefusal::LastOne => Self::new(ProblemKind::Conflict)
                .detail("the last second factor cannot be removed where one is demanded"),
            FactorRefusal::Storage(error) => OAuthError::from(error).into(),
            FactorRefusal::Ephemeral(error) => OAuthError::from(error).into(),
            FactorRefusal::Vault(error) => OAuthError::internal(error).into(),
            FactorRefusal::Notify(error) => OAuthError::internal(error).into(),
            FactorRefusal::Lookup(error) => OAuthError::from(error).into(),
            FactorRefusal::Gate(refusal) => refusal.into(),
        }
    }
}
