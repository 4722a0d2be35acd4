//! People: how they prove who they are, and which browsers they are signed in with.

mod apps;
mod argon2id;
mod browser;
mod change_password;
mod deletion;
mod device_in_words;
pub mod elsewhere;
pub mod entry;
pub mod events;
mod export;
pub mod factors;
pub mod gate;
mod hashes;
pub mod limits;
mod new_device;
mod new_password;
pub mod notify;
pub mod passkeys;
mod password;
mod picture;
mod profile;
mod sessions;
mod sign_in;
mod turns;

pub use apps::{apps, remember_no, remember_yes, take_back_app};
pub use browser::Browser;
pub use change_password::{ChangeRefusal, NewPasswordChoice, change_password};
pub use deletion::{DeletionRefusal, cancel_deletion, delete_due, deletion_day, request_deletion};
pub use device_in_words::device_in_words;
pub use export::export;
pub use gate::SignedIn;
pub use hashes::StoredHash;
pub use new_password::{
    BreachedListError, GuessHint, Judgement, LONGEST, NewPasswords, PasswordProblem,
    PasswordRefusal, SHORTEST, SHORTEST_IMPORTED, Whose, choose_password, judge_password,
    length_problem, refuse_easy_password,
};
pub use password::{Overloaded, PasswordError, PasswordPool};
pub use picture::{LARGEST_FILE, PictureRefusal, remove_picture, save_picture};
pub use profile::{
    ADDRESS_MEMBERS, Entered, FieldProblem, OWN_CLAIMS, ProfileChange, ProfileRefusal,
    change_username, profile_fields, save_profile,
};
pub use sessions::{Session, all_sessions, sessions, sign_out, sign_out_everywhere, tokens_until};
pub use sign_in::{SignInAttempt, SignInRefusal, confirm_password, sign_in};
