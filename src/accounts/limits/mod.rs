//! How often somebody may try. Every attempt is counted before it is judged, so that a burst cannot outrun its counter.
//!
//! What one network (an IPv4 address or a /64; its /48 four times as much) may do is the table of [`Action`]. Beside it
//! an account has limits of its own, whoever asks:
//!
//! | what | per account |
//! |---|---|
//! | a password, wrong | a growing pause after the third; see [`password`] |
//! | a password, right or wrong | two hundred a minute from one network |
//! | another password | twenty an hour |
//! | a code of a second factor, wrong | five for one sign-in, ten an hour; see `factors::budget` |
//! | a mail | one a minute, three an hour, without a word about it; see `entry::mail_limits` |
//!
//! For each of these a browser that the owner signed in with before has a count of its own: see [`known`].

mod known;
mod new_password;
mod password;
mod source;

pub(super) use known::is_known;
pub(super) use new_password::reserve_new_password;
pub(super) use password::reserve_password;
pub use source::{Action, LimitError, Reservation, reserve};
