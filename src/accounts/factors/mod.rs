//! SECOND FACTORS: what is asked for after the first step, how it is set up, and how it is taken away.
//!
//! | file | what it does |
//! |---|---|
//! | `totp` | authenticator apps: secrets, pictures, codes |
//! | `sent_code` | codes by mail and by text message |
//! | `text_limits` | how many text messages go to one number |
//! | `recovery` | recovery codes |
//! | `phone` | phone numbers |
//! | `budget` | how many codes may be tried |
//! | `prove` | a code at a sign-in that waits for it |
//! | `enrol` | setting one up: a code of it counts before it does |
//! | `set_up` | on the way in, for whoever must have one |
//! | `change` | in one's own account: adding, removing, new recovery codes, forgetting browsers |
//! | `refusal` | why not |

mod budget;
mod change;
mod enrol;
mod grouping;
pub mod phone;
mod prove;
pub mod recovery;
mod refusal;
mod sent_code;
mod set_up;
mod text_limits;
mod totp;

pub use super::gate::is_offered;
pub use change::{
    Changing, FactorSummary, Summary, forget_browsers, is_demanded, is_last, summary,
};
pub(in crate::accounts) use enrol::codes_beside_passkey;
pub use enrol::{Actor, Added, Enrolling};
pub use prove::{Proof, has_sent, prove, send, target};
pub use refusal::FactorRefusal;
pub(in crate::accounts) use set_up::keep_passkey_proof;
pub use set_up::{enrolling, finish, keep_proof, lift};
pub use totp::AppSecret;
