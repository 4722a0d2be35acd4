//! Phone numbers (ITU-T E.164), as codes are sent to them and as pages show them.

/// A number that codes can be sent to: `+` and eight to fifteen digits. What people put between them is left out.
pub fn parse(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let rest = typed
        .strip_prefix('+')
        .or_else(|| typed.strip_prefix("00"))?;
    let digits: String = rest
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}'))
        .take(16)
        .collect();
    let is_number = (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    is_number.then(|| format!("+{digits}"))
}

/// The number so that its owner knows it and nobody learns it: the last two digits.
pub fn masked(number: &str) -> String {
    let digits = number.len().saturating_sub(2);
    let end: String = number.chars().skip(digits).collect();
    format!("•••• {end}")
}

/// The address likewise: the first letter, and where it is.
pub fn masked_address(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}•••@{domain}")
        }
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_international() {
        for typed in ["+44 20 7946 0018", "0044 (20) 7946-0018", " +442079460018 "] {
            assert_eq!(parse(typed).as_deref(), Some("+442079460018"));
        }
        for typed in [
            "",
            "020 7946 0018",
            "+1",
            "+12345678901234567",
            "+44 20 7946 oo18",
            "+0123456789",
        ] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_is_known_to_its_owner_alone() {
        assert_eq!(masked("+442079460018"), "•••• 18");
        assert_eq!(masked_address("ada@example.com"), "a•••@example.com");
        assert_eq!(masked_address("äda"), "•••");
    }
}
