//! Revoked tokens, known without asking about each: Token Status List (draft-ietf-oauth-status-list).
//!
//! A list of the issuer's has a few bits for every token and is fetched now and then. The issuer learns that this API is at
//! work, and not for whom.

use std::{
    collections::HashMap,
    io::Read as _,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::read::ZlibDecoder;
use serde::Deserialize;
use tokio::{sync::Mutex, time::Instant};

use super::{
    access_token::{Refusal, Signed},
    keys::Keys,
};
use crate::http_client::HttpClient;

/// Lists kept at once.
const MOST_LISTS: usize = 100;
/// A list unpacks to no more bytes: a few kilobytes can unpack to gigabytes.
const MOST_BYTES: u64 = 1 << 20;
/// When the issuer is away and a list is at hand, the next try comes after so long.
const PAUSE: Duration = Duration::from_secs(5);

/// The claim `status` of a token (§6.2).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Status {
    status_list: Reference,
}

#[derive(Clone, Debug, Deserialize)]
struct Reference {
    idx: u64,
    uri: String,
}

/// The claims of a list (§5.1).
#[derive(Clone, Deserialize)]
struct Claims {
    exp: u64,
    ttl: u64,
    status_list: Packed,
}

#[derive(Clone, Deserialize)]
struct Packed {
    bits: u64,
    lst: String,
}

#[derive(Debug)]
struct List {
    bits: u64,
    bytes: Vec<u8>,
    fresh_until: Instant,
    /// Seconds since the epoch.
    expires: u64,
}

/// The lists of one issuer.
#[derive(Debug)]
pub(super) struct StatusLists {
    place: String,
    http: HttpClient,
    // Held while fetching: of many requests one fetches, and the others find its result.
    kept: Mutex<HashMap<String, List>>,
}

impl StatusLists {
    pub(super) fn new(issuer: &str, http: HttpClient) -> Self {
        Self {
            place: format!("{}/status-lists/", issuer.trim_end_matches('/')),
            http,
            kept: Mutex::default(),
        }
    }

    /// Whether the token whose claim this is stands as valid in its list.
    pub(super) async fn check(&self, status: &Status, keys: &Arc<Keys>) -> Result<(), Refusal> {
        let Reference { idx, uri } = &status.status_list;
        if !self.is_ours(uri) {
            return Err(Refusal::Invalid(
                "The status of the access token is kept elsewhere.",
            ));
        }
        let mut kept = self.kept.lock().await;
        let fresh = kept
            .get(uri)
            .is_some_and(|list| Instant::now() < list.fresh_until);
        if !fresh {
            self.renew(&mut kept, uri, keys).await?;
        }
        let value = kept.get(uri).and_then(|list| list.at(*idx));
        match value {
            // "0x00 - VALID" §7.1. Whatever else a value may mean, it is not valid.
            Some(0) => Ok(()),
            Some(_) => Err(Refusal::Invalid("The access token was revoked.")),
            // "If the provided index is out of bounds of the Status List, no statement about the status of the Referenced
            // Token can be made and the Referenced Token MUST be rejected." §8.3
            None => Err(Refusal::Invalid("The status list has no such place.")),
        }
    }

    /// The specification lets a list be anywhere. Here it must be where this issuer has its lists, whatever a token says: an
    /// API that fetches any URL it is told can be sent into its own network.
    fn is_ours(&self, uri: &str) -> bool {
        let plain = |part: &str| {
            let mut signs = part.chars();
            signs
                .next()
                .is_some_and(|sign| sign.is_ascii_alphanumeric())
                && signs.all(|sign| sign.is_ascii_alphanumeric() || "-._".contains(sign))
        };
        uri.strip_prefix(&self.place)
            .is_some_and(|path| path.split('/').all(plain))
    }

    async fn renew(
        &self,
        kept: &mut HashMap<String, List>,
        uri: &str,
        keys: &Arc<Keys>,
    ) -> Result<(), Refusal> {
        match self.load(uri, keys).await {
            Ok(list) => {
                if kept.len() >= MOST_LISTS {
                    kept.clear();
                }
                kept.insert(uri.to_owned(), list);
                Ok(())
            }
            // After `ttl` "a fresh copy SHOULD be retrieved" §5.1. When none can be, the last one is believed for as long as
            // the issuer said, and then nobody passes: an API that lets everybody in while the issuer is away is opened by
            // cutting its wire.
            Err(problem) => match kept.get_mut(uri) {
                Some(list) if now() < list.expires => {
                    list.fresh_until = Instant::now() + PAUSE;
                    Ok(())
                }
                _ => Err(Refusal::Unavailable(format!("{uri}: {problem}"))),
            },
        }
    }

    async fn load(&self, uri: &str, keys: &Arc<Keys>) -> Result<List, String> {
        let token = self.http.text(uri, "application/statuslist+jwt").await?;
        let signed = Signed {
            // "typ: REQUIRED. The JWT type MUST be statuslist+jwt." §5.1
            typ: "statuslist+jwt",
            // "The subject claim … of the Status List Token MUST be equal to the uri claim" §8.3. Else any list that the
            // issuer ever signed would do.
            subject: Some(uri),
            audience: None,
        };
        let claims: Claims =
            signed
                .claims(&token, keys)
                .await
                .map_err(|refusal| match refusal {
                    Refusal::Invalid(sentence) => sentence.to_owned(),
                    Refusal::Unavailable(problem) => problem,
                })?;
        let Packed { bits, lst } = claims.status_list;
        // "The allowed values for bits are 1, 2, 4, and 8." §4.2
        if ![1, 2, 4, 8].contains(&bits) {
            return Err(format!("it has {bits} bits"));
        }
        let packed = URL_SAFE_NO_PAD
            .decode(lst)
            .map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        let unpacked = ZlibDecoder::new(packed.as_slice())
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes);
        unpacked.map_err(|error| error.to_string())?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err("it is too large".to_owned());
        }
        let left = claims.exp.saturating_sub(now());
        Ok(List {
            bits,
            bytes,
            fresh_until: Instant::now() + Duration::from_secs(claims.ttl.min(left)),
            expires: claims.exp,
        })
    }
}

impl List {
    /// "blocks being packed into bytes from the least significant bit ("0") to the most significant bit ("7")" §4.1
    fn at(&self, idx: u64) -> Option<u16> {
        let first = idx.checked_mul(self.bits)?;
        let byte = self.bytes.get(usize::try_from(first / 8).ok()?)?;
        Some(u16::from(*byte) >> (first % 8) & ((1 << self.bits) - 1))
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
