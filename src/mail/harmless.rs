//! Names that others chose, made into words that do nothing: mail programs turn whatever looks like an address into a link.

use crate::texts::one_line;

/// No name needs more.
const LONGEST: usize = 100;

/// The name without line breaks and control characters, and without anything a mail program would make a link of. What names
/// `own_host` or the domain it is in stays as it is, since that link is ours.
pub(super) fn harmless(name: &str, own_host: &str) -> String {
    let line: String = one_line(name).chars().take(LONGEST).collect();
    line.split(' ')
        .map(|word| {
            if is_own(word, own_host) {
                word.to_owned()
            } else {
                broken(word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A mail address: as it is when it is of the usual kind, which a mail program makes nothing but an address of; else as any name.
pub(super) fn harmless_address(address: &str, own_host: &str) -> String {
    let is_usual = |text: &str, more: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    match address.split_once('@') {
        Some((name, host))
            if is_usual(name, "._+-")
                && is_usual(host, ".-")
                && !name.to_ascii_lowercase().starts_with("www.") =>
        {
            address.to_owned()
        }
        _ => harmless(address, own_host),
    }
}

fn is_own(word: &str, own_host: &str) -> bool {
    let word = word.to_lowercase();
    word.contains('.')
        && (own_host == word
            || own_host
                .strip_suffix(&word)
                .is_some_and(|rest| rest.ends_with('.')))
}

/// `https://evil.example` becomes `https: // evil. example`: still to be read, no longer to be clicked.
fn broken(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        let Some(next) = rest.peek() else { break };
        let begins_host = matches!(c, '.' | '/' | '@') && next.is_alphanumeric();
        let begins_path = c == ':' && *next == '/';
        if begins_host && !(c == '.' && next.is_ascii_digit()) || begins_path {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_address_is_broken() {
        for (name, expected) in [
            ("Ada's laptop", "Ada's laptop"),
            ("Chrome 12.3", "Chrome 12.3"),
            ("Acme Inc.", "Acme Inc."),
            ("https://evil.example/a", "https: // evil. example/ a"),
            ("http://10.0.0.1", "http: // 10.0.0.1"),
            ("win at www.evil.example", "win at www. evil. example"),
            ("a\r\nBcc: b", "a  Bcc: b"),
            ("me@evil.example", "me@ evil. example"),
            ("example.com", "example.com"),
            ("ID.Example.com", "ID.Example.com"),
            ("ample.com", "ample. com"),
        ] {
            assert_eq!(harmless(name, "id.example.com"), expected);
        }
        assert_eq!(harmless(&"x".repeat(500), "").len(), LONGEST);
    }
    #[test]
    fn a_usual_address_can_be_read_and_no_other_is_a_link() {
        for (address, expected) in [
            ("ada.king+1@mail.example", "ada.king+1@mail.example"),
            (
                "http://evil.example/@a.example",
                "http: // evil. example/@ a. example",
            ),
            (
                "www.evil.example@a.example",
                "www. evil. example@ a. example",
            ),
            ("a@b@evil.example", "a@ b@ evil. example"),
        ] {
            assert_eq!(harmless_address(address, "id.example.com"), expected);
        }
    }
}
