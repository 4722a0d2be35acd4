//! The settings: defaults, then `vestibule.toml`, then the environment. The only reader of all three.
//!
//! | file | what it holds |
//! |---|---|
//! | [`load`] | [`Config`], and how the three sources become one |
//! | `source` | what a file and an environment say, before anything is believed |
//! | `setting`, `rule` | the table a section is written as, and what a value may be |
//! | `problem` | what is wrong, all of it at once |
//! | `document` | `docs/settings.md`, written from the same tables |
//! | the others | one section of the file each |

#[macro_use]
mod setting;

mod database;
mod document;
mod encryption;
mod general;
mod keys;
mod load;
mod mail;
mod metrics;
mod outbound;
mod passwords;
mod problem;
mod redis;
mod rule;
mod server;
mod sessions;
mod sms;
mod source;
mod tokens;

#[cfg(test)]
mod tests;

pub use database::{Database, DatabaseUrl};
pub use document::document;
pub use encryption::Encryption;
pub use general::{General, LogFormat};
pub use keys::Keys;
pub use load::Config;
pub use mail::{Mail, MailTls, MailTransport};
pub use metrics::Metrics;
pub use outbound::Outbound;
pub use passwords::Passwords;
pub use problem::{ConfigProblems, Origin, Problem};
pub use redis::Redis;
pub use server::{PublicUrl, Server};
pub use sessions::Sessions;
pub use sms::{Sms, SmsFormat};
pub use tokens::Tokens;
