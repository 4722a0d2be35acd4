//! Reading a file, finding what would change, and writing it.

use std::collections::BTreeMap;

use crate::administration::{AdministrationError, Kind, ensure_default_tenant};
use crate::app::App;
use crate::model::NewAuditEvent;

use super::report::{Outcome, Report};
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

/// Writes down what a file changed: of people how many, since a name is theirs.
async fn record(app: &App, report: &Report) -> Result<(), ApplyError> {
    let mut changed: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for line in &report.lines {
        if matches!(line.outcome, Outcome::Unchanged | Outcome::Kept) {
            continue;
        }
        let what = match line.kind {
            Kind::User => line.kind.to_string(),
            kind => format!("{kind} {}", line.name),
        };
        let outcome = line.outcome.to_string();
        *changed.entry((&line.tenant, what, outcome)).or_default() += 1;
    }
    for ((slug, subject, outcome), count) in changed {
        let Some(tenant) = app.database.tenant_by_slug(slug).await? else {
            continue;
        };
        let details = [
            ("outcome".to_owned(), outcome.into()),
            ("count".to_owned(), count.into()),
        ];
        let event = NewAuditEvent {
            kind: "config.applied",
            subject,
            details: details.into_iter().collect(),
            ..NewAuditEvent::default()
        };
        app.record(tenant.id, event).await;
    }
    Ok(())
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
        record(app, &report).await?;
    }
    Ok(report)
}
