//! The protocol: RFC 6749 §1, OpenID Connect Core §1. One file per rule; no HTTP, no SQL, no HTML.

pub mod authorization_challenge;
pub mod authorize;
pub mod backchannel_logout;
pub mod bearer;
pub mod claims;
pub mod client_auth;
pub mod discovery;
pub mod entitlements;
mod error;
pub mod first_party;
pub mod introspection;
pub mod issue;
pub mod logout;
mod parameters;
pub mod pkce;
pub mod resource;
pub mod revocation;
pub mod subject;
pub mod token;
pub mod userinfo;
pub mod verification;

pub use error::{ErrorCode, OAuthError};
pub use parameters::{ParameterProblem, Parameters};
