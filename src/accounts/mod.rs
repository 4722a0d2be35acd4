//! People: how they prove who they are, and which browsers they are signed in with.

mod argon2id;
pub mod events;
pub mod notify;
mod password;
mod sign_in;

pub use password::{Overloaded, PasswordError, PasswordPool};
pub use sign_in::{Browser, SignInAttempt, SignInRefusal, SignedIn, sign_in, sign_out};
