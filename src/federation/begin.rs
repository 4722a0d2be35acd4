//! Where the browser goes: the authorization request to a provider.

use std::time::Duration;

use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, Scope};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::{AuthenticationContextClass, LoginHint, Nonce};

use crate::accounts::Browser;
use crate::context::Context;
use crate::model::{Acr, Provider, Secret};

use super::attempt::{self, Purpose, Secrets};
use super::exchange::{oauth_client, openid_client};
use super::kinds::{Protocol, protocol};
use super::{UpstreamError, known};

/// The longest hint that is passed on, in bytes.
const LONGEST_HINT: usize = 254;

/// What a provider is asked for besides who somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// Who they say they are.
    pub login_hint: Option<&'a str>,
    /// Whether the provider shall ask them again, although they are signed in there.
    pub again: bool,
    /// How long ago they may have been asked there, in seconds. A provider that is asked this says when it was.
    pub max_age: Option<u32>,
    /// How sure the provider should be of them. It is asked in its own words, as far as the tenant believes these.
    pub level: Option<Acr>,
}

/// Begins a sign-in at a provider, and says to which URL the browser goes for it. `after` is what comes afterwards, in the
/// caller's words.
pub async fn begin(
    ctx: &Context,
    provider: &Provider,
    (purpose, after): (Purpose, &str),
    wish: Wish<'_>,
    browser: &Browser,
) -> Result<String, UpstreamError> {
    if provider.disabled {
        return Err(UpstreamError::NoProvider);
    }
    let begun = begun(ctx, provider, (purpose, after), wish, browser).await;
    begun.inspect_err(|error| error.noted(ctx, provider))
}

async fn begun(
    ctx: &Context,
    provider: &Provider,
    (purpose, after): (Purpose, &str),
    wish: Wish<'_>,
    browser: &Browser,
) -> Result<String, UpstreamError> {
    let begun = match protocol(provider) {
        Protocol::OpenId(preset) => {
            let known = known::lookup(ctx, provider.id, &preset.issuer).await?;
            let client = openid_client(ctx, provider, &known)?;
            let again = wish.again && preset.asks_again;
            let secrets = attempt::open(ctx, provider, (purpose, after), browser).await?;
            let (state, nonce) = (state(&secrets), text(&secrets.nonce));
            let mut request = client
                .authorize_url(
                    CoreAuthenticationFlow::AuthorizationCode,
                    move || CsrfToken::new(state),
                    move || Nonce::new(nonce),
                )
                .set_pkce_challenge(challenge(&secrets))
                .add_scopes(scopes(provider, preset.scopes));
            if preset.form_post {
                request = request.add_extra_param("response_mode", "form_post");
            }
            if again {
                // "When max_age is used, the ID Token returned MUST include an auth_time Claim Value."  Core §3.1.2.1
                request = request
                    .add_prompt(CoreAuthPrompt::Login)
                    .set_max_age(Duration::ZERO);
            }
            if let Some(max_age) = wish.max_age.filter(|_| preset.asks_again && !again) {
                request = request.set_max_age(Duration::from_secs(max_age.into()));
            }
            if let Some(hint) = wish.login_hint.filter(|hint| hint.len() <= LONGEST_HINT) {
                request = request.set_login_hint(LoginHint::new(hint.to_owned()));
            }
            // "acr_values: … with the values appearing in order of preference"  Core §3.1.2.1
            for value in trusted_words(provider, wish.level) {
                request = request.add_auth_context_value(value);
            }
            request.url().0
        }
        Protocol::OAuth(preset) => {
            let client = oauth_client(ctx, provider, &preset)?;
            let secrets = attempt::open(ctx, provider, (purpose, after), browser).await?;
            let state = state(&secrets);
            client
                .authorize_url(move || CsrfToken::new(state))
                .set_pkce_challenge(challenge(&secrets))
                .add_scopes(scopes(provider, preset.scopes))
                .url()
                .0
        }
    };
    Ok(begun.into())
}

fn text(secret: &Secret) -> String {
    secret.expose().to_owned()
}

fn state(secrets: &Secrets) -> String {
    text(&secrets.state)
}

/// "code_challenge = BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))"  RFC 7636 §4.2
fn challenge(secrets: &Secrets) -> PkceCodeChallenge {
    let verifier = PkceCodeVerifier::new(text(&secrets.verifier));
    PkceCodeChallenge::from_code_verifier_sha256(&verifier)
}

/// What the provider calls a level, or more than it, where the tenant says what its words are worth.
fn trusted_words(
    provider: &Provider,
    level: Option<Acr>,
) -> impl Iterator<Item = AuthenticationContextClass> {
    let rules = provider.settings.levels.iter();
    rules
        .filter(move |rule| level.is_some_and(|level| rule.level >= level))
        .filter_map(|rule| rule.acr.clone())
        .map(AuthenticationContextClass::new)
}

fn scopes(provider: &Provider, usual: &[&str]) -> Vec<Scope> {
    let own = &provider.settings.scopes;
    let wanted: Vec<String> = if own.is_empty() {
        usual.iter().map(|scope| (*scope).to_owned()).collect()
    } else {
        own.clone()
    };
    // The library asks for `openid` itself.
    wanted
        .into_iter()
        .filter(|scope| scope != "openid")
        .map(Scope::new)
        .collect()
}
