//! Redis 6.2 or newer, when `redis.url` is set.
//!
//! A record is its expiry in milliseconds as decimal text, a newline, and the bytes; a counter has its number in place of the bytes
//! and a key of its own kind. Redis removes keys by its own clock (`PX`); the header lets the caller's clock decide, as everywhere.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{AsyncCommands, Client, Script};

use super::{EphemeralError, EphemeralStore, Key};
use crate::clock::Timestamp;

/// What every key begins with, so that one Redis may serve other programs too.
const PREFIX: &str = "vestibule:";

/// ARGV: value with header, time to live in milliseconds, now in milliseconds.
const PUT_IF_ABSENT: &str = r"
local old = redis.call('GET', KEYS[1])
if old and tonumber(string.match(old, '^%d+') or '0') > tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
";

/// ARGV: value without header, now in milliseconds. The header and Redis's own expiry stay as they are.
const REPLACE: &str = r"
local old = redis.call('GET', KEYS[1])
if not old then return 0 end
local expiry = string.match(old, '^%d+')
if not expiry or tonumber(expiry) <= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], expiry .. '\n' .. ARGV[1], 'KEEPTTL')
return 1
";

/// ARGV: expiry of a new window, its length and now, all in milliseconds. Returns the new count.
const COUNT: &str = r"
local old = redis.call('GET', KEYS[1])
local expiry, hits
if old then expiry, hits = string.match(old, '^(%d+)\n(%d+)$') end
if expiry and tonumber(expiry) > tonumber(ARGV[3]) then
  hits = tonumber(hits) + 1
  redis.call('SET', KEYS[1], expiry .. '\n' .. string.format('%d', hits), 'KEEPTTL')
  return hits
end
redis.call('SET', KEYS[1], ARGV[1] .. '\n1', 'PX', ARGV[2])
return 1
";

/// ARGV: now in milliseconds. Takes one from a counter whose window is open; nothing is kept of one that comes to zero.
const UNCOUNT: &str = r"
local old = redis.call('GET', KEYS[1])
if not old then return 0 end
local expiry, hits = string.match(old, '^(%d+)\n(%d+)$')
if expiry and tonumber(expiry) > tonumber(ARGV[1]) then
  if tonumber(hits) <= 1 then return redis.call('DEL', KEYS[1]) end
  redis.call('SET', KEYS[1], expiry .. '\n' .. string.format('%d', tonumber(hits) - 1), 'KEEPTTL')
end
return 0
";

/// Records in Redis.
#[derive(Clone)]
pub struct RedisStore {
    connection: ConnectionManager,
    put_if_absent: Script,
    replace: Script,
    count: Script,
    uncount: Script,
}

impl RedisStore {
    /// Connects. `url` is `redis://[user:password@]host:port/database`, or `rediss://` for TLS.
    ///
    /// # Errors
    /// [`EphemeralError::Unavailable`] when the address is malformed or nobody answers there. Once connected, a lost
    /// connection is renewed by itself and only the calls in between fail.
    pub async fn connect(url: &str) -> Result<Self, EphemeralError> {
        let client = Client::open(url).map_err(EphemeralError::unavailable)?;
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(2)
            .set_connection_timeout(Some(Duration::from_secs(3)))
            .set_response_timeout(Some(Duration::from_secs(3)));
        let connection = ConnectionManager::new_with_config(client, config)
            .await
            .map_err(EphemeralError::unavailable)?;
        Ok(Self {
            connection,
            put_if_absent: Script::new(PUT_IF_ABSENT),
            replace: Script::new(REPLACE),
            count: Script::new(COUNT),
            uncount: Script::new(UNCOUNT),
        })
    }

    /// A handle on the one multiplexed connection.
    fn connection(&self) -> ConnectionManager {
        self.connection.clone()
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RedisStore")
    }
}

fn name(key: &Key) -> String {
    format!("{PREFIX}{}", key.as_str())
}

fn with_header(value: &[u8], expires_at: Timestamp) -> Vec<u8> {
    let mut bytes = format!("{}\n", expires_at.millis().max(0)).into_bytes();
    bytes.extend_from_slice(value);
    bytes
}

/// The bytes behind the header; `None` when they have expired.
fn without_header(mut stored: Vec<u8>, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
    let end = stored
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or(EphemeralError::Corrupt)?;
    let value = stored.split_off(end.saturating_add(1));
    stored.truncate(end);
    let expiry = std::str::from_utf8(&stored)
        .ok()
        .and_then(|text| text.parse().ok())
        .map(Timestamp);
    let expiry = expiry.ok_or(EphemeralError::Corrupt)?;
    Ok((expiry > now).then_some(value))
}

/// Redis refuses an expiry of zero; such a record is gone within the millisecond, and the header says so at once.
fn milliseconds(seconds: u32) -> u64 {
    u64::from(seconds).saturating_mul(1000).max(1)
}

#[async_trait]
impl EphemeralStore for RedisStore {
    async fn put(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<(), EphemeralError> {
        let value = with_header(value, now.plus_seconds(ttl.into()));
        let put = self
            .connection()
            .pset_ex::<_, _, ()>(name(key), value, milliseconds(ttl))
            .await;
        put.map_err(EphemeralError::unavailable)
    }

    async fn put_if_absent(
        &self,
        key: &Key,
        value: &[u8],
        ttl: u32,
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        let mut call = self.put_if_absent.key(name(key));
        call.arg(with_header(value, now.plus_seconds(ttl.into())))
            .arg(milliseconds(ttl))
            .arg(now.millis());
        call.invoke_async(&mut self.connection())
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn get(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        let stored: Option<Vec<u8>> = self
            .connection()
            .get(name(key))
            .await
            .map_err(EphemeralError::unavailable)?;
        stored.map_or(Ok(None), |stored| without_header(stored, now))
    }

    async fn take(&self, key: &Key, now: Timestamp) -> Result<Option<Vec<u8>>, EphemeralError> {
        let stored: Option<Vec<u8>> = self
            .connection()
            .get_del(name(key))
            .await
            .map_err(EphemeralError::unavailable)?;
        stored.map_or(Ok(None), |stored| without_header(stored, now))
    }

    async fn replace_if_present(
        &self,
        key: &Key,
        value: &[u8],
        now: Timestamp,
    ) -> Result<bool, EphemeralError> {
        let mut call = self.replace.key(name(key));
        call.arg(value).arg(now.millis());
        call.invoke_async(&mut self.connection())
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn delete(&self, key: &Key) -> Result<(), EphemeralError> {
        self.connection()
            .del::<_, ()>(name(key))
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn count(&self, key: &Key, window: u32, now: Timestamp) -> Result<u64, EphemeralError> {
        let mut call = self.count.key(name(key));
        call.arg(now.plus_seconds(window.into()).millis().max(0))
            .arg(milliseconds(window))
            .arg(now.millis());
        call.invoke_async(&mut self.connection())
            .await
            .map_err(EphemeralError::unavailable)
    }

    async fn uncount(&self, key: &Key, now: Timestamp) -> Result<(), EphemeralError> {
        let mut call = self.uncount.key(name(key));
        call.arg(now.millis());
        let _: i64 = call
            .invoke_async(&mut self.connection())
            .await
            .map_err(EphemeralError::unavailable)?;
        Ok(())
    }

    async fn sweep(&self, _now: Timestamp, _batch: u32) -> Result<u64, EphemeralError> {
        // Redis removes what has expired by itself.
        Ok(0)
    }
}
