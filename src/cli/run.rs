//! From the command line to the command, and from its outcome to the exit code.

use std::process::ExitCode;

use clap::Parser as _;

use super::arguments::{Arguments, Command};
use super::failure::Failure;
use super::output::Output;
use super::{apply, client, demo, export, keys, mail, migrate, serve, user};

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
        Command::Mail(options) => mail::run(config, options).await,
    }
}
