//! How often somebody may try. Every attempt is counted before it is judged, so that a burst cannot outrun its counter.
//!
//! | what | per network (IPv4 address, /64) | per /48 | per account |
//! |---|---|---|---|
//! | a password, wrong | 10 a minute, 60 an hour | 40, 240 | a growing pause after the third; see [`password`] |
//! | a password judged by the meter | 120 a minute | 480 | |
//!
//! Mails, their codes and second factors are counted where they are made: [`super::entry`] and the factors' own budget, which
//! outlives a restart.

mod password;
mod source;

pub(super) use password::reserve_password;
pub use source::{Action, LimitError, reserve};
