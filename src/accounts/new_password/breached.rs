//! Passwords that attackers have, in a file that the operator brings: never sent anywhere, and not loaded when it is large.
//!
//! Lines are SHA-1 in hexadecimal (with `:count` or without), as collections of leaked passwords are published, or plain words.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use sha1::{Digest, Sha1};
use unicode_normalization::UnicodeNormalization;

/// A file up to this is kept in memory, in any order. A larger one must be sorted, and is searched where it lies.
const LOADED: u64 = 64 * 1024 * 1024;
/// No line of a sorted file is longer.
const LINE: u64 = 64;
/// The hexadecimal digits of a SHA-1.
const DIGITS: usize = 40;
/// How many lines of a large file are looked at to see that it is sorted.
const PROBES: u64 = 256;

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BreachedListError {
    /// It cannot be read.
    #[error("passwords.breached_list: {path} cannot be read: {cause}", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It is large and not sorted.
    #[error("passwords.breached_list: {path} is larger than 64 MiB, so it must be SHA-1 hashes sorted by hash", path = .0.display())]
    NotSorted(PathBuf),
}

/// The list.
#[derive(Debug, Default)]
pub(super) enum Breached {
    /// No file.
    #[default]
    None,
    /// The first eight bytes of each SHA-1, sorted: two passwords meet in them by chance once in 2^64.
    Loaded(Vec<[u8; 8]>),
    /// A sorted file.
    OnDisk { file: File, length: u64 },
}

impl Breached {
    pub(super) fn open(path: &Path) -> Result<Self, BreachedListError> {
        let unreadable = |cause| BreachedListError::Unreadable {
            path: path.to_owned(),
            cause,
        };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        if length <= LOADED {
            return load(file).map(Self::Loaded).map_err(unreadable);
        }
        if !is_sorted(&file, length).map_err(unreadable)? {
            return Err(BreachedListError::NotSorted(path.to_owned()));
        }
        Ok(Self::OnDisk { file, length })
    }

    /// Whether the password is in the list. Reads the disk.
    pub(super) fn contains(&self, password: &str) -> bool {
        let digest: [u8; 20] = Sha1::digest(password.as_bytes()).into();
        match self {
            Self::None => false,
            Self::Loaded(prefixes) => prefixes.binary_search(&prefix(&digest)).is_ok(),
            Self::OnDisk { file, length } => {
                search(file, *length, &digest).unwrap_or_else(|cause| {
                    // The other rules still hold, and nobody can change a password while a disk is broken.
                    tracing::error!(target: "audit", event = "password.breached_list_failed", %cause, "the list of breached passwords cannot be read");
                    false
                })
            }
        }
    }
}

fn prefix(digest: &[u8; 20]) -> [u8; 8] {
    let mut prefix = [0; 8];
    for (to, from) in prefix.iter_mut().zip(digest) {
        *to = *from;
    }
    prefix
}

fn load(file: File) -> std::io::Result<Vec<[u8; 8]>> {
    let mut prefixes = Vec::new();
    for line in BufReader::new(file).split(b'\n') {
        let line = line?;
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if line.is_empty() {
            continue;
        }
        let digest = hash_of_line(line).unwrap_or_else(|| {
            let word: String = String::from_utf8_lossy(line).nfc().collect();
            Sha1::digest(word.as_bytes()).into()
        });
        prefixes.push(prefix(&digest));
    }
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes.shrink_to_fit();
    Ok(prefixes)
}

/// The SHA-1 that a line begins with, if the line is that and a count.
fn hash_of_line(line: &[u8]) -> Option<[u8; 20]> {
    let (digits, rest) = line.split_at_checked(DIGITS)?;
    let counted = rest
        .strip_prefix(b":")
        .is_some_and(|count| count.iter().all(u8::is_ascii_digit));
    if !rest.is_empty() && !counted {
        return None;
    }
    let mut digest = [0; 20];
    for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
        let text = std::str::from_utf8(pair).ok()?;
        if !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(text, 16).ok()?;
    }
    Some(digest)
}

/// The line that the byte at `offset` belongs to: where it begins and ends, and its hash.
fn line_at(file: &File, length: u64, offset: u64) -> std::io::Result<(u64, u64, [u8; 20])> {
    let from = offset.saturating_sub(LINE);
    let to = length.min(offset.saturating_add(LINE));
    let mut window = vec![0; usize::try_from(to - from).unwrap_or_default()];
    file.read_exact_at(&mut window, from)?;
    let here = usize::try_from(offset - from).unwrap_or_default();
    let damaged = || std::io::Error::new(std::io::ErrorKind::InvalidData, "a line is no SHA-1");
    let (before, after) = window.split_at_checked(here).ok_or_else(damaged)?;
    let begin = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    if begin == 0 && from > 0 {
        return Err(damaged());
    }
    let end = after
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(window.len(), |at| here + at);
    let line = window.get(begin..end).ok_or_else(damaged)?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let digest = hash_of_line(line).ok_or_else(damaged)?;
    Ok((from + begin as u64, from + end as u64, digest))
}

fn search(file: &File, length: u64, wanted: &[u8; 20]) -> std::io::Result<bool> {
    let (mut low, mut high) = (0, length);
    while low < high {
        let (begin, end, digest) = line_at(file, length, low + (high - low) / 2)?;
        match digest.cmp(wanted) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = begin,
        }
    }
    Ok(false)
}

fn is_sorted(file: &File, length: u64) -> std::io::Result<bool> {
    let mut last = [0; 20];
    for probe in 0..PROBES {
        match line_at(file, length, length / PROBES * probe) {
            Ok((_, _, digest)) if digest >= last => last = digest,
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn hex(password: &str) -> String {
        Sha1::digest(password)
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect()
    }

    fn written(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn hashes_and_words_in_any_order_are_found() {
        let text = format!(
            "{}:17\r\n{}\n\nwachtwoordén\n{}:3\n",
            hex("leaked one"),
            hex("leaked two").to_lowercase(),
            hex("leaked three")
        );
        let file = written(&text);
        let list = Breached::open(file.path()).unwrap();
        for known in ["leaked one", "leaked two", "leaked three", "wachtwoordén"] {
            assert!(list.contains(known), "{known}");
        }
        for unknown in ["", "leaked four", "Leaked one", "leaked one "] {
            assert!(!list.contains(unknown), "{unknown}");
        }
        assert!(!Breached::None.contains("password"));
        assert!(Breached::open(Path::new("/nowhere/at/all")).is_err());
    }

    #[test]
    fn a_sorted_file_is_searched_where_it_lies() {
        for end in ["\n", "\r\n"] {
            let mut lines: Vec<String> = (0..2000)
                .map(|n| format!("{}:{}", hex(&format!("leaked {n}")), n * n))
                .collect();
            lines.sort();
            for last in ["", end] {
                let file = written(&(lines.join(end) + last));
                let length = file.as_file().metadata().unwrap().len();
                assert!(is_sorted(file.as_file(), length).unwrap());
                let list = Breached::OnDisk {
                    file: File::open(file.path()).unwrap(),
                    length,
                };
                for n in 0..2000 {
                    assert!(list.contains(&format!("leaked {n}")), "{n}");
                    assert!(!list.contains(&format!("unknown {n}")), "{n}");
                }
            }
            lines.reverse();
            let file = written(&lines.join(end));
            let length = file.as_file().metadata().unwrap().len();
            assert!(!is_sorted(file.as_file(), length).unwrap());
        }
    }
}
