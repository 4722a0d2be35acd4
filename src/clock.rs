//! The only reader of time.
//!
//! Every rule receives the instant of its request (`Context.now`), so that a test moves the clock instead of sleeping.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Stored as an integer, since text timestamps compare wrongly in SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole seconds since the epoch: the `NumericDate` of RFC 7519 §2.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// `2026-11-25T14:30:00Z`, as RFC 3339 §5.6 and the `datetime` attribute of HTML have it; `None` beyond the calendar.
    pub fn rfc3339(self) -> Option<String> {
        let at = OffsetDateTime::from_unix_timestamp(self.seconds()).ok()?;
        at.format(&Rfc3339).ok()
    }

    /// The instant `seconds` later (earlier when negative), saturating.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds from `earlier` to here; negative when `earlier` is later.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(1000)
    }
}

/// Where the time comes from: the machine, or a test's hand.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that runs with the machine's, moved by what [`Clock::advance`] was told. Tests own it.
    pub fn adjustable() -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(0))))
    }

    /// Now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the wall clock"
    )]
    pub fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let real = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        match &self.0 {
            Source::System => Timestamp(real),
            Source::Manual(offset) => Timestamp(real.saturating_add(offset.load(Ordering::SeqCst))),
        }
    }

    /// Moves an adjustable clock; the machine's clock does not move.
    pub fn advance(&self, seconds: i64) {
        if let Source::Manual(offset) = &self.0 {
            offset.fetch_add(seconds.saturating_mul(1000), Ordering::SeqCst);
        }
    }
}

/// A stopwatch that no clock change can disturb.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the monotonic clock"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the monotonic clock"
    )]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
