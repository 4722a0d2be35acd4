//! The field for a new password: what it must be, what was wrong with it, how strong it is.

use crate::accounts::{GuessHint, PasswordProblem};
use crate::texts::Texts;

use super::problem::Problem;
use super::shell::Shell;

/// The field of `parts::new_password_field`.
#[derive(Clone)]
pub struct NewPassword {
    /// How many characters it needs at least.
    pub minimum: usize,
    /// The script that shows the password on demand and how strong it is; the field works without.
    pub script: Option<PasswordScript>,
}

/// A script, and what it needs.
#[derive(Clone)]
pub struct PasswordScript {
    /// Its address.
    pub href: String,
    /// The name by which the page's policy lets it run.
    pub nonce: String,
    /// The token for `/password-strength`.
    pub csrf: String,
}

impl NewPassword {
    /// What a password must be like.
    pub fn hint(&self, shell: &Shell) -> String {
        shell
            .texts
            .counted("password-new-hint", "count", self.minimum)
    }

    /// What is wrong with the password, for the list of problems: `field` is the name of its field.
    pub fn problem(shell: &Shell, field: &'static str, problem: PasswordProblem) -> Problem {
        Problem {
            field: Some(field),
            text: password_problem(shell.texts, problem),
        }
    }

    /// The field without a script.
    pub const fn sample() -> Self {
        Self {
            minimum: 15,
            script: None,
        }
    }
}

/// Why a password cannot be taken.
pub fn password_problem(texts: Texts, problem: PasswordProblem) -> String {
    match problem {
        PasswordProblem::TooShort { at_least } => {
            texts.counted("password-problem-too-short", "count", at_least)
        }
        PasswordProblem::TooLong => texts.get("password-problem-too-long"),
        PasswordProblem::Breached => texts.get("password-problem-breached"),
        PasswordProblem::TooCommon => texts.get("password-problem-too-common"),
        PasswordProblem::UsedBefore => texts.get("password-problem-used-before"),
    }
}

/// What to call a strength from 0 to 4.
pub fn strength_label(texts: Texts, score: u8) -> String {
    texts.get(match score {
        0 => "password-strength-0",
        1 => "password-strength-1",
        2 => "password-strength-2",
        3 => "password-strength-3",
        _ => "password-strength-4",
    })
}

/// What would make a password better.
pub fn guess_hint(texts: Texts, hint: GuessHint) -> String {
    texts.get(match hint {
        GuessHint::Common => "password-hint-common",
        GuessHint::Names => "password-hint-names",
        GuessHint::Keyboard => "password-hint-keyboard",
        GuessHint::Repeats => "password-hint-repeats",
        GuessHint::Sequences => "password-hint-sequences",
        GuessHint::Dates => "password-hint-dates",
        GuessHint::MoreWords => "password-hint-more-words",
    })
}
