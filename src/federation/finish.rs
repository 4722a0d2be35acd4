//! What a provider answers, if it is the answer to the question that this browser asked.

use std::sync::Arc;

use oauth2::TokenResponse as _;
use openidconnect::TokenResponse as _;
use serde_json::{Map, Value};

use crate::accounts::Browser;
use crate::context::Context;
use crate::model::{Provider, ProviderKind, Secret};
use crate::storage::StoredIdentity;

use super::attempt::{self, Purpose, Secrets};
use super::exchange::{Grant, oauth_tokens, openid_tokens};
use super::kinds::{self, OAuthPreset, OpenIdPreset, Protocol, protocol};
use super::person::{Person, Tokens, subject};
use super::{Fault, UpstreamError, Vouched, id_token, known};
use crate::outbound::OutboundError;

/// The largest userinfo, in bytes.
const LARGEST_USERINFO: usize = 256 * 1024;

/// The parameters of a callback.
#[derive(Debug, Default)]
pub struct CallbackAnswer {
    /// RFC 6749 §4.1.2.
    pub state: Option<Secret>,
    /// RFC 6749 §4.1.2.
    pub code: Option<Secret>,
    /// RFC 6749 §4.1.2.1.
    pub error: Option<String>,
    /// RFC 9207 §2.
    pub iss: Option<String>,
    /// What Apple posts along at the first sign-in: names, as JSON. Nobody signed it.
    pub user: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Finished {
    /// For whom the provider vouches.
    pub vouched: Vouched,
    /// Who that is here, if anybody.
    pub known: Option<StoredIdentity>,
    /// What it was for.
    pub purpose: Purpose,
    /// What comes next, in the words of who began it.
    pub after: String,
}

/// What did not come of it.
#[derive(Debug)]
pub struct Unfinished {
    /// Why.
    pub error: UpstreamError,
    /// What would have come next, if the answer was to a sign-in of this browser.
    pub after: Option<String>,
}

/// Takes an answer. Whatever is wrong, nobody is signed in, and the attempt is spent.
pub async fn finish(
    ctx: &Context,
    provider: &Provider,
    answer: CallbackAnswer,
    browser: &Browser,
) -> Result<Finished, Unfinished> {
    let mut after = None;
    let finished = take(ctx, provider, (answer, &mut after), browser).await;
    if let Err(error) = &finished {
        error.noted(ctx, provider);
        metrics::counter!(crate::telemetry::LOGINS, "outcome" => "upstream_failure").increment(1);
    }
    finished.map_err(|error| Unfinished { error, after })
}

async fn take(
    ctx: &Context,
    provider: &Provider,
    (answer, after): (CallbackAnswer, &mut Option<String>),
    browser: &Browser,
) -> Result<Finished, UpstreamError> {
    if provider.disabled {
        return Err(UpstreamError::NoProvider);
    }
    let state = answer.state.as_ref().ok_or(UpstreamError::Attempt)?;
    let (attempt, secrets) = attempt::take(ctx, provider, state, browser).await?;
    *after = Some(attempt.after.clone());
    let (person, vouches) = match protocol(provider) {
        Protocol::OpenId(preset) => openid(ctx, provider, &preset, (&answer, &secrets)).await?,
        Protocol::OAuth(preset) => oauth(ctx, provider, &preset, (&answer, &secrets)).await?,
    };
    let (vouched, known) = Vouched::new(ctx, provider, person, vouches).await?;
    Ok(Finished {
        vouched,
        known,
        purpose: attempt.purpose,
        after: attempt.after,
    })
}

/// The code, or what stands in its place (RFC 6749 §4.1.2.1).
fn grant(answer: &CallbackAnswer, secrets: &Secrets) -> Result<Grant, Fault> {
    match (answer.error.as_deref(), &answer.code) {
        (None, Some(code)) => Ok(Grant {
            code: code.clone(),
            verifier: secrets.verifier.clone(),
        }),
        // "Authorization code together with an error" is neither.
        (
            Some(
                "access_denied"
                | "user_cancelled_authorize"
                | "consent_required"
                | "interaction_required"
                | "login_required"
                | "account_selection_required",
            ),
            _,
        ) => Err(Fault::Denied),
        (Some("temporarily_unavailable" | "server_error"), _) => {
            Err(Fault::Down(OutboundError::Status(503)))
        }
        (Some(_), _) => Err(Fault::RefusesUs("an error of RFC 6749 section 4.1.2.1")),
        (None, None) => Err(Fault::Broken("neither a code nor an error")),
    }
}

async fn openid(
    ctx: &Context,
    provider: &Provider,
    preset: &OpenIdPreset,
    (answer, secrets): (&CallbackAnswer, &Secrets),
) -> Result<(Person, bool), UpstreamError> {
    let known = known::lookup(ctx, provider.id, &preset.issuer).await?;
    // "Clients MUST then … compare the result to the issuer identifier of the authorization server where the authorization
    // request was sent to … If the value does not match the expected issuer identifier, clients MUST reject the authorization
    // response"  RFC 9207 §2.4
    let promised = known
        .metadata
        .authorization_response_iss_parameter_supported;
    match &answer.iss {
        Some(iss) if *iss != known.metadata.issuer => return Err(Fault::ChangedIssuer.into()),
        None if promised => return Err(Fault::ChangedIssuer.into()),
        _ => {}
    }
    let tokens = openid_tokens(ctx, provider, &known, grant(answer, secrets)?).await?;
    let token = tokens.id_token().cloned();
    let token = token.ok_or(Fault::Token("it is missing"))?;
    let as_sent = Secret::new(token.to_string());
    let checked = (&secrets.nonce, tokens.access_token());
    let mut claims = id_token::verified(ctx, provider, Arc::clone(&known), token, checked).await?;
    let who = claims
        .get("sub")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let subject = subject(who)?;
    let access = Secret::new(tokens.access_token().secret().as_str());
    if let (true, Some(url)) = (preset.userinfo, &known.metadata.userinfo_endpoint) {
        let more = userinfo(ctx, url, &access, &subject).await?;
        add_told(&mut claims, more);
    }
    if provider.kind == ProviderKind::Apple {
        add_names(&mut claims, answer.user.as_deref());
    }
    let vouches = (preset.vouches)(&claims);
    let person = Person {
        issuer: known.metadata.issuer.clone(),
        auth_time: claims.get("auth_time").and_then(whole_seconds),
        sid: claims.get("sid").and_then(Value::as_str).map(str::to_owned),
        tokens: Tokens {
            refresh: tokens
                .refresh_token()
                .map(|token| Secret::new(token.secret().as_str())),
            id: Some(as_sent),
            access: Some(access),
        },
        subject,
        claims,
    };
    Ok((person, vouches))
}

async fn userinfo(
    ctx: &Context,
    url: &str,
    access: &Secret,
    subject: &str,
) -> Result<Map<String, Value>, Fault> {
    let bearer = Secret::new(format!("Bearer {}", access.expose()));
    let headers = [("authorization", &bearer)];
    let outbound = &ctx.app().outbound;
    let document = outbound
        .get_document(url, &headers, LARGEST_USERINFO)
        .await?;
    let Value::Object(claims) = document else {
        return Err(Fault::Broken("userinfo is no object"));
    };
    // "The sub Claim in the UserInfo Response MUST be verified to exactly match the sub Claim in the ID Token"  Core §5.3.2
    if claims.get("sub").and_then(Value::as_str) != Some(subject) {
        return Err(Fault::Token("sub of userinfo"));
    }
    Ok(claims)
}

/// What is about the token or the sign-in, and not about the person: the signed document says it, or nobody.
const OF_THE_TOKEN: [&str; 15] = [
    "iss",
    "aud",
    "azp",
    "exp",
    "iat",
    "nbf",
    "jti",
    "nonce",
    "at_hash",
    "c_hash",
    "auth_time",
    "acr",
    "amr",
    "sid",
    "events",
];
/// What is said of an address, which is said of the address in the same document.
const OF_THE_ADDRESS: [&str; 4] = ["email", "email_verified", "xms_edov", "hd"];

/// Adds what userinfo tells to what was signed, which goes before it. An address and what is said of it come of one document:
/// the word for one address would be believed of another.
fn add_told(claims: &mut Map<String, Value>, told: Map<String, Value>) {
    let has_address = claims.contains_key("email");
    if !has_address {
        claims.retain(|name, _| !OF_THE_ADDRESS.contains(&name.as_str()));
    }
    for (name, value) in told {
        let of_token = OF_THE_TOKEN.contains(&name.as_str());
        let of_other_address = has_address && OF_THE_ADDRESS.contains(&name.as_str());
        if !of_token && !of_other_address {
            claims.entry(name).or_insert(value);
        }
    }
}

/// "Its value is a JSON number representing the number of seconds"  Core §2; some write a fraction.
fn whole_seconds(value: &Value) -> Option<i64> {
    let as_float = || {
        let seconds = value.as_f64().filter(|seconds| *seconds < 1e12)?;
        format!("{:.0}", seconds.floor()).parse().ok()
    };
    value.as_i64().or_else(as_float)
}

/// Names come once, with the browser: good enough to be proposed, and for nothing else.
fn add_names(claims: &mut Map<String, Value>, user: Option<&str>) {
    let Some(user) = user.and_then(|user| serde_json::from_str::<Value>(user).ok()) else {
        return;
    };
    for (name, path) in [
        ("given_name", "/name/firstName"),
        ("family_name", "/name/lastName"),
    ] {
        if let Some(value) = user.pointer(path).filter(|value| value.is_string()) {
            claims.entry(name).or_insert_with(|| value.clone());
        }
    }
}

async fn oauth(
    ctx: &Context,
    provider: &Provider,
    preset: &OAuthPreset,
    (answer, secrets): (&CallbackAnswer, &Secrets),
) -> Result<(Person, bool), UpstreamError> {
    let tokens = oauth_tokens(ctx, provider, preset, grant(answer, secrets)?).await?;
    let access = Secret::new(tokens.access_token().secret().as_str());
    let mut person = kinds::person(ctx, provider, preset, &access).await?;
    person.tokens = Tokens {
        refresh: tokens
            .refresh_token()
            .map(|token| Secret::new(token.secret().as_str())),
        access: Some(access),
        id: None,
    };
    let vouches = person.claims.get("email_verified") == Some(&Value::Bool(true));
    Ok((person, vouches))
}
