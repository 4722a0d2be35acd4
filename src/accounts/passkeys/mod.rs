//! Passkeys (WebAuthn Level 3): adding one, signing in with one and nothing else, and proving one as the second factor.
//!
//! | file | what it does |
//! |---|---|
//! | `relying_party` | who we are to a browser: the host and the origin of one issuer |
//! | `ceremony` | a ceremony under way: its challenge, kept here, for one browser, one purpose and one use |
//! | `add` | a new passkey, in an account or on the way of a sign-in |
//! | `sign_in` | signing in with a passkey alone |
//! | `prove` | a passkey as the second factor |
//! | `assertion` | what a passkey signed, and what its counter says |
//! | `credential` | the credential as it is stored |
//! | `manage` | listing, renaming, removing |

mod add;
mod assertion;
mod ceremony;
mod credential;
mod error;
mod manage;
mod prove;
mod relying_party;
mod sign_in;

pub use add::{Added, Enrolled, Newcomer, add, begin_to_add, begin_to_enrol, enrol};
pub use ceremony::{Answer, Begun};
pub use error::PasskeyError;
pub use manage::{OwnPasskey, are_offered, of_owner, remove, rename};
pub use prove::{begin_to_prove, prove};
pub use relying_party::are_possible;
pub use sign_in::{begin_to_sign_in, sign_in};
