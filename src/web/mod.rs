//! HTTP, the only folder that names axum and tower.

pub mod server;
