//! `[metrics]`: the listener for `/metrics`, apart from the public one.

use std::net::SocketAddr;

use super::rule::{optional, socket_address};
use super::setting::Preset;

settings! {
    /// Numbers for Prometheus, on a listener of their own: `/metrics` is never public.
    "metrics" Metrics {
        /// The address and port for `/metrics`.
        listen: Option<SocketAddr> = Preset::Absent("no metrics are served"), optional(socket_address());
    }
}
