//! What somebody may choose as a new password, and who finds out.

mod breached;
mod choose;
mod guessing;
mod problem;
mod rules;
mod well_known;

pub use breached::BreachedListError;
pub use choose::{PasswordRefusal, Whose, choose_password, judge_password, refuse_easy_password};
pub use guessing::GuessHint;
pub use problem::{LONGEST, PasswordProblem, SHORTEST, SHORTEST_IMPORTED, length_problem};
pub use rules::{Judgement, NewPasswords};
