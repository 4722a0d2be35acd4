//! OpenID Connect Core §3.1.2: the stages, one after the other, for a request that begins and for one that goes on after a page.

use crate::accounts::gate::{self, Reached, Verdict, is_fresh, is_fresh_word_alone, judge};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::{Login, Prompt};
use crate::oauth::{ErrorCode, OAuthError, Parameters};

use super::decide::choose_login;
use super::{
    Answers, AuthorizationResponse, Decision, PageProblem, Reason, Remembered, ValidRequest, allow,
    decide, identify, validate,
};

/// Where a request stands.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Respond(AuthorizationResponse),
    /// The user must be bothered.
    Interact(Box<Interaction>),
}

/// What to bother the user with.
#[derive(Debug)]
pub struct Interaction {
    /// Why.
    pub reason: Reason,
    /// The request.
    pub request: ValidRequest,
    /// Whose consent is missing, when it is that.
    pub login: Option<Login>,
    /// Whether another proof is due whatever was reached; see [`Wanted::again`](crate::accounts::gate::Wanted::again).
    pub again: bool,
}

/// A request that cannot go on.
#[derive(Debug)]
pub enum Refusal {
    /// Its target is not proven: a page.
    Page(PageProblem),
    /// A redirect with an error.
    Respond(AuthorizationResponse),
}

/// From parameters to a valid request.
pub async fn understand(ctx: &Context, parameters: &Parameters) -> Result<ValidRequest, Refusal> {
    let target = identify(ctx, parameters).await.map_err(Refusal::Page)?;
    let answer_to = target.clone();
    validate(ctx, target, parameters).await.map_err(|error| {
        Refusal::Respond(AuthorizationResponse::error(ctx, answer_to, &logged(error)))
    })
}

/// Decides about a valid request, and answers it when nobody needs to be asked.
pub async fn proceed(
    ctx: &Context,
    request: ValidRequest,
    logins: &[Login],
    answers: &Answers,
) -> Result<Outcome, OAuthError> {
    let login = choose_login(&request, logins, answers, ctx.now());
    let remembered = match login {
        Ok(_) if !request.client().metadata.first_party && !is_assured(&request) => {
            Remembered::Consent(None)
        }
        Ok(login) if !request.client().metadata.first_party => {
            Remembered::Consent(ctx.db().consent(login.user, request.client().id).await?)
        }
        Ok(_) | Err(_) => Remembered::NotNeeded,
    };
    let (due, again) = match login {
        Ok(login) => due(ctx, &request, login, answers).await?,
        Err(_) => (Verdict::Enough, false),
    };
    // A factor is set up by whoever has just signed in, not by whoever finds a browser signed in (ASVS 5.0 V7.5.1). In silence
    // nobody sets one up, and the answer says what is missing.
    let login = match (&due, login) {
        (Verdict::Enrolment(_), Ok(login))
            if !is_fresh(ctx, login) && !request.wants(Prompt::None) =>
        {
            Err(Reason::LoginTooOld)
        }
        (_, login) => login,
    };
    match decide(&request, login, &due, &remembered) {
        Decision::Allow(login) => {
            let target = request.target.clone();
            match allow(ctx, request, &login).await {
                Ok(response) => Ok(Outcome::Respond(response)),
                Err(error) => Ok(Outcome::Respond(AuthorizationResponse::error(
                    ctx,
                    target,
                    &logged(error),
                ))),
            }
        }
        // "The Authorization Server MUST NOT display any authentication or consent user interface pages. An error is
        // returned"  OpenID Connect Core §3.1.2.1, prompt=none
        Decision::Ask(reason, _) if request.wants(Prompt::None) => {
            let error = OAuthError::new(reason.error(), silence_refused(reason.error()));
            Ok(Outcome::Respond(AuthorizationResponse::error(
                ctx,
                request.target,
                &error,
            )))
        }
        Decision::Unmet => {
            let error = OAuthError::new(
                ErrorCode::UnmetAuthenticationRequirements,
                "the user cannot prove what is demanded",
            );
            Ok(Outcome::Respond(AuthorizationResponse::error(
                ctx,
                request.target,
                &error,
            )))
        }
        Decision::Ask(reason, login) => Ok(Outcome::Interact(Box::new(Interaction {
            reason,
            request,
            login,
            again,
        }))),
    }
}

/// What the gate says of a login for this request, and whether another proof is due whatever was reached.
async fn due(
    ctx: &Context,
    request: &ValidRequest,
    login: &Login,
    answers: &Answers,
) -> Result<(Verdict, bool), OAuthError> {
    // An account that is gone is refused when the code is written.
    let Some(user) = ctx.user(login.user).await? else {
        return Ok((Verdict::Enough, false));
    };
    let policy = gate::policy(ctx);
    let mut wanted = request.acr.wanted(String::new());
    // A wish was made known to the gate when the user proved themselves for this request. What they could not prove then, such
    // as a security key that asks nothing of its owner, is not asked for without end.
    let proven_now = answers.authenticated == Some(login.id);
    if proven_now {
        wanted.wished = None;
    }
    wanted.again = proven_now && is_old_word(request, login);
    let reached = Reached::of_login(login);
    let verdict = judge(&policy, &user, reached, &wanted);
    if matches!(verdict, Verdict::Enrolment(_)) && proven_now && is_fresh_word_alone(ctx, login) {
        wanted.again = true;
        return Ok((judge(&policy, &user, reached, &wanted), true));
    }
    Ok((verdict, wanted.again))
}

/// So old a provider's word may be that is a fresh one: from the person's proof there until the browser was here, in seconds.
const ON_THE_WAY: i64 = 300;

/// Whether somebody signed in for this request through a provider that does not say that it asked them again, although the
/// client wants them asked: "the OP MUST attempt to actively re-authenticate the End-User"  OpenID Connect Core §3.1.2.1.
fn is_old_word(request: &ValidRequest, login: &Login) -> bool {
    let age = login.auth_time.seconds_since(login.proven_at);
    let unknown = login.proven_at <= Timestamp(0);
    let too_old = request
        .max_age
        .is_some_and(|max_age| age > i64::from(max_age).max(ON_THE_WAY));
    too_old
        || request.wants(Prompt::Login) && age > ON_THE_WAY
        || request.auth_time_asked && unknown
}

/// "…the authorization server SHOULD NOT process authorization requests automatically without user consent or interaction,
/// except when the identity of the client can be assured."  RFC 8252 §8.6: by its secret, or by a domain that only it
/// receives answers at. Any program on the device can listen on a loopback port or claim a private-use scheme.
fn is_assured(request: &ValidRequest) -> bool {
    !request.client().is_public() || request.target.redirect_uri.as_str().starts_with("https://")
}

const fn silence_refused(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::ConsentRequired => "prompt=none, and the user has to agree",
        ErrorCode::InteractionRequired => "prompt=none, and the user has to prove a second factor",
        ErrorCode::AccountSelectionRequired => "prompt=none, and the user has to choose an account",
        _ => "prompt=none, and the user has to sign in",
    }
}

/// A failure of ours is logged here, since the redirect tells the client no more than that there was one.
fn logged(error: OAuthError) -> OAuthError {
    if let Some(cause) = error.cause() {
        tracing::error!(error = error.code().name(), cause = %cause, "an authorization request failed");
    }
    error
}
