//! Token Status List §4 to §9: how a resource server that verifies tokens by itself learns that they are void.
//!
//! One bit for each grant, and one for each client's own tokens; a list is made of memory and kept until something changes.

use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::accounts::limits::{self, Action, LimitError};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::jose::{Typ, Validity};
use crate::model::{Endpoint, Service, ServiceId, SigningAlg, StatusIndex, TenantId};
use crate::oauth::{OAuthError, entitlements};

/// How many places one list has: 16 KiB, and some hundred bytes once compressed.
const PLACES: i64 = 1 << 17;
/// A list is good for so many times as long as it may be kept, for those who cannot reach the server.
const LIVES: i64 = 10;
/// No token is for more (`resource::MAX_RESOURCES`).
const MOST_SERVICES: usize = 16;
/// So many lists a process keeps.
const MOST_KEPT: u64 = 2_000;

/// "status: REQUIRED. The status (status) claim MUST specify a JSON Object that contains at least one reference to a status
/// mechanism."  §6.2
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The one mechanism here.
    pub status_list: Reference,
}

/// Where a token stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// "a non-negative Integer that represents the index to check for status information in the Status List"  §6.2
    pub idx: i64,
    /// "identifies the Status List Token"  §6.2
    pub uri: String,
}

/// Which list: some places of a tenant, as they stand with some of its services. A person may be shut out of one service and
/// not of another, so tokens for each have lists of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListName {
    number: i64,
    services: Vec<ServiceId>,
}

impl Status {
    /// Of a token for that audience whose grant, or client, stands at `place`.
    pub(super) async fn of(
        ctx: &Context,
        place: StatusIndex,
        audience: &[String],
    ) -> Result<Self, OAuthError> {
        let services = ctx.services().await?;
        let named = audience
            .iter()
            .filter_map(|one| entitlements::find(&services, one));
        let mut named: Vec<ServiceId> = named.map(|service| service.id).collect();
        named.sort_unstable();
        named.dedup();
        let name = ListName {
            number: place.0.div_euclid(PLACES),
            services: named,
        };
        Ok(Self {
            status_list: Reference {
                idx: place.0.rem_euclid(PLACES),
                uri: name.uri(ctx),
            },
        })
    }

    /// The place that a token of ours says it stands at.
    pub fn place(&self) -> Option<StatusIndex> {
        let after = Endpoint::StatusLists.path();
        let (_, path) = self.status_list.uri.rsplit_once(after)?;
        let number: i64 = path
            .trim_start_matches('/')
            .split('/')
            .next()?
            .parse()
            .ok()?;
        let first = number.checked_mul(PLACES)?;
        Some(StatusIndex(first.checked_add(self.status_list.idx)?))
    }
}

impl ListName {
    /// As it stands in a URL, in the one way in which we write it; `None` for what is no name of a list.
    pub fn read(number: &str, services: Option<&str>) -> Option<Self> {
        let ids = services.into_iter().flat_map(|text| text.split('.'));
        let ids = ids.map(|id| Uuid::try_parse(id).ok().map(ServiceId));
        let name = Self {
            number: number.parse::<u32>().ok()?.into(),
            services: ids.collect::<Option<_>>()?,
        };
        let is_short = name.services.len() <= MOST_SERVICES;
        let is_ordered = name.services.is_sorted_by(|one, next| one < next);
        let is_ours =
            name.number.to_string() == number && name.services_text().as_deref() == services;
        (is_short && is_ordered && is_ours).then_some(name)
    }

    fn services_text(&self) -> Option<String> {
        let ids: Vec<String> = self.services.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join("."))
    }

    fn uri(&self, ctx: &Context) -> String {
        let lists = ctx.endpoint(Endpoint::StatusLists);
        match self.services_text() {
            None => format!("{lists}/{}", self.number),
            Some(services) => format!("{lists}/{}/{services}", self.number),
        }
    }

    const fn places(&self) -> Range<i64> {
        let first = self.number * PLACES;
        first..first + PLACES
    }
}

/// A signed list.
#[derive(Clone, Debug)]
pub struct StatusList {
    /// The token (§5.1).
    pub token: Arc<str>,
    /// Its entity tag.
    pub etag: Arc<str>,
    /// Seconds for which it may be kept.
    pub ttl: u32,
    version: u64,
    made_at: Timestamp,
}

/// §5.1
#[derive(Serialize)]
struct Claims {
    iss: String,
    /// "The value MUST be equal to that of the uri claim contained in the status_list claim of the Referenced Token."
    sub: String,
    #[serde(flatten)]
    validity: Validity,
    /// "the maximum amount of time, in seconds, that the Status List Token can be cached by a consumer"
    ttl: u32,
    status_list: List,
}

/// §4.2
#[derive(Serialize)]
struct List {
    bits: u8,
    lst: String,
}

/// The lists that a process has signed.
#[derive(Debug)]
pub struct StatusLists {
    kept: moka::sync::Cache<(TenantId, String), StatusList>,
    /// Of many who ask for a list that changed one makes it.
    turns: moka::sync::Cache<(TenantId, String), Arc<Mutex<()>>>,
    /// How many places a tenant had given a moment ago.
    given: moka::sync::Cache<TenantId, i64>,
}

impl Default for StatusLists {
    fn default() -> Self {
        Self {
            kept: moka::sync::Cache::new(MOST_KEPT),
            turns: moka::sync::Cache::builder()
                .max_capacity(MOST_KEPT)
                .time_to_idle(Duration::from_secs(60))
                .build(),
            given: moka::sync::Cache::builder()
                .max_capacity(MOST_KEPT)
                .time_to_live(Duration::from_secs(1))
                .build(),
        }
    }
}

/// The list of that name, as things stand; `None` when there is none.
pub async fn status_list(ctx: &Context, name: &ListName) -> Result<Option<StatusList>, OAuthError> {
    let app = ctx.app();
    app.directory.freshness()?;
    let tenant = ctx.issuer().tenant_id();
    let ttl = app.config.tokens.status_list_seconds;
    let half = i64::from(ttl) * LIVES / 2;
    let uri = name.uri(ctx);
    let key = (tenant, uri);
    let kept = || {
        let version = app.directory.statuses().version(tenant);
        app.status_lists.kept.get(&key).filter(|list| {
            let age = list.made_at..list.made_at.plus_seconds(half);
            list.version == version && age.contains(&ctx.now())
        })
    };
    if let Some(list) = kept() {
        return Ok(Some(list));
    }
    let services = ctx.services().await?;
    let find = |id: &ServiceId| services.iter().any(|service| service.id == *id);
    if !name.services.iter().all(find) || !is_given(ctx, name).await? {
        return Ok(None);
    }
    // Anybody may ask, and name services as they like.
    if let Err(LimitError::TooMany { retry_after }) = limits::reserve(ctx, Action::StatusList).await
    {
        return Err(OAuthError::slow_down(retry_after));
    }
    let turn = app.status_lists.turns.get_with(key.clone(), Arc::default);
    let _turn = turn.lock().await;
    if let Some(list) = kept() {
        return Ok(Some(list));
    }
    let list = signed(ctx, name, ttl).await?;
    app.status_lists.kept.insert(key.clone(), list.clone());
    Ok(Some(list))
}

/// Whether something may stand in a list. A tenant gives places all the time, and a list that begins is there a second later.
async fn is_given(ctx: &Context, name: &ListName) -> Result<bool, OAuthError> {
    let (tenant, known) = (ctx.issuer().tenant_id(), &ctx.app().status_lists.given);
    let given = match known.get(&tenant) {
        Some(given) => given,
        None => {
            let given = ctx.db().status_indexes_given().await?;
            known.insert(tenant, given);
            given
        }
    };
    Ok(name.places().start < given)
}

async fn signed(ctx: &Context, name: &ListName, ttl: u32) -> Result<StatusList, OAuthError> {
    let tenant = ctx.issuer().tenant_id();
    let statuses = ctx.app().directory.statuses();
    // Before anything is looked at: what changes meanwhile makes another list.
    let version = statuses.version(tenant);
    let services = ctx.services().await?;
    let places = name.places();
    let mut bits = vec![0_u8; usize::try_from(PLACES / 8).unwrap_or_default()];
    let is_disabled = |service: &Service| service.disabled && name.services.contains(&service.id);
    if services.iter().any(is_disabled) {
        bits.fill(u8::MAX);
    } else {
        for place in statuses.void_within(tenant, &name.services, &places) {
            set(&mut bits, place.0 - places.start);
        }
    }
    let claims = Claims {
        iss: ctx.issuer().url().to_owned(),
        sub: name.uri(ctx),
        validity: Validity::starting(ctx.now(), i64::from(ttl) * LIVES),
        ttl,
        status_list: List {
            bits: 1,
            lst: compressed(&bits)?,
        },
    };
    let keys = ctx.keys().await?;
    let token = keys.sign(SigningAlg::RS256, Typ::StatusList, &claims)?;
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&token)));
    Ok(StatusList {
        token: token.into(),
        etag: etag.into(),
        ttl,
        version,
        made_at: ctx.now(),
    })
}

/// "packed into bytes from the least significant bit ("0") to the most significant bit ("7")"  §4.1
fn set(bits: &mut [u8], place: i64) {
    let byte = usize::try_from(place / 8).ok();
    if let Some(byte) = byte.and_then(|byte| bits.get_mut(byte)) {
        *byte |= 1 << (place % 8);
    }
}

/// "The Status Issuer compresses the byte array using DEFLATE with the ZLIB data format. Implementations are RECOMMENDED to use
/// the highest compression level available."  §4.1
fn compressed(bits: &[u8]) -> Result<String, OAuthError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bits).map_err(OAuthError::internal)?;
    let compressed = encoder.finish().map_err(OAuthError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(compressed))
}

/// The names of every list of the issuer (§9.3): of the whole tenant, and of each service.
pub async fn aggregation(ctx: &Context) -> Result<Vec<String>, OAuthError> {
    let services = ctx.services().await?;
    let given = ctx.db().status_indexes_given().await?;
    let of = |number: i64, services: Vec<ServiceId>| ListName { number, services }.uri(ctx);
    let numbers = 0..(given + PLACES - 1) / PLACES;
    Ok(numbers
        .flat_map(|number| {
            let each = services.iter().map(move |service| vec![service.id]);
            std::iter::once(Vec::new())
                .chain(each)
                .map(move |services| of(number, services))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first example of §4.1: `[0xb9, 0xa3]` for sixteen statuses.
    #[test]
    fn bits_stand_as_in_the_example_of_the_specification() {
        let mut bits = [0_u8; 2];
        for place in [0, 3, 4, 5, 7, 8, 9, 13, 15] {
            set(&mut bits, place);
        }
        assert_eq!(bits, [0xb9, 0xa3]);
        let compressed = compressed(&bits).unwrap_or_default();
        assert_eq!(compressed, "eNrbuRgAAhcBXQ");
    }

    #[test]
    fn a_list_has_one_name() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let read =
            |number: &str, services: Option<&str>| ListName::read(number, services).is_some();
        assert!(read("0", None));
        assert!(read("7", Some(&format!("{one}.{two}"))));
        assert!(!read("07", None));
        assert!(!read("-1", None));
        assert!(!read("7", Some("")));
        assert!(!read("7", Some(&format!("{two}.{one}"))));
        assert!(!read("7", Some(&format!("{one}.{one}"))));
        assert!(!read("7", Some(&one.simple().to_string())));
    }
}
