//! What a process knows by heart: tenants, clients, users, keys and services as immutable values, and what is revoked.
//!
//! Values are loaded on first use and forgotten when the sequence of changes says so; a token request of a client that
//! was seen before touches no database.

mod cache;
mod follow;
mod key_ring;
mod memory;
mod places;
mod revoked;
mod statuses;

pub use follow::{Freshness, Stale};
pub use key_ring::{KeyRingError, key_place};
pub use memory::{Directory, IssuerName, LookupError};
pub use revoked::Revoked;
pub use statuses::Statuses;
