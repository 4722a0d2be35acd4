//! Reading the code: every file, and its text without comments, literals and tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository.
pub struct Source {
    /// Its path below the root, with slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// The text in which comments, literals and `#[cfg(test)]` items are blanked out; every line keeps its number.
    pub fn code(&self) -> String {
        without_tests(&without_comments(&self.text))
    }

    /// `src/oauth/token/mod.rs` is `["oauth", "token"]`, `src/app.rs` is `["app"]`, the root is empty.
    pub fn module(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let stem = inner.strip_suffix(".rs").unwrap_or(inner);
        let mut module: Vec<&str> = stem.split('/').collect();
        if matches!(module.last(), Some(&("mod" | "lib"))) {
            module.pop();
        }
        module
    }
}

/// The number of the line at that byte.
pub fn line_at(text: &str, at: usize) -> usize {
    text[..at].split('\n').count()
}

/// Every file below these folders with one of these extensions, by path.
pub fn files(folders: &[&str], extensions: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        walk(&root.join(folder), &mut found);
    }
    found.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    });
    found.sort();
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path
            .strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned(),
    };
    found.into_iter().map(read).collect()
}

/// The files of `src/` that are in the program: those of `#[cfg(test)] mod x;` are not.
pub fn program() -> Vec<Source> {
    let mut files = files(&["src"], &["rs"]);
    assert!(files.len() > 20, "src/ was not found");
    let tests: BTreeSet<String> = files.iter().flat_map(test_modules).collect();
    files.retain(|file| {
        let module = file.module().join("/");
        !tests
            .iter()
            .any(|test| module == *test || module.starts_with(&format!("{test}/")))
    });
    files
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    // A folder that does not exist yet holds no file.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with('.') || name == "target" || name == "node_modules" {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The modules that a file declares for tests only, as `oauth/token/tests`.
fn test_modules(file: &Source) -> Vec<String> {
    let code = without_comments(&file.text);
    let mut found = Vec::new();
    for (at, attribute) in code.match_indices("#[cfg(test)]") {
        let rest = code[at + attribute.len()..].trim_start();
        let rest = skip_attributes(rest);
        let rest = rest.strip_prefix("pub ").unwrap_or(rest);
        let Some(name) = rest
            .strip_prefix("mod ")
            .and_then(|rest| rest.split(';').next())
        else {
            continue;
        };
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            let mut module = file.module();
            module.push(name);
            found.push(module.join("/"));
        }
    }
    found
}

fn skip_attributes(mut text: &str) -> &str {
    while let Some(rest) = text.strip_prefix("#[") {
        let end = closing(rest, '[', ']').unwrap_or(rest.len());
        text = rest.get(end + 1..).unwrap_or_default().trim_start();
    }
    text
}

/// Where the bracket closes that was opened just before `text`.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Blanks `#[cfg(test)]` and the item behind it.
fn without_tests(code: &str) -> String {
    let mut bytes = code.as_bytes().to_vec();
    for (at, attribute) in code.match_indices("#[cfg(test)]") {
        let rest = &code[at + attribute.len()..];
        let item = rest.len() - skip_attributes(rest.trim_start()).len();
        let body = &rest[item..];
        let end = match body.find(['{', ';']) {
            Some(open) if body[open..].starts_with('{') => {
                closing(&body[open + 1..], '{', '}').map_or(body.len(), |end| open + 1 + end + 1)
            }
            Some(semicolon) => semicolon + 1,
            None => body.len(),
        };
        blank(&mut bytes[at..at + attribute.len() + item + end]);
    }
    String::from_utf8(bytes).unwrap()
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Blanks comments, strings and characters. Nested comments and raw strings count; lifetimes stay.
fn without_comments(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text.as_bytes()[at..];
        let length = match rest {
            [b'/', b'/', ..] => rest
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(rest.len()),
            [b'/', b'*', ..] => comment(rest),
            [b'"', ..] => string(rest),
            [b'r', b'"' | b'#', ..] if !is_word(text.as_bytes(), at) => raw_string(rest),
            [b'\'', ..] => character(rest),
            _ => 0,
        };
        if length == 0 {
            at += 1;
        } else {
            blank(&mut bytes[at..at + length]);
            at += length;
        }
    }
    // What was blanked began and ended at whole characters, so this is text still.
    String::from_utf8(bytes).unwrap()
}

/// Whether the byte before belongs to a word that goes on here. `br"…"` begins with its own `b`.
fn is_word(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text[before]);
    before.is_some_and(|byte| (byte.is_ascii_alphanumeric() && byte != b'b') || byte == b'_')
}

fn comment(rest: &[u8]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match &rest[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}

fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> usize {
    let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return 0; // `r#type`, a raw identifier
    }
    let end = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
    let body = &rest[2 + hashes..];
    let close = body.windows(end.len()).position(|window| window == end);
    close.map_or(rest.len(), |close| 2 + hashes + close + end.len())
}

/// `'x'` and `'\n'`; zero for the lifetime `'x`.
fn character(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'\\') {
        let close = rest.iter().skip(3).position(|byte| *byte == b'\'');
        return close.map_or(0, |close| close + 4);
    }
    let text = std::str::from_utf8(rest).unwrap_or_default();
    let width = text.chars().nth(1).map_or(0, char::len_utf8);
    if rest.get(1 + width) == Some(&b'\'') {
        width + 2
    } else {
        0
    }
}

#[test]
fn comments_literals_and_tests_are_not_code() {
    let text = "a // b\n/* c /* d */ */ e \"f \\\" g\" r#\"h\"i\"# 'j' 'k '\\'' l\n#[cfg(test)]\nmod m {\n n {}\n}\no\n#[cfg(test)]\nmod p;\nq";
    let file = Source {
        path: "src/x/mod.rs".to_owned(),
        text: text.to_owned(),
    };
    let code = file.code();
    assert_eq!(code.lines().count(), text.lines().count());
    let words: Vec<&str> = code.split_whitespace().collect();
    assert_eq!(words, ["a", "e", "'k", "l", "o", "q"]);
    assert_eq!(test_modules(&file), ["x/p"]);
}
