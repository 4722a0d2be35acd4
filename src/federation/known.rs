//! What an OpenID provider says of itself (OpenID Connect Discovery §4), and its keys: kept for an hour, used for a day while
//! it does not answer, and asked for anew when it signs with a key that nobody here has seen.

use std::sync::Arc;

use openidconnect::core::CoreJsonWebKeySet;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::model::ProviderId;

use super::{Fault, UpstreamError};

/// So long nothing is asked again, in seconds.
const FRESH: i64 = 3600;
/// So long what is known holds while the provider is down, in seconds.
const STALE: i64 = 24 * 3600;
/// A key that nobody knows has the keys asked for once in so many seconds, whoever sends such tokens.
const COOLDOWN: i64 = 60;
/// The largest document, in bytes.
const LARGEST: usize = 256 * 1024;
/// So many providers are kept in mind.
const CAPACITY: u64 = 2_000;

/// A failure is an answer for so many seconds: whoever comes meanwhile does not wait for another one.
const FAILED: i64 = 10;

type At = (ProviderId, String);

/// The process's memory of providers.
#[derive(Debug)]
pub struct Upstreams {
    known: moka::sync::Cache<At, Arc<Known>>,
    /// What became of the last question, when nothing is known that could be used.
    failed: moka::sync::Cache<At, (Timestamp, Fault)>,
    /// One question to a provider at a time: whoever comes meanwhile waits for its answer.
    turns: moka::sync::Cache<At, Arc<Mutex<()>>>,
}

impl Default for Upstreams {
    fn default() -> Self {
        Self {
            known: moka::sync::Cache::new(CAPACITY),
            failed: moka::sync::Cache::new(CAPACITY),
            turns: moka::sync::Cache::new(CAPACITY),
        }
    }
}

impl Upstreams {
    fn turn(&self, at: &At) -> Arc<Mutex<()>> {
        self.turns.get_with_by_ref(at, Arc::default)
    }

    /// What is known and needs no question.
    fn usable(&self, at: &At, now: Timestamp) -> Option<Arc<Known>> {
        self.known.get(at).filter(|known| {
            let age = now.seconds_since(known.read_at);
            let asked = now.seconds_since(known.asked_at);
            age < FRESH || (age < STALE && asked < COOLDOWN)
        })
    }
}

/// OpenID Connect Discovery §3, as far as it is used.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Metadata {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    #[serde(default)]
    pub(super) userinfo_endpoint: Option<String>,
    #[serde(default)]
    pub(super) end_session_endpoint: Option<String>,
    /// RFC 9207 §3.
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

/// One provider.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The issuer as it is looked up.
    asked_as: String,
    pub(super) metadata: Metadata,
    pub(super) keys: CoreJsonWebKeySet,
    read_at: Timestamp,
    /// When the keys alone were last asked for, with or without success.
    keys_asked_at: Option<Timestamp>,
    /// When it was last asked, with or without success.
    asked_at: Timestamp,
}

/// The provider of that issuer, as it is or lately was.
pub(super) async fn lookup(
    ctx: &Context,
    id: ProviderId,
    issuer: &str,
) -> Result<Arc<Known>, UpstreamError> {
    let memory = &ctx.app().upstreams;
    let at = (id, issuer.to_owned());
    let now = ctx.now();
    if let Some(known) = memory.usable(&at, now) {
        return Ok(known);
    }
    let turn = memory.turn(&at);
    let _turn = turn.lock().await;
    // Whoever was before may have asked.
    if let Some(known) = memory.usable(&at, now) {
        return Ok(known);
    }
    if let Some((when, fault)) = memory.failed.get(&at)
        && now.seconds_since(when) < FAILED
    {
        return Err(fault.into());
    }
    let fault = match read(ctx, issuer).await {
        Ok(known) => {
            let known = Arc::new(known);
            memory.failed.invalidate(&at);
            memory.known.insert(at, Arc::clone(&known));
            return Ok(known);
        }
        Err(fault) => fault,
    };
    let before = memory.known.get(&at);
    let usable = before.filter(|known| {
        // Who calls itself something else is somebody else; all other nonsense is a failure like any.
        fault != Fault::ChangedIssuer && now.seconds_since(known.read_at) < STALE
    });
    let Some(known) = usable else {
        memory.failed.insert(at, (now, fault));
        return Err(fault.into());
    };
    tracing::warn!(provider = %id, %fault, "what was known of a provider is used again");
    let known = Arc::new(Known {
        asked_at: now,
        ..(*known).clone()
    });
    memory.known.insert(at, Arc::clone(&known));
    Ok(known)
}

/// The same with keys that were asked for now, because a token names one that is not among those known. Nothing happens when
/// they were asked for a moment ago.
pub(super) async fn with_new_keys(
    ctx: &Context,
    id: ProviderId,
    known: Arc<Known>,
) -> Result<Arc<Known>, UpstreamError> {
    let now = ctx.now();
    let memory = &ctx.app().upstreams;
    let at = (id, known.asked_as.clone());
    let turn = memory.turn(&at);
    let _turn = turn.lock().await;
    // Another request may have asked meanwhile.
    let known = memory.known.get(&at).unwrap_or(known);
    let asked = known.keys_asked_at.map(|when| now.seconds_since(when));
    if asked.is_some_and(|seconds| seconds < COOLDOWN) {
        return Ok(known);
    }
    let keys = match read_keys(ctx, &known.metadata.jwks_uri).await {
        Ok(keys) => keys,
        Err(fault) => {
            tracing::warn!(provider = %id, %fault, "the keys of a provider could not be read again");
            known.keys.clone()
        }
    };
    let known = Arc::new(Known {
        keys,
        keys_asked_at: Some(now),
        ..(*known).clone()
    });
    memory.known.insert(at, Arc::clone(&known));
    Ok(known)
}

async fn read(ctx: &Context, issuer: &str) -> Result<Known, Fault> {
    // "concatenating the string /.well-known/openid-configuration to the Issuer … any terminating / MUST be removed"  §4
    let url = format!(
        "{}/.well-known/openid-configuration",
        issuer.trim_end_matches('/')
    );
    let document = ctx.app().outbound.get_document(&url, &[], LARGEST).await?;
    let metadata: Metadata =
        serde_json::from_value(document).map_err(|_| Fault::Broken("no provider metadata"))?;
    // "The issuer value returned MUST be identical to the Issuer URL that was used as the prefix to
    // /.well-known/openid-configuration"  §4.3
    // An issuer without a path may be written with a slash at its end, which the operator's file does not tell: both spellings
    // are of the same server, and its tokens are held to the one that it uses.
    if !is_same(issuer, &metadata.issuer) {
        return Err(Fault::ChangedIssuer);
    }
    for url in [&metadata.authorization_endpoint, &metadata.token_endpoint] {
        let judged = ctx.app().outbound.judge(url);
        judged.map_err(|_| Fault::Broken("it names a URL that may not be reached"))?;
    }
    let keys = read_keys(ctx, &metadata.jwks_uri).await?;
    Ok(Known {
        asked_as: issuer.to_owned(),
        metadata,
        keys,
        read_at: ctx.now(),
        keys_asked_at: None,
        asked_at: ctx.now(),
    })
}

/// Whether what a provider calls itself is the issuer that the operator wrote.
pub(super) fn is_same(written: &str, said: &str) -> bool {
    let bare = said.strip_suffix('/').filter(|_| is_bare(written));
    said == written || bare == Some(written)
}

/// Whether it is a host without a path.
fn is_bare(issuer: &str) -> bool {
    let host = issuer.split_once("://").map_or(issuer, |(_, host)| host);
    !host.contains('/')
}

async fn read_keys(ctx: &Context, url: &str) -> Result<CoreJsonWebKeySet, Fault> {
    let document = ctx.app().outbound.get_document(url, &[], LARGEST).await?;
    if !document.get("keys").is_some_and(Value::is_array) {
        return Err(Fault::Broken("no JWK set"));
    }
    serde_json::from_value(document).map_err(|_| Fault::Broken("no JWK set"))
}
