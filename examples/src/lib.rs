//! Two small programs that use an authorization server the way anybody would: with libraries that others wrote.
//!
//! - [`app`]: a relying party (OpenID Connect) on the `openidconnect` crate; binary `vestibule-demo-app`.
//! - [`api`]: a resource server (RFC 9068) on the `jsonwebtoken` crate; binary `vestibule-demo-api`.
//!
//! `make demo` starts both beside the server; `tests/interop` runs both in its own process. Neither knows anything
//! of Vestibule but its issuer URL.
#![allow(
    clippy::disallowed_methods,
    reason = "the fences are the server's: these programs read the clock and the environment"
)]

pub mod api;
pub mod app;
pub mod environment;
pub mod http_client;
pub mod listener;
