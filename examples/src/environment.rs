//! Settings of the two programs, read from environment variables.

use std::env;

/// The value of the variable `name`, or why the program cannot start.
///
/// # Errors
/// A sentence naming the variable when it is absent or empty.
pub fn required(name: &str) -> Result<String, String> {
    optional(name).ok_or_else(|| format!("The environment variable {name} is needed."))
}

/// The value of the variable `name`; an empty one counts as absent, because that is how a shell unsets it for one command.
pub fn optional(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
