//! The issuer's public keys, fetched when first needed and kept.

use std::time::Duration;

use jsonwebtoken::jwk::{Jwk, JwkSet};
use serde::Deserialize;
use tokio::{sync::Mutex, time::Instant};

use crate::http_client::HttpClient;

/// An unknown key id leads to a new fetch at most this often, so that made-up tokens cannot make us flood the issuer.
const BETWEEN_FETCHES: Duration = Duration::from_secs(30);
/// After a failed fetch the next one may follow this soon.
const BETWEEN_FAILURES: Duration = Duration::from_secs(1);
/// Keys older than this are fetched again, so that a withdrawn key stops being believed.
const KEPT_FOR: Duration = Duration::from_mins(10);

/// A cache of the issuer's key set.
#[derive(Debug)]
pub(crate) struct Keys {
    issuer: String,
    http: HttpClient,
    cache: Mutex<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    keys: Option<JwkSet>,
    fetched: Option<Instant>,
    failed: Option<(Instant, String)>,
}

/// The part of the discovery document (RFC 8414 §2) that a resource server needs.
#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

impl Keys {
    pub(crate) fn new(issuer: String, http: HttpClient) -> Self {
        Self {
            issuer,
            http,
            cache: Mutex::default(),
        }
    }

    /// The key called `kid`, or `None` when the issuer has no such key.
    ///
    /// # Errors
    /// A sentence for the log when the keys cannot be fetched and none are known.
    pub(crate) async fn find(&self, kid: &str) -> Result<Option<Jwk>, String> {
        // Held while fetching: of many requests with a new key one fetches, and the others find its result.
        let mut cache = self.cache.lock().await;
        let fresh = cache.fetched.is_some_and(|at| at.elapsed() < KEPT_FOR);
        if fresh && let Some(key) = cache.get(kid) {
            return Ok(Some(key));
        }
        let just_fetched = cache
            .fetched
            .is_some_and(|at| at.elapsed() < BETWEEN_FETCHES);
        if just_fetched {
            return Ok(None);
        }
        if let Some((at, problem)) = &cache.failed
            && at.elapsed() < BETWEEN_FAILURES
        {
            return Err(problem.clone());
        }
        match self.fetch().await {
            Ok(keys) => {
                *cache = Cache {
                    keys: Some(keys),
                    fetched: Some(Instant::now()),
                    failed: None,
                };
                Ok(cache.get(kid))
            }
            Err(problem) => {
                cache.failed = Some((Instant::now(), problem.clone()));
                Err(problem)
            }
        }
    }

    async fn fetch(&self) -> Result<JwkSet, String> {
        let issuer = self.issuer.trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let discovery: Discovery = self.http.json(&url).await?;
        // "The issuer value returned MUST be identical to the issuer identifier value into which the well-known URI
        // string was inserted." RFC 8414 §3.3
        if discovery.issuer != self.issuer {
            return Err(format!(
                "{url} speaks for another issuer, {}",
                discovery.issuer
            ));
        }
        self.http.json(&discovery.jwks_uri).await
    }
}

impl Cache {
    fn get(&self, kid: &str) -> Option<Jwk> {
        self.keys.as_ref()?.find(kid).cloned()
    }
}
