//! The layout keeps its promises: layers, fences and shape of the code, as data and as tests.
//!
//! | file | what it holds |
//! |---|---|
//! | `layers` | which module may use which |
//! | `fences` | which file may name which library, clock or generator |
//! | `shape` | how long a file may be, what it may be called, what a table of contents may hold |
//! | `texts` | the pages' words: each message exists and is used |
//! | `languages` | each language has each message, complete and in its own words |
//! | `source`, `paths`, `fluent` | how code and messages are read: plain text, without comments, literals and tests |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is a failed test"
)]

mod fences;
mod fluent;
mod languages;
mod layers;
mod paths;
mod shape;
mod source;
mod texts;

/// Fails with every problem at once, one a line, each beginning with `file:line:`.
fn report(rule: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{rule}\n  {}\n", problems.join("\n  "));
}
