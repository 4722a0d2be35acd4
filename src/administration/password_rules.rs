//! NIST SP 800-63B §3.1.1.2: what a new password must be.

use crate::model::Secret;
use crate::model::user::name_key;

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
    /// Few different characters, a sequence, or little beyond the names of its owner.
    #[error("the password is easy to guess")]
    TooCommon,
}

/// What is wrong with a password that someone of these names chooses; `None` when it may be theirs.
pub fn problem(password: &Secret, at_least: usize, names: &[&str]) -> Option<PasswordProblem> {
    let text = password.expose();
    let length = text.chars().count();
    if length > LONGEST || text.len() > LONGEST_BYTES {
        return Some(PasswordProblem::TooLong);
    }
    if length < at_least {
        return Some(PasswordProblem::TooShort { at_least });
    }
    (at_least > SHORTEST_IMPORTED && is_easy(text, names)).then_some(PasswordProblem::TooCommon)
}

/// Words that whoever attacks this server tries first.
const CONTEXT: [&str; 5] = [
    "vestibule",
    "administrator",
    "password",
    "qwerty",
    "letmein",
];
/// How many characters must remain when the words that everybody guesses are taken away.
const OWN_CHARACTERS: usize = 6;
/// How many different characters there must be.
const DIFFERENT: usize = 5;

fn is_easy(text: &str, names: &[&str]) -> bool {
    let mut rest = name_key(text);
    // Longest first, so that a name within another does not spoil it.
    let mut words: Vec<String> = names
        .iter()
        .flat_map(|name| {
            name_key(name)
                .split('@')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .chain(CONTEXT.iter().map(|&word| word.to_owned()))
        .filter(|word| word.chars().count() >= 3)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in &words {
        rest = rest.replace(word.as_str(), "");
    }
    let characters: Vec<char> = rest.chars().collect();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let steps = characters
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if u32::from(*a).abs_diff(u32::from(*b)) <= 1))
        .count();
    characters.len() < OWN_CHARACTERS
        || different.len() < DIFFERENT
        || steps * 4 > characters.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<PasswordProblem> {
        problem(&Secret::new(text), SHORTEST, &["ada", "ada@example.com"])
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(
            judge("kurz"),
            Some(PasswordProblem::TooShort { at_least: 15 })
        );
        assert_eq!(judge("ünf dünne Füchse"), None);
        assert_eq!(judge(&"kX9 ".repeat(33)), Some(PasswordProblem::TooLong));
    }

    #[test]
    fn names_sequences_and_repetition_are_guessed() {
        for easy in [
            "adaadaadaadaada!",
            "aaaaaaaaaaaaaaaaaa",
            "1234567890123456",
            "abcdefghijklmnopq",
            "passwordpassword1",
            "Ada@Example.com1",
        ] {
            assert_eq!(judge(easy), Some(PasswordProblem::TooCommon), "{easy}");
        }
        for good in [
            "correct horse battery",
            "ein langer Satz mit Ada",
            "kX9-pQ2-mN7-rT4",
        ] {
            assert_eq!(judge(good), None, "{good}");
        }
    }

    #[test]
    fn what_is_imported_needs_its_length_only() {
        assert_eq!(
            problem(&Secret::new("password"), SHORTEST_IMPORTED, &[]),
            None
        );
        assert!(problem(&Secret::new("passwor"), SHORTEST_IMPORTED, &[]).is_some());
    }
}
