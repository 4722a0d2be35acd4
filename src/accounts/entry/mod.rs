//! Coming in beside name and password: signing up, links and codes in mails, a forgotten password, another address.
//!
//! Nothing here tells whether an address has an account: the answer, the number of hashes and the rows written are the same
//! either way, and only the owner of the mailbox reads which it was.

mod change_of_address;
mod error;
mod intent;
mod invitation;
mod links;
mod mail_limits;
mod mail_sign_in;
mod person;
mod reset;
mod sign_up;
mod verification;

pub use change_of_address::{ask_for_change, confirm_change};
pub use error::EntryError;
pub use intent::{Intent, intent};
pub use invitation::{InvitationRefusal, invite};
pub use links::{after, find as find_link, is_from_this_browser};
pub use mail_sign_in::{after_code, ask_for_code, ask_for_link, sign_in_by_code, sign_in_by_link};
pub use person::{NewPerson, SignUpProblem, asked_claims, may_sign_up};
pub(in crate::accounts) use person::{is_welcome, sign_up_problems};
pub use reset::{ask_for_reset, reset_password};
pub use sign_up::{SignUpRefusal, accept_invitation, finish_sign_up, sign_up};
pub(in crate::accounts) use sign_up::{existing_roles, known_roles, send_sign_up_link};
pub use verification::{ask_for_verification, verify_email};
