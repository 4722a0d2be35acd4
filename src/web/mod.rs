//! HTTP, the only folder that names axum and tower. Translates between requests and rules; decides nothing.

mod api;
mod assets;
mod branding;
mod cors;
mod endpoints;
mod error;
mod extract;
mod layers;
mod pages;
mod router;
mod serve;
pub mod server;
mod tenant;

pub use pages::view;
pub use serve::{serve, serve_metrics};
