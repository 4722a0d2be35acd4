//! NIST SP 800-63B-4 §3.1.1.2: how long a password must and may be, and what else can be wrong with it.

use unicode_normalization::UnicodeNormalization;

use crate::model::Secret;

/// "…SHALL require passwords that are used as a single-factor authentication mechanism to be a minimum of 15 characters
/// in length."  NIST SP 800-63B-4 §3.1.1.2
pub const SHORTEST: usize = 15;
/// The same section allows eight for one factor of several. Operators' files may bring such passwords from elsewhere.
pub const SHORTEST_IMPORTED: usize = 8;
/// In characters. More is refused before it is hashed.
pub const LONGEST: usize = 128;
/// In bytes of UTF-8.
const LONGEST_BYTES: usize = 512;

/// Why a password cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Too few characters.
    #[error("the password is too short: it needs {at_least} characters")]
    TooShort {
        /// How many it needs.
        at_least: usize,
    },
    /// Too many characters.
    #[error("the password is too long: it may have {LONGEST} characters")]
    TooLong,
    /// It is in a list of passwords that attackers have.
    #[error("the password is in a list of passwords that attackers try first")]
    Breached,
    /// A program finds it soon: common words, sequences, or little beyond the names of its owner.
    #[error("the password is easy to guess")]
    TooCommon,
    /// It is the present one, or one of those before.
    #[error("the password was used before")]
    UsedBefore,
}

/// What is wrong with its length; `None` when nothing is. Costs nothing, however long the text is.
pub fn length_problem(password: &Secret, at_least: usize) -> Option<PasswordProblem> {
    let text = password.expose();
    if text.len() > LONGEST_BYTES || text.chars().count() > LONGEST {
        return Some(PasswordProblem::TooLong);
    }
    // "Each Unicode code point SHALL be counted as a single character"  NIST SP 800-63B-4 §3.1.1.2, of what is hashed.
    (text.nfc().count() < at_least).then_some(PasswordProblem::TooShort { at_least })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters_of_what_is_hashed() {
        let judge = |text: &str| length_problem(&Secret::new(text), SHORTEST);
        assert_eq!(
            judge("kurz"),
            Some(PasswordProblem::TooShort { at_least: 15 })
        );
        assert_eq!(judge("ünf dünne Füchse"), None);
        // Fourteen letters with a combining mark each are fourteen characters.
        assert!(judge(&"e\u{301}".repeat(14)).is_some());
        assert_eq!(judge(&"kX9 ".repeat(32)), None);
        for long in ["kX9 ".repeat(33), "🙂".repeat(129), "x".repeat(1_000_000)] {
            assert_eq!(judge(&long), Some(PasswordProblem::TooLong));
        }
    }
}
