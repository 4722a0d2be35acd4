//! OAuth 2.0 for First-Party Applications §5: signing in step by step within an application of the operator's own, which gets a
//! code for it and redeems it as any other.

use serde::Serialize;

use crate::accounts::factors::{self, Actor, FactorRefusal};
use crate::accounts::gate::{self, Need, Passed, PendingSignIn, Remember, SignedIn};
use crate::accounts::{Browser, SignInAttempt, SignInRefusal, sign_in};
use crate::context::Context;
use crate::model::policy::FactorKind;
use crate::model::{GrantType, Secret};
use crate::texts::Texts;

use super::client_auth::AuthenticatedClient;
use super::{ErrorCode, OAuthError, Parameters, first_party, pkce};

/// What an application is told.
#[derive(Debug)]
pub struct Challenge {
    /// Where the sign-in stands.
    pub step: Step,
    /// For the application to keep on this device and to send with the next sign-in, so that its owner is not told of a new one.
    pub device: Secret,
}

/// Where a sign-in stands.
#[derive(Debug)]
pub enum Step {
    /// "authorization_code: REQUIRED. The authorization code issued by the authorization server."  §5.2.1
    Done(Secret),
    /// "The presented authorization is insufficient, and the authorization server is requesting the client take additional steps
    /// to complete the authorization."  §5.2.2
    More(NextStep),
}

/// What is due.
#[derive(Debug, Serialize)]
pub struct NextStep {
    /// "allows the authorization server to associate subsequent requests by this client with an ongoing authorization request
    /// sequence"  §5.2.2
    pub auth_session: String,
    /// Which kinds of codes will do.
    pub methods: Vec<&'static str>,
    /// Where a code went, masked, when one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
}

/// Answers a step. `user_agent` is what the application calls itself.
pub async fn answer(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
    (user_agent, texts): (&str, Texts),
) -> Result<Challenge, OAuthError> {
    first_party::may_sign_in(client.client())?;
    if !client.client().allows(GrantType::AuthorizationCode) {
        return Err(OAuthError::new(
            ErrorCode::UnauthorizedClient,
            "the client is not registered for the authorization_code grant",
        ));
    }
    let device = first_party::device(ctx, form)?;
    let browser = Browser {
        user_agent: user_agent.to_owned(),
        device: Some(device.digest()),
        ..first_party::browser(ctx, client)
    };
    let step = match form.get("auth_session") {
        Some(session) => go_on(ctx, session, form, (&browser, texts)).await?,
        None => begin(ctx, client, form, &browser).await?,
    };
    Ok(Challenge { step, device })
}

async fn begin(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
    browser: &Browser,
) -> Result<Step, OAuthError> {
    if let Some(kind) = form.get("response_type")
        && kind != "code"
    {
        return Err(OAuthError::new(
            ErrorCode::UnsupportedResponseType,
            "response_type must be code",
        ));
    }
    // "code_challenge: OPTIONAL"  §5.1; here whoever redeems the code shows in any case that they asked for it (RFC 9700 §2.1.1).
    let challenge =
        pkce::challenge(form)?.ok_or(OAuthError::invalid_request("code_challenge is missing"))?;
    let (Some(login), Some(password)) = (form.get("username"), form.get("password")) else {
        return Err(OAuthError::invalid_request(
            "username or password is missing",
        ));
    };
    let resources: Vec<String> = form.all("resource").map(str::to_owned).collect();
    let mut wanted = first_party::wanted(ctx, client, form.get("scope"), &resources).await?;
    if let Some(direct) = &mut wanted.direct {
        direct.code_challenge = Some(challenge);
        direct.nonce = nonce(form)?;
    }
    let attempt = SignInAttempt {
        login: login.to_owned(),
        password: Secret::new(password),
    };
    match sign_in(ctx, &attempt, browser, wanted).await {
        Ok(passed) => told(passed),
        Err(refusal) => Err(refusal.into()),
    }
}

/// What is stored has a limit, as at the authorization endpoint.
fn nonce(form: &Parameters) -> Result<Option<String>, OAuthError> {
    match form.get("nonce") {
        Some(nonce) if nonce.len() > 1024 => Err(OAuthError::invalid_request("nonce is too long")),
        nonce => Ok(nonce.map(str::to_owned)),
    }
}

/// A code of the second factor, or the wish for one to be sent.
async fn go_on(
    ctx: &Context,
    session: &str,
    form: &Parameters,
    (browser, texts): (&Browser, Texts),
) -> Result<Step, OAuthError> {
    let pending = PendingSignIn::find(ctx, session, browser).await?;
    // One that was begun for tokens goes on where it was begun.
    let pending = pending.filter(PendingSignIn::is_for_code);
    // "invalid_session: The provided auth_session is invalid, expired, revoked, or is otherwise invalid."  §5.2.2
    let pending = pending.ok_or(OAuthError::new(
        ErrorCode::InvalidSession,
        "auth_session is unknown or over",
    ))?;
    let kind = form
        .get("method")
        .and_then(FactorKind::from_name)
        .filter(|kind| pending.kinds().contains(kind) && *kind != FactorKind::Passkey);
    let kind = kind.ok_or(OAuthError::invalid_request(
        "method is none of those on offer",
    ))?;
    let actor = Actor { browser, texts };
    let Some(code) = form.get("code") else {
        if !matches!(kind, FactorKind::Email | FactorKind::Sms) {
            return Err(OAuthError::invalid_request("code is missing"));
        }
        factors::send(ctx, &pending, kind, actor).await?;
        let sent_to = factors::target(ctx, &pending, kind).await?;
        return Ok(Step::More(next_step(&pending, sent_to)?));
    };
    let proof = factors::prove(ctx, pending, kind, &Secret::new(code), actor).await?;
    let passed = gate::go_on(ctx, proof.pending, proof.factor, browser, Remember::No).await;
    told(passed?)
}

fn told(passed: Passed) -> Result<Step, OAuthError> {
    match passed {
        Passed::SignedIn(SignedIn {
            code: Some(code), ..
        }) => Ok(Step::Done(code)),
        // A sign-in that was begun for tokens, and not for a code.
        Passed::SignedIn(_) => Err(OAuthError::new(
            ErrorCode::InvalidSession,
            "auth_session is of another endpoint",
        )),
        Passed::Pending(pending) => next_step(&pending, None).map(Step::More),
    }
}

fn next_step(pending: &PendingSignIn, sent_to: Option<String>) -> Result<NextStep, OAuthError> {
    let methods: Vec<&'static str> = match pending.needs() {
        Need::SecondFactor(kinds) => kinds
            .iter()
            .filter(|kind| **kind != FactorKind::Passkey)
            .map(|kind| kind.name())
            .collect(),
        Need::Enrolment(_) | Need::VerifiedEmail => Vec::new(),
    };
    // "redirect_to_web: The request is not able to be fulfilled with any further direct interaction with the user. Instead, the
    // client should initiate a new authorization code flow so that the user interacts with the authorization server in a web
    // browser."  §5.2.2
    if methods.is_empty() {
        return Err(OAuthError::new(
            ErrorCode::RedirectToWeb,
            "what is due can only be done in a browser",
        ));
    }
    Ok(NextStep {
        auth_session: pending.id().to_owned(),
        methods,
        sent_to,
    })
}

impl From<SignInRefusal> for OAuthError {
    fn from(refusal: SignInRefusal) -> Self {
        match refusal {
            SignInRefusal::Wrong => {
                Self::new(ErrorCode::AccessDenied, "the name or the password is wrong")
            }
            SignInRefusal::TooMany { retry_after } => Self::slow_down(retry_after),
            SignInRefusal::Over => Self::new(ErrorCode::InvalidSession, "auth_session is over"),
            SignInRefusal::NoFactor => Self::new(
                ErrorCode::AccessDenied,
                "a second factor is demanded, and this person can have none",
            ),
            SignInRefusal::Overloaded(error) => error.into(),
            SignInRefusal::Notify(error) => Self::internal(error),
            SignInRefusal::Storage(error) => error.into(),
            SignInRefusal::Ephemeral(error) => error.into(),
            SignInRefusal::Lookup(error) => error.into(),
        }
    }
}

impl From<FactorRefusal> for OAuthError {
    fn from(refusal: FactorRefusal) -> Self {
        match refusal {
            FactorRefusal::Malformed | FactorRefusal::Wrong => {
                Self::new(ErrorCode::AccessDenied, "the code is wrong")
            }
            FactorRefusal::Burned | FactorRefusal::Over => {
                Self::new(ErrorCode::InvalidSession, "auth_session is over")
            }
            FactorRefusal::NoMoreTexts { retry_after }
            | FactorRefusal::Paused { retry_after }
            | FactorRefusal::TooMany { retry_after }
            | FactorRefusal::SentTooOften { retry_after } => Self::slow_down(retry_after),
            FactorRefusal::NotANumber | FactorRefusal::NoAddress | FactorRefusal::LastOne => {
                Self::invalid_request("the method cannot be used for this account")
            }
            FactorRefusal::Storage(error) => error.into(),
            FactorRefusal::Ephemeral(error) => error.into(),
            FactorRefusal::Vault(error) => Self::internal(error),
            FactorRefusal::Notify(error) => Self::internal(error),
            FactorRefusal::Lookup(error) => error.into(),
            FactorRefusal::Gate(refusal) => refusal.into(),
        }
    }
}
