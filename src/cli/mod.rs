//! The command line: one file per command. Commands translate what an operator typed into `administration` and say what
//! came of it: results to the standard output, errors to the standard error.
//!
//! | file | what it is |
//! |---|---|
//! | `run` | from the arguments to the exit code |
//! | `arguments` | every command and option, with the help that teaches them |
//! | `serve`, `demo`, `migrate`, `apply`, `export`, `user`, `client`, `keys`, `mail` | one command each |
//! | `open` | settings, application and tenant of a command |
//! | `run` | from the command line to the command |
//! | `failure` | why a command did not do what it should, and its exit code |
//! | `output` | the only writer to the standard output |
//! | `prompt` | passwords: from the terminal without echo, or from a pipe |
//! | `shutdown` | SIGTERM and Ctrl-C |

#![allow(
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    reason = "these comments are the help at the terminal, which is no Markdown"
)]

mod apply;
mod arguments;
mod client;
mod demo;
mod export;
mod failure;
mod keys;
mod mail;
mod migrate;
mod open;
mod output;
mod prompt;
mod run;
mod serve;
mod shutdown;
mod user;

pub use run::run;
