//! Why an operator's wish was not carried out.

use std::fmt;

use crate::accounts::notify::NotifyError;
use crate::accounts::{PasswordError, PasswordRefusal};
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::jose::JoseError;
use crate::storage::StorageError;
use crate::vault::VaultError;

/// Why an operator's wish was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// What was given cannot be taken; every reason at once.
    #[error("{}", .0.join("; "))]
    Invalid(Vec<String>),
    /// There is no such object.
    #[error("there is no {0} {1:?}")]
    NotFound(Kind, String),
    /// Its name, or another value that must be unique, is taken.
    #[error("a {0} like {1:?} exists already: its name, address or host is taken")]
    Taken(Kind, String),
    /// Without it nobody could administer the tenant.
    #[error("{0:?} is the last administrator")]
    LastAdministrator(String),
    /// The password cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// A key could not be made.
    #[error("a signing key could not be made: {0}")]
    Key(#[from] JoseError),
    /// A key or a secret could not be sealed or opened.
    #[error("a secret could not be encrypted or read: {0}")]
    Seal(#[from] VaultError),
    /// A mail could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// A task of ours ended early: the process is stopping.
    #[error("the work was interrupted")]
    Interrupted,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
}

impl From<PasswordRefusal> for AdministrationError {
    fn from(refusal: PasswordRefusal) -> Self {
        match refusal {
            PasswordRefusal::Problem(problem) => Self::invalid(problem.to_string()),
            PasswordRefusal::Overloaded(overloaded) => Self::Password(overloaded.into()),
            PasswordRefusal::Hashing => Self::Password(PasswordError::Hashing),
            PasswordRefusal::Limit(limit) => Self::invalid(limit.to_string()),
            PasswordRefusal::Storage(error) => Self::Storage(error),
        }
    }
}

impl AdministrationError {
    /// One reason why a value cannot be taken.
    pub(super) fn invalid(reason: impl Into<String>) -> Self {
        Self::Invalid(vec![reason.into()])
    }

    /// [`StorageError::Conflict`] in the words of whoever wrote the object.
    pub(super) fn taken(kind: Kind, name: &str) -> impl FnOnce(StorageError) -> Self {
        move |error| match error {
            StorageError::Conflict => Self::Taken(kind, name.to_owned()),
            other => Self::Storage(other),
        }
    }
}

/// What an operator administers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An issuer with its own keys and people.
    Tenant,
    /// A named set of permissions.
    Role,
    /// A protected API.
    Service,
    /// Roles here and in services, given as one.
    BusinessRole,
    /// Somewhere else to sign in.
    Provider,
    /// An application.
    Client,
    /// A person.
    User,
}

impl Kind {
    /// Every kind, in the order in which objects may refer to earlier ones.
    pub const ALL: [Self; 7] = [
        Self::Tenant,
        Self::Role,
        Self::Service,
        Self::BusinessRole,
        Self::Provider,
        Self::Client,
        Self::User,
    ];

    /// The word for it: also the name of its tables in files for `vestibule apply`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Role => "role",
            Self::Service => "service",
            Self::BusinessRole => "business_role",
            Self::Provider => "provider",
            Self::Client => "client",
            Self::User => "user",
        }
    }

    /// The member that names one object among others of the kind.
    pub const fn name_member(self) -> &'static str {
        match self {
            Self::Tenant | Self::Provider => "slug",
            Self::Role | Self::BusinessRole => "name",
            Self::Service => "audience",
            Self::Client => "client_id",
            Self::User => "username",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
