//! The demo relying party: sign in, see who you are, call an API, sign out.

mod browser;
mod logout_token;
mod pages;
mod relying_party;
mod routes;
mod sessions;
mod settings;

pub use routes::router;
pub use settings::Settings;

use std::fmt;

/// Something that went wrong between this app, the issuer and the API.
#[derive(Debug)]
pub struct Problem {
    /// What the app was doing, as the beginning of a sentence.
    doing: &'static str,
    /// What went wrong.
    cause: String,
}

impl Problem {
    /// A problem and what lies beneath it, down to the last cause.
    fn new(doing: &'static str, error: &dyn std::error::Error) -> Self {
        let mut cause = error.to_string();
        let mut deeper = error.source();
        while let Some(error) = deeper {
            cause.push_str(": ");
            cause.push_str(&error.to_string());
            deeper = error.source();
        }
        Self { doing, cause }
    }

    fn because(doing: &'static str, cause: impl Into<String>) -> Self {
        Self {
            doing,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.doing, self.cause)
    }
}
