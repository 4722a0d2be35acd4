//! `vestibule apply`: a file says what there should be, and afterwards it is so. Applying it twice changes nothing.
//!
//! | file | what it answers |
//! |---|---|
//! | `document` | which objects does the text name, and in which line |
//! | `members` | are an object's members of the right names and types |
//! | `tenant`, `role`, `service`, `client`, `user` | what is wanted, what is stored, do they differ |
//! | `plan` | everything that would be written, or everything that is wrong |
//! | `prune` | what the file does not name and is to go |
//! | `write` | the plan, carried out |
//! | `report` | what happened, object by object |

mod client;
mod document;
mod members;
mod plan;
mod prune;
mod report;
mod role;
mod service;
mod tenant;
#[cfg(test)]
mod tests;
mod user;
mod write;

use crate::app::App;

use super::{AdministrationError, ensure_default_tenant};

pub use report::{Line, Outcome, Report};

/// What happens to objects that the file does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unnamed {
    /// They stay.
    #[default]
    Keep,
    /// Those of a kind and a tenant that the file names others of are removed; never a tenant, never the last
    /// administrator, never the role of administrators.
    Remove,
}

/// Whether anything is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Yes.
    #[default]
    Write,
    /// No: the report says what would be.
    DryRun,
}

/// Why a file was not applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// Something is wrong with the file, and nothing was written: everything that is wrong, in the order of the file.
    #[error("{}", .0.join("\n"))]
    Problems(Vec<String>),
    /// Something failed.
    #[error(transparent)]
    Failed(#[from] AdministrationError),
}

impl From<crate::storage::StorageError> for ApplyError {
    fn from(error: crate::storage::StorageError) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes what is stored be what `text`, a TOML document, says.
pub async fn apply(
    app: &App,
    text: &str,
    unnamed: Unnamed,
    mode: Mode,
) -> Result<Report, ApplyError> {
    ensure_default_tenant(app).await?;
    let document = document::read(text);
    let plan = plan::make(app, document, unnamed).await?;
    let report = plan.report();
    if mode == Mode::Write {
        write::carry_out(app, plan).await?;
    }
    Ok(report)
}
