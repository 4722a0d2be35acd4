//! RFC 6749 §2.3: client authentication. Each endpoint that needs a client receives an [`AuthenticatedClient`] and cannot be called without.

mod authenticate;
mod presented;
mod secret;

pub use authenticate::{AuthenticatedClient, authenticate};
pub use presented::Presented;
pub use secret::KnownSecrets;
