//! Vestibule, an OAuth 2 and OpenID Connect authorization server.

pub mod accounts;
pub mod administration;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod directory;
pub mod entropy;
pub mod ephemeral;
pub mod jobs;
pub mod jose;
pub mod model;
pub mod oauth;
pub mod storage;
pub mod telemetry;
pub mod vault;
pub mod web;
