//! Reading a file, finding what would change, and writing it.

use crate::app::App;

use crate::administration::{AdministrationError, ensure_default_tenant};

use super::report::Report;
use super::{document, plan, write};

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
