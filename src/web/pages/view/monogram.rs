//! Initials on a coloured tile, drawn for apps and people. Pictures from elsewhere are never shown: loading one would
//! tell a stranger who is signing in, and could change after it was looked at.

/// How many tile colours `static/style/scene.css` has (`.tone-0` …).
const TONES: u32 = 6;

/// One or two initials, or `?` for a name without letters and digits.
pub(super) fn initials(name: &str) -> String {
    let letters: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    if letters.is_empty() {
        "?".to_owned()
    } else {
        letters
    }
}

/// The colour of a name: always the same one, so that people learn to know it.
pub(super) fn tone(name: &str) -> u32 {
    // FNV-1a: any spread will do, it only has to stay the same between releases.
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) % TONES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_two_words() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("shop", "S"),
            ("3M Store of Things", "3S"),
            ("żółw", "Ż"),
            ("  --  ", "?"),
            ("", "?"),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
