//! Long passwords that many people have: the built-in list. Short ones are in the dictionaries of [`super::guessing`].

use std::collections::HashSet;
use std::sync::LazyLock;

/// One a line, in small letters, without anything but letters and digits.
static LIST: &str = include_str!("well_known.txt");

static WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| LIST.lines().filter(|line| !line.is_empty()).collect());

/// Whether it is one of them, however it is spaced and written.
pub(super) fn is_common(password: &str) -> bool {
    let bare: String = password
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let without_end = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    WORDS.contains(bare.as_str()) || WORDS.contains(without_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_written_as_it_is_searched() {
        for word in WORDS.iter() {
            assert!(is_common(word), "{word}");
            assert!(word.chars().count() >= 8, "{word}");
        }
        assert!(WORDS.len() > 150);
    }

    #[test]
    fn spaces_capitals_and_a_number_at_the_end_make_no_difference() {
        for common in [
            "To be or not to be",
            "The Quick Brown Fox 2024",
            "let-me-in-let-me-in!",
        ] {
            assert!(is_common(common), "{common}");
        }
        assert!(!is_common("nanoseconds are eleven inches long"));
    }
}
