//! Relying parties, resource servers and providers that others wrote, against a live server: they read the specifications
//! without us. And two of our own servers, each the other's provider.
//!
//! `node/` and `python/` hold the programs; they print one JSON line per step and read what they need from standard input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is a failed test"
)]

mod program;
mod scenario;
mod visitor;

mod authlib;
mod backends;
mod demo_api;
mod jose_npm;
mod openid_client;
mod openidconnect_crate;
mod pyjwt;
mod schemathesis;
mod upstream_oidc_provider;
mod upstream_vestibule;
