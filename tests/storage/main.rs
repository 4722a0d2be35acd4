//! The contracts of what keeps state, on every store that keeps it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "what does not go as expected is a failed test"
)]

mod bench;
mod ephemeral_contract;
mod migrations;
mod outbox;
