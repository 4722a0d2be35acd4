//! Why somebody does not come in.

use crate::accounts::limits::LimitError;
use crate::accounts::notify::NotifyError;
use crate::accounts::{Overloaded, PasswordRefusal, SignInRefusal};
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::storage::StorageError;

/// What went wrong on a way in.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The link was used, is too old, was replaced, or never was one: all told alike.
    #[error("the link is not valid")]
    Void,
    /// Not the password of the account that the link is for.
    #[error("the password is wrong")]
    WrongPassword,
    /// Not the code that was sent.
    #[error("the code is wrong")]
    WrongCode,
    /// The network asked for too much; seconds to wait.
    #[error("too many requests")]
    TooMany {
        /// Seconds until the next one counts.
        retry_after: u32,
    },
    /// Another account took the username or the address meanwhile.
    #[error("the username or the address is taken by now")]
    Taken,
    /// The password was not taken.
    #[error(transparent)]
    Password(#[from] PasswordRefusal),
    /// The gate did not let the person pass.
    #[error(transparent)]
    SignIn(#[from] SignInRefusal),
    /// The mail could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The password pool is full.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

impl From<LimitError> for EntryError {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::TooMany { retry_after } => Self::TooMany { retry_after },
            LimitError::Ephemeral(error) => Self::Ephemeral(error),
        }
    }
}
