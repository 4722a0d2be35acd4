//! Where a sign-in stands, as the API says it: tokens, or the problem that names the next step.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::accounts::SignInRefusal;
use crate::accounts::gate::{Need, Passed, PendingSignIn};
use crate::context::Context;
use crate::ephemeral::Kind;
use crate::model::policy::FactorKind;
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::TokenResponse;
use crate::oauth::{OAuthError, first_party};
use crate::web::error::{Problem, ProblemKind};

use super::app_request::Device;

/// RFC 6749 §5.1, with what the application is to keep for this device.
#[derive(Serialize)]
pub(super) struct SignedIn {
    #[serde(flatten)]
    tokens: TokenResponse,
    device_token: String,
}

/// The same, for the document.
#[derive(ToSchema)]
#[schema(as = Tokens)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(super) struct Tokens {
    /// An RFC 9068 access token.
    access_token: String,
    /// Always `Bearer`.
    token_type: String,
    /// Seconds the access token lives.
    expires_in: u32,
    /// What it allows; absent when that is nothing.
    scope: Option<String>,
    /// Good once: each use answers the next one.
    refresh_token: String,
    /// An OpenID Connect ID token, where `openid` is in the scope.
    id_token: Option<String>,
    /// Send it with the next sign-in on this device, so that its owner is not told of a new one. Only sign-ins answer it.
    device_token: Option<String>,
}

/// Tokens are nobody else's to keep: "The authorization server MUST include the HTTP Cache-Control response header field with
/// a value of no-store"  RFC 6749 §5.1
pub(super) fn tokens(body: impl Serialize) -> Response {
    let kept = [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (kept, Json(body)).into_response()
}

/// The answer to a step of a sign-in.
pub(super) async fn passed(
    ctx: &Context,
    client: &AuthenticatedClient,
    passed: Passed,
    device: &Device,
) -> Result<Response, Problem> {
    match passed {
        Passed::SignedIn(signed_in) => Ok(tokens(SignedIn {
            tokens: first_party::tokens(ctx, client, &signed_in).await?,
            device_token: device.token.expose().to_owned(),
        })),
        Passed::Pending(pending) => Err(next_step(ctx, &pending)),
    }
}

fn next_step(ctx: &Context, pending: &PendingSignIn) -> Problem {
    let names = |kinds: &[FactorKind]| -> Value { kinds.iter().map(|kind| kind.name()).collect() };
    match pending.needs() {
        Need::SecondFactor(kinds) => Problem::new(ProblemKind::MfaRequired)
            .with("mfa_token", pending.id())
            .with("methods", names(kinds))
            .with("expires_in", json!(Kind::PendingSignIn.seconds())),
        Need::Enrolment(kinds) => Problem::new(ProblemKind::MfaEnrolmentRequired)
            .with("methods", names(kinds))
            .with("sign_in_url", format!("{}/sign-in", ctx.issuer().url())),
        Need::VerifiedEmail => Problem::new(ProblemKind::EmailUnverified)
            .with("sign_in_token", pending.id())
            .with("expires_in", json!(Kind::PendingSignIn.seconds())),
    }
}

impl From<SignInRefusal> for Problem {
    fn from(refusal: SignInRefusal) -> Self {
        match refusal {
            SignInRefusal::Wrong => Self::new(ProblemKind::InvalidCredentials),
            SignInRefusal::TooMany { retry_after } => Self::too_many(retry_after),
            SignInRefusal::Over => Self::new(ProblemKind::MfaOver),
            SignInRefusal::NoFactor => Self::new(ProblemKind::Conflict)
                .detail("a second factor is demanded, and this person can have none"),
            SignInRefusal::Overloaded(error) => OAuthError::from(error).into(),
            SignInRefusal::Notify(error) => OAuthError::internal(error).into(),
            SignInRefusal::Storage(error) => OAuthError::from(error).into(),
            SignInRefusal::Ephemeral(error) => OAuthError::from(error).into(),
            SignInRefusal::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}
