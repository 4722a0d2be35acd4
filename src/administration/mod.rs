//! What operators may do: tenants, their keys, people, applications and APIs. No HTTP, no SQL: commands use it, and pages can.
//!
//! | file | what it answers |
//! |---|---|
//! | `bootstrap` | what does a new server need before its first request |
//! | `set_up` | who becomes the first administrator, and how |
//! | `keys` | which keys sign, and when do others take over |
//! | `tenants`, `roles`, `services`, `business_roles`, `providers`, `clients`, `users` | may this object be written, and what follows when it is |
//! | `shut_out` | who may use a service no more, in the status lists |
//! | `recovery` | how does somebody come back who forgot a password or lost every second factor |
//! | `tenant_policy` | may this be decided for a tenant |
//! | `apply`, `export` | everything at once, as a file |

pub mod apply;
pub mod bootstrap;
pub mod business_roles;
pub mod clients;
mod error;
pub mod export;
pub mod keys;
pub mod provider_wish;
pub mod providers;
pub mod recovery;
pub mod roles;
pub mod services;
pub mod set_up;
mod shut_out;
#[cfg(test)]
mod temporary;
pub mod tenant_policy;
pub mod tenants;
pub mod users;

pub use bootstrap::ensure_default_tenant;
pub use error::{AdministrationError, Kind};
pub use export::export;
pub use roles::ADMINISTRATOR;
