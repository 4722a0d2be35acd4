//! STATE THAT MAY EXPIRE: sign-ins in progress, one-time links, counters, replay marks.
//!
//! [`EphemeralStore`] is the contract, kept alike by [`SqlStore`] (the default), [`RedisStore`] and [`MemoryStore`] (tests).
//! [`Ephemeral`] is what the rules use: typed records under a [`Key`], which always names its tenant.

mod contract;
mod facade;
mod key;
mod kinds;
mod memory;
mod redis;
mod sql;

pub use contract::{EphemeralError, EphemeralStore};
pub use facade::Ephemeral;
pub use key::Key;
pub use kinds::Kind;
pub use memory::MemoryStore;
pub use redis::RedisStore;
pub use sql::SqlStore;
