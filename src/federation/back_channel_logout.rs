//! A provider says that somebody signed out there (OpenID Connect Back-Channel Logout §2.4 to §2.8).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm,
};
use openidconnect::{JsonWebKey, JsonWebKeyAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::accounts::events::event;
use crate::accounts::{Browser, tokens_until};
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::jose;
use crate::model::{EventKind, IdentityKey, LoginId, Provider, UserId};
use crate::storage::{Notices, StorageError};

use super::ended::{self, Ended};
use super::kinds::{Protocol, protocol};
use super::{UpstreamError, known};

/// How far the clocks may be apart, in seconds.
const SKEW: i64 = 60;
/// A logout token older than that, in seconds, says nothing any more.
const OLDEST: i64 = 600;
/// The longest token, in bytes.
const LONGEST: usize = 16 * 1024;
/// So many logins end in one transaction.
const AT_ONCE: usize = 100;
/// The event that makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Why nobody was signed out.
#[derive(Debug, thiserror::Error)]
pub enum LogoutRefusal {
    /// The token is not one of this provider's for us, or was used.
    #[error("the logout token is not valid: {0}")]
    Token(&'static str),
    /// Something else failed.
    #[error(transparent)]
    Failed(#[from] UpstreamError),
}

impl From<StorageError> for LogoutRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<EphemeralError> for LogoutRefusal {
    fn from(error: EphemeralError) -> Self {
        Self::Failed(error.into())
    }
}

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    #[serde(default)]
    sub: Option<String>,
    aud: Value,
    iat: i64,
    /// "exp: REQUIRED" since the final version; earlier ones had none.
    #[serde(default)]
    exp: Option<i64>,
    jti: String,
    events: Map<String, Value>,
    #[serde(default)]
    sid: Option<String>,
}

/// Ends the logins that a logout token is about, and says how many.
pub async fn signed_out_there(
    ctx: &Context,
    provider: &Provider,
    token: &str,
) -> Result<usize, LogoutRefusal> {
    let Protocol::OpenId(preset) = protocol(provider) else {
        return Err(LogoutRefusal::Failed(UpstreamError::NoProvider));
    };
    if provider.disabled {
        return Err(LogoutRefusal::Failed(UpstreamError::NoProvider));
    }
    // What is not of this provider for us has nobody asked for anything.
    let said = claims_of(token)?;
    let issuer = if known::is_same(&preset.issuer, &said.iss) {
        said.iss.as_str()
    } else {
        preset.issuer.as_str()
    };
    check(ctx, provider, issuer, &said)?;
    let mut known = known::lookup(ctx, provider.id, &preset.issuer).await?;
    let claims = match verified(&known.keys, token) {
        // Keys may change without changing their names, or have none.
        Err(LogoutRefusal::Token(UNKNOWN_KEY | SIGNATURE)) => {
            known = known::with_new_keys(ctx, provider.id, known).await?;
            verified(&known.keys, token)?
        }
        claims => claims?,
    };
    check(ctx, provider, &known.metadata.issuer, &claims)?;
    // "verify that another Logout Token with the same jti value has not been recently received"  §2.6
    let id = format!("{}|{}|{}", provider.id, claims.iss, claims.jti);
    let mark = Key::new(ctx.issuer().tenant_id(), Kind::ReplayMark, &id);
    if !ctx.app().ephemeral.first_sight(&mark, ctx.now()).await? {
        return Err(LogoutRefusal::Token("jti"));
    }
    match end(ctx, provider, &claims).await {
        Ok(ended) => Ok(ended),
        Err(error) => {
            // The provider tries again, and the token says something then.
            ctx.app().ephemeral.delete(&mark).await?;
            Err(error)
        }
    }
}

async fn end(ctx: &Context, provider: &Provider, claims: &Claims) -> Result<usize, LogoutRefusal> {
    let whom = Ended {
        provider: provider.id,
        issuer: &claims.iss,
        subject: claims.sub.as_deref(),
        sid: claims.sid.as_deref(),
    };
    ended::note(ctx, whom).await?;
    let logins = logins_of(ctx, provider, claims).await?;
    let db = ctx.db();
    // The provider's server asks, and says nothing of the browser that the person used there.
    let there = Browser::default();
    let kind = EventKind::SignedOutThere;
    let details = [("provider", provider.name.as_str())];
    let told = |ended: &[(LoginId, UserId)]| Notices {
        events: ended
            .iter()
            .map(|(_, user)| event(ctx, *user, kind, &there, &details))
            .collect(),
        ..Notices::default()
    };
    let mut ended = 0;
    for some in logins.chunks(AT_ONCE) {
        let some = db.end_logins(some, tokens_until(ctx), told, ctx.now());
        ended += some.await?.len();
    }
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = kind.name(), tenant = %ctx.issuer().tenant_id(), provider = provider.slug, ended, reason = "signed out at the provider");
    Ok(ended)
}

/// "A Logout Token MUST contain either a sub or a sid Claim, and MAY contain both."  §2.4
async fn logins_of(
    ctx: &Context,
    provider: &Provider,
    claims: &Claims,
) -> Result<Vec<(LoginId, UserId)>, LogoutRefusal> {
    let db = ctx.db();
    Ok(match (&claims.sub, &claims.sid) {
        (Some(sub), sid) => {
            let key = IdentityKey {
                provider: provider.id,
                issuer: claims.iss.clone(),
                subject: sub.clone(),
            };
            db.logins_of_identity(&key, sid.as_deref()).await?
        }
        (None, Some(sid)) => {
            let there = (provider.id, claims.iss.as_str());
            db.logins_of_upstream_session(there, sid).await?
        }
        (None, None) => return Err(LogoutRefusal::Token("neither sub nor sid")),
    })
}

const UNKNOWN_KEY: &str = "no key of the provider's";
const SIGNATURE: &str = "signature";

/// The claims, if a key of the provider's signed them.
fn verified(keys: &CoreJsonWebKeySet, token: &str) -> Result<Claims, LogoutRefusal> {
    let malformed = LogoutRefusal::Token("malformed");
    let parts: Vec<&str> = token.split('.').collect();
    let ([header, payload, signature], true) = (parts.as_slice(), token.len() <= LONGEST) else {
        return Err(malformed);
    };
    let decode = |part: &str| {
        URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| LogoutRefusal::Token("malformed"))
    };
    let read: Header =
        serde_json::from_slice(&decode(header)?).map_err(|_| LogoutRefusal::Token("alg"))?;
    if read.crit.is_some() {
        return Err(LogoutRefusal::Token("crit"));
    }
    // "It is RECOMMENDED that Logout Tokens be explicitly typed … logout+jwt": another type is another token.
    let typ = read.typ.as_deref().unwrap_or("JWT").to_ascii_lowercase();
    let typ = typ.trim_start_matches("application/");
    if !["jwt", "logout+jwt"].contains(&typ) {
        return Err(LogoutRefusal::Token("typ"));
    }
    let symmetric = [
        CoreJwsSigningAlgorithm::HmacSha256,
        CoreJwsSigningAlgorithm::HmacSha384,
        CoreJwsSigningAlgorithm::HmacSha512,
        CoreJwsSigningAlgorithm::None,
    ];
    if symmetric.contains(&read.alg) {
        return Err(LogoutRefusal::Token("alg"));
    }
    let key = key_of(keys, &read).ok_or(LogoutRefusal::Token(UNKNOWN_KEY))?;
    let signed = format!("{header}.{payload}");
    key.verify_signature(&read.alg, signed.as_bytes(), &decode(signature)?)
        .map_err(|_| LogoutRefusal::Token(SIGNATURE))?;
    claims_in(payload)
}

/// What a token says, whoever signed it.
fn claims_of(token: &str) -> Result<Claims, LogoutRefusal> {
    let payload = token
        .split('.')
        .nth(1)
        .filter(|_| token.len() <= LONGEST)
        .ok_or(LogoutRefusal::Token("malformed"))?;
    claims_in(payload)
}

fn claims_in(payload: &str) -> Result<Claims, LogoutRefusal> {
    let malformed = LogoutRefusal::Token("malformed");
    let payload = URL_SAFE_NO_PAD
        .decode(payload)
        .map_err(|_| LogoutRefusal::Token("malformed"))?;
    if !std::str::from_utf8(&payload).is_ok_and(jose::is_strict_object) {
        return Err(malformed);
    }
    let claims: Map<String, Value> =
        serde_json::from_slice(&payload).map_err(|_| LogoutRefusal::Token("malformed"))?;
    // "Verify that the Logout Token does not contain a nonce Claim."  §2.6: an ID token is none.
    if claims.contains_key("nonce") {
        return Err(LogoutRefusal::Token("nonce"));
    }
    serde_json::from_value(Value::Object(claims)).map_err(|_| LogoutRefusal::Token("claims"))
}

/// The one key that the header means.
fn key_of<'a>(keys: &'a CoreJsonWebKeySet, header: &Header) -> Option<&'a CoreJsonWebKey> {
    let fits = |key: &&CoreJsonWebKey| {
        let is_named = match (&header.kid, key.key_id()) {
            (Some(kid), Some(id)) => kid == &**id,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let for_signatures = key
            .key_use()
            .is_none_or(|usage| *usage == CoreJsonWebKeyUse::Signature);
        let of_alg = match key.signing_alg() {
            JsonWebKeyAlgorithm::Algorithm(alg) => *alg == header.alg,
            JsonWebKeyAlgorithm::Unspecified => true,
            JsonWebKeyAlgorithm::Unsupported => false,
        };
        is_named && for_signatures && of_alg
    };
    let mut fitting = keys.keys().iter().filter(fits);
    let first = fitting.next();
    // Without a name it is one key or none.
    if header.kid.is_none() && fitting.next().is_some() {
        return None;
    }
    first
}

fn check(
    ctx: &Context,
    provider: &Provider,
    issuer: &str,
    claims: &Claims,
) -> Result<(), LogoutRefusal> {
    let now = ctx.now().seconds();
    if claims.iss != issuer {
        return Err(LogoutRefusal::Token("iss"));
    }
    let ours = provider.settings.client_id.as_str();
    let for_us = match &claims.aud {
        Value::String(aud) => aud == ours,
        Value::Array(all) => all.iter().any(|aud| aud.as_str() == Some(ours)),
        _ => false,
    };
    if !for_us {
        return Err(LogoutRefusal::Token("aud"));
    }
    let expired = claims
        .exp
        .is_some_and(|exp| exp <= now.saturating_sub(SKEW));
    let at = claims.iat;
    if expired || at > now + SKEW || at < now - OLDEST {
        return Err(LogoutRefusal::Token("time"));
    }
    if !matches!(claims.events.get(EVENT), Some(Value::Object(_))) {
        return Err(LogoutRefusal::Token("events"));
    }
    if claims.jti.is_empty() {
        return Err(LogoutRefusal::Token("jti"));
    }
    Ok(())
}
