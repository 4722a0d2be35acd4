//! Latencies, from the moment a request was due to the moment its answer was read.

use std::time::Duration;

use hdrhistogram::Histogram;

/// Microseconds up to a minute, to three digits.
pub struct Latencies(Histogram<u64>);

impl Latencies {
    /// # Errors
    /// Never in practice: the bounds are valid.
    pub fn new() -> Result<Self, String> {
        Histogram::new_with_bounds(1, 60_000_000, 3)
            .map(Self)
            .map_err(|error| error.to_string())
    }

    pub fn record(&mut self, latency: Duration) {
        self.0.saturating_record(
            u64::try_from(latency.as_micros())
                .unwrap_or(u64::MAX)
                .max(1),
        );
    }

    pub fn add(&mut self, other: &Self) {
        // Both have the same bounds, so this cannot fail.
        let _ = self.0.add(&other.0);
    }

    /// The latency that `share` (0 to 1) of the operations stayed under, in milliseconds.
    pub fn milliseconds(&self, share: f64) -> f64 {
        milliseconds(self.0.value_at_quantile(share))
    }

    /// The slowest, in milliseconds.
    pub fn slowest(&self) -> f64 {
        milliseconds(self.0.max())
    }
}

fn milliseconds(micros: u64) -> f64 {
    Duration::from_micros(micros).as_secs_f64() * 1000.0
}
