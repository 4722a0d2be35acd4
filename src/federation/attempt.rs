//! A sign-in that left for a provider and has not come back: ten minutes, one browser, one provider, one answer.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::accounts::Browser;
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::{Provider, ProviderId, Secret, UserId};

use super::UpstreamError;
use super::kinds::protocol;

/// What somebody left for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To connect an account there with theirs here: they proved to be this person a moment ago.
    Connect {
        /// Whose account.
        user: UserId,
        /// Under which version of the credentials that was allowed.
        version: i64,
    },
}

/// What is kept, under the digest of `state`. The nonce and the verifier are made of `state` and stand nowhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Attempt {
    pub(super) provider: ProviderId,
    /// Where the browser was sent: an operator may point the provider elsewhere meanwhile.
    issuer: String,
    pub(super) purpose: Purpose,
    /// What comes afterwards, in the caller's words.
    pub(super) after: String,
    binding: String,
}

/// `state`, and what else belongs to one attempt. Whoever knows `state` does not know the others.
pub(super) struct Secrets {
    pub(super) state: Secret,
    pub(super) nonce: Secret,
    pub(super) verifier: Secret,
}

impl Secrets {
    fn of(ctx: &Context, state: Secret) -> Self {
        Self {
            nonce: made(ctx, "upstream nonce", &state),
            verifier: made(ctx, "upstream verifier", &state),
            state,
        }
    }
}

/// A secret that only we can make of `state`.
fn made(ctx: &Context, purpose: &'static str, state: &Secret) -> Secret {
    let tag = ctx.app().vault.tag(purpose, state.expose().as_bytes());
    Secret::new(URL_SAFE_NO_PAD.encode(tag))
}

/// Begins to wait for an answer.
pub(super) async fn open(
    ctx: &Context,
    provider: &Provider,
    (purpose, after): (Purpose, &str),
    browser: &Browser,
) -> Result<Secrets, EphemeralError> {
    let state = ctx.app().entropy.secret("");
    let attempt = Attempt {
        provider: provider.id,
        issuer: protocol(provider).issuer().to_owned(),
        purpose,
        after: after.to_owned(),
        binding: browser.binding.clone(),
    };
    let key = key(ctx, &state);
    ctx.app()
        .ephemeral
        .put_json(&key, &attempt, ctx.now())
        .await?;
    Ok(Secrets::of(ctx, state))
}

/// Takes the attempt that an answer is to: of several answers one goes on. What another browser or provider brings spends
/// nothing.
///
/// "The client MUST implement CSRF protection for its redirection URI. This is typically accomplished by requiring any request
/// sent to the redirection URI endpoint to include a value that binds the request to the user-agent's authenticated state"
/// RFC 6749 §10.12
pub(super) async fn take(
    ctx: &Context,
    provider: &Provider,
    state: &Secret,
    browser: &Browser,
) -> Result<(Attempt, Secrets), UpstreamError> {
    let key = key(ctx, state);
    let ephemeral = &ctx.app().ephemeral;
    let found: Option<Attempt> = ephemeral.get_json(&key, ctx.now()).await?;
    // "the client MUST … store the issuer … it has sent an authorization request to, and bind this information to the user
    // agent"  RFC 9700 §4.4.2.2
    let protocol = protocol(provider);
    let is_this = |attempt: &Attempt| {
        attempt.provider == provider.id
            && attempt.issuer == protocol.issuer()
            && !browser.binding.is_empty()
            && attempt.binding == browser.binding
    };
    if !found.as_ref().is_some_and(is_this) {
        return Err(UpstreamError::Attempt);
    }
    let taken: Option<Attempt> = ephemeral.take_json(&key, ctx.now()).await?;
    let taken = taken.filter(is_this).ok_or(UpstreamError::Attempt)?;
    Ok((taken, Secrets::of(ctx, state.clone())))
}

fn key(ctx: &Context, state: &Secret) -> Key {
    let id = state.digest().to_text();
    Key::new(ctx.issuer().tenant_id(), Kind::UpstreamAttempt, &id)
}

/// An answer that another site posted: the browser sent no cookie with it, and comes again with one. It holds a code.
#[derive(Clone, Serialize, Deserialize)]
pub struct PostedAnswer(pub String);

impl fmt::Debug for PostedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostedAnswer(…)")
    }
}

/// Keeps an answer for a minute, if somebody waits for it, and says under which name. It is in a URL then, which no code has to
/// be in. The name is made of `state`: one attempt has one answer, however often it is posted.
pub async fn keep_posted(
    ctx: &Context,
    provider: &Provider,
    state: &Secret,
    answer: &PostedAnswer,
) -> Result<Secret, UpstreamError> {
    let waiting: Option<Attempt> = ctx
        .app()
        .ephemeral
        .get_json(&key(ctx, state), ctx.now())
        .await?;
    if waiting.is_none_or(|attempt| attempt.provider != provider.id) {
        return Err(UpstreamError::Attempt);
    }
    let name = made(ctx, "upstream posted answer", state);
    let key = posted_key(ctx, &name);
    ctx.app()
        .ephemeral
        .put_json(&key, answer, ctx.now())
        .await?;
    Ok(name)
}

/// Takes such an answer.
pub async fn take_posted(ctx: &Context, name: &Secret) -> Result<PostedAnswer, UpstreamError> {
    let taken = ctx
        .app()
        .ephemeral
        .take_json(&posted_key(ctx, name), ctx.now())
        .await?;
    taken.ok_or(UpstreamError::Attempt)
}

fn posted_key(ctx: &Context, name: &Secret) -> Key {
    let id = name.digest().to_text();
    Key::new(ctx.issuer().tenant_id(), Kind::UpstreamPosted, &id)
}
