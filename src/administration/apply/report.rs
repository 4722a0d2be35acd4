//! What happened, object by object.

use std::fmt;

use crate::administration::Kind;

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there.
    Created,
    /// It was different.
    Changed,
    /// It was as the file says.
    Unchanged,
    /// The file does not name it.
    Removed,
    /// The file does not name it, but without it nobody could administer the tenant.
    Kept,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Removed => "removed",
            Self::Kept => "kept",
        })
    }
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happened to it.
    pub outcome: Outcome,
    /// What it is.
    pub kind: Kind,
    /// The slug of its tenant.
    pub tenant: String,
    /// Its name.
    pub name: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<9} {} {}", self.outcome, self.kind, self.name)?;
        if self.kind != Kind::Tenant && self.tenant != crate::model::DEFAULT_SLUG {
            write!(f, " (tenant {})", self.tenant)?;
        }
        if self.outcome == Outcome::Kept {
            f.write_str(", the last administrator")?;
        }
        Ok(())
    }
}

/// What happened, in the order in which it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The objects.
    pub lines: Vec<Line>,
}

impl Report {
    /// How many objects came to that end.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines
            .iter()
            .filter(|line| line.outcome == outcome)
            .count()
    }

    /// Whether everything was as the file says.
    pub fn is_unchanged(&self) -> bool {
        self.lines
            .iter()
            .all(|line| matches!(line.outcome, Outcome::Unchanged | Outcome::Kept))
    }
}
