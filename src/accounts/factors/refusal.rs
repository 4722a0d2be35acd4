//! Why a code did not count, or a factor did not change.

use crate::accounts::SignInRefusal;
use crate::accounts::limits::LimitError;
use crate::accounts::notify::NotifyError;
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::storage::StorageError;
use crate::vault::VaultError;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum FactorRefusal {
    /// What was typed cannot be a code of that kind. It was not counted.
    #[error("this is no code")]
    Malformed,
    /// A wrong code, one that was used before, or one that was never sent.
    #[error("a wrong code")]
    Wrong,
    /// Five wrong codes: the sign-in is over, or the code that was sent is worth nothing any more.
    #[error("too many wrong codes")]
    Burned,
    /// Too many wrong codes for this person: none is judged for a while.
    #[error("codes are not judged for a while")]
    Paused {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Too many codes came from this network: none is judged for a moment.
    #[error("too many codes from this network")]
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// A code was sent a moment ago, or many were.
    #[error("too many codes were sent")]
    SentTooOften {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The tenant's text messages of the day are used up.
    #[error("no more text messages are sent today")]
    NoMoreTexts {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Not a phone number with a country code.
    #[error("this is no phone number")]
    NotANumber,
    /// Without a verified address there is nowhere to send a code to.
    #[error("there is no verified address")]
    NoAddress,
    /// It is the last one, and the person must have one.
    #[error("the last second factor cannot be removed")]
    LastOne,
    /// It is not asked for, not there, or what allowed it changed meanwhile.
    #[error("this is over")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// A secret could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A message could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// The gate refused.
    #[error(transparent)]
    Gate(#[from] SignInRefusal),
}

impl From<LimitError> for FactorRefusal {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::TooMany { retry_after } => Self::TooMany { retry_after },
            LimitError::Ephemeral(error) => Self::Ephemeral(error),
        }
    }
}
