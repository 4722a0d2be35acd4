//! Which paths from the root of the crate a file names: `crate::a::b`, `use crate::{a, b::c}`, and `super::…` that climbs there.

use crate::source::{Source, line_at};

/// A path below the root, such as `accounts::PasswordPool`, and the line that names it.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// The path, without `crate::`.
    pub path: String,
    /// Where.
    pub line: usize,
}

impl Named {
    /// The first segment.
    pub fn module(&self) -> &str {
        self.path.split("::").next().unwrap_or_default()
    }
}

/// Every path from the root that the program part of the file names. `main.rs` names the library by its name.
pub fn from_root(file: &Source) -> Vec<Named> {
    let code = file.code();
    let root = if file.path == "src/main.rs" {
        "vestibule::"
    } else {
        "crate::"
    };
    let mut found = Vec::new();
    for (at, word) in code.match_indices(root) {
        // `pub(in crate::storage)` narrows what others see; it uses nothing.
        if begins_path(&code, at) && !code[..at].trim_end().ends_with("(in") {
            expand(&code, at + word.len(), "", &mut found);
        }
    }
    let depth = file.module().len();
    let climb = "super::".repeat(depth);
    for (at, _) in code.match_indices("super::") {
        if depth > 0 && begins_path(&code, at) && code[at..].starts_with(&climb) {
            expand(&code, at + climb.len(), "", &mut found);
        }
    }
    found
}

/// Whether nothing before this byte belongs to the same path or word.
fn begins_path(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
}

/// Follows `a::b`, `a::{b, c::d}` and `{a, b}` from `at`, putting `prefix` before each. Returns where it ends.
fn expand(code: &str, mut at: usize, prefix: &str, found: &mut Vec<Named>) -> usize {
    let start = at;
    let mut path = prefix.to_owned();
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        if code[at..].starts_with('{') {
            return expand_group(code, at + 1, &path, found);
        }
        let word: String = code[at..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '*')
            .collect();
        if word.is_empty() {
            break;
        }
        at += word.len();
        if !path.is_empty() {
            path.push_str("::");
        }
        path.push_str(&word);
        if !code[at..].starts_with("::") {
            break;
        }
        at += 2;
    }
    if !path.is_empty() {
        found.push(Named {
            path,
            line: line_at(code, start),
        });
    }
    at
}

fn expand_group(code: &str, mut at: usize, prefix: &str, found: &mut Vec<Named>) -> usize {
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        match code.as_bytes().get(at) {
            None => return at,
            Some(b'}') => return at + 1,
            Some(b',') => at += 1,
            Some(_) => {
                let end = expand(code, at, prefix, found);
                // `as name` and whatever else stands before the next comma.
                let rest = code[end..].find([',', '}']).unwrap_or(0);
                at = end + rest;
                if end == at && !matches!(code.as_bytes().get(at), Some(b',' | b'}')) {
                    return at;
                }
            }
        }
    }
}

#[test]
fn every_way_to_write_a_path_is_seen() {
    let text = "use crate::a::b;\nuse crate::{c, d::{e, f as g}, h::*};\npub(in crate::no) fn x(i: &crate::i::J) -> super::super::k::L {\n  crate::l()\n}\nuse super::near;\nuse super::super::{m::n};";
    let file = Source {
        path: "src/one/two.rs".to_owned(),
        text: text.to_owned(),
    };
    let mut named: Vec<String> = from_root(&file)
        .into_iter()
        .map(|named| format!("{}@{}", named.path, named.line))
        .collect();
    named.sort();
    assert_eq!(
        named,
        [
            "a::b@1", "c@2", "d::e@2", "d::f@2", "h::*@2", "i::J@3", "k::L@3", "l@4", "m::n@7"
        ]
    );
}
