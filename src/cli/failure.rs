//! Why a command did not do what it should, in plain words, and its exit code.

use std::fmt;
use std::process::ExitCode;

use crate::administration::AdministrationError;
use crate::administration::apply::ApplyError;
use crate::app::StartError;
use crate::config::ConfigProblems;
use crate::storage::StorageError;

/// Why a command did not do what it should.
#[derive(Debug)]
pub enum Failure {
    /// The command line or the settings are wrong: every problem.
    Usage(String),
    /// Something else failed.
    Failed(String),
}

impl Failure {
    /// The code that the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::FAILURE,
        }
    }

    /// Something failed, told by whoever knows what it was.
    pub fn because(what: &str, cause: impl fmt::Display) -> Self {
        Self::Failed(format!("{what}: {cause}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Failed(text) => f.write_str(text),
        }
    }
}

impl From<ConfigProblems> for Failure {
    fn from(problems: ConfigProblems) -> Self {
        Self::Usage(problems.to_string())
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<AdministrationError> for Failure {
    fn from(error: AdministrationError) -> Self {
        match error {
            AdministrationError::Invalid(problems) => Self::Failed(problems.join("\n")),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Problems(problems) => {
                let count = match problems.len() {
                    1 => "one problem".to_owned(),
                    several => format!("{several} problems"),
                };
                Self::Failed(format!(
                    "{count}, and nothing was changed:\n  {}",
                    problems.join("\n  ")
                ))
            }
            ApplyError::Failed(error) => error.into(),
        }
    }
}
