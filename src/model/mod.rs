//! The words: pure types without input or output. Everything else is built from them.

mod algorithm;
mod ids;
mod secret;

pub use algorithm::SigningAlg;
pub use ids::{ClientId, ClientRowId, GrantId, KeyRowId, LoginId, ServiceId, TenantId, UserId};
pub use secret::{Secret, SecretHash};
