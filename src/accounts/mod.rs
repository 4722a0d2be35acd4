//! People: how they prove who they are, and which browsers they are signed in with.

mod argon2id;
mod browser;
mod device_in_words;
pub mod entry;
pub mod events;
pub mod factors;
pub mod gate;
mod hashes;
pub mod limits;
mod new_device;
mod new_password;
pub mod notify;
pub mod passkeys;
mod password;
mod sign_in;
mod turns;

pub use browser::Browser;
pub use device_in_words::device_in_words;
pub use gate::SignedIn;
pub use hashes::StoredHash;
pub use new_password::{
    BreachedListError, GuessHint, Judgement, LONGEST, NewPasswords, PasswordProblem,
    PasswordRefusal, SHORTEST, SHORTEST_IMPORTED, Whose, choose_password, judge_password,
    length_problem, refuse_easy_password,
};
pub use password::{Overloaded, PasswordError, PasswordPool};
pub use sign_in::{SignInAttempt, SignInRefusal, confirm_password, sign_in, sign_out};
