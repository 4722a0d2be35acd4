//! The command line: one file per command. Commands translate what an operator typed into `administration` and say what
//! came of it: results to the standard output, errors to the standard error.
//!
//! | file | what it is |
//! |---|---|
//! | `arguments` | every command and option, with the help that teaches them |
//! | `serve`, `demo`, `migrate`, `apply`, `export`, `user`, `client`, `keys` | one command each |
//! | `open` | settings, application and tenant of a command |
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
mod migrate;
mod open;
mod output;
mod prompt;
mod serve;
mod shutdown;
mod user;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use failure::Failure;
use output::Output;

/// Runs the command that the process was started with. Exit codes: 0 it is done, 1 it failed, 2 the command line or the
/// settings are wrong.
pub async fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => {
            // Help and the version are no failures: clap knows which stream and which code belong to each.
            let code = u8::try_from(message.exit_code()).unwrap_or(2);
            return if message.print().is_ok() {
                ExitCode::from(code)
            } else {
                ExitCode::FAILURE
            };
        }
    };
    match dispatch(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            Output::complain(&failure);
            failure.exit_code()
        }
    }
}

async fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let config = arguments.config.as_deref();
    match arguments.command {
        Command::Serve(options) => serve::run(config, &options).await,
        Command::Demo(options) => demo::run(config, &options).await,
        Command::Migrate => migrate::run(config).await,
        Command::Apply(options) => apply::run(config, &options).await,
        Command::Export(options) => export::run(config, &options).await,
        Command::User(options) => user::run(config, options).await,
        Command::Client(options) => client::run(config, options).await,
        Command::Keys(options) => keys::run(config, options).await,
    }
}
