//! Why a ceremony with a passkey came to nothing.

use webauthn_rs::prelude::WebauthnError;

use crate::accounts::SignInRefusal;
use crate::accounts::factors::FactorRefusal;
use crate::accounts::limits::LimitError;
use crate::accounts::notify::NotifyError;
use crate::ephemeral::EphemeralError;
use crate::storage::StorageError;

/// Why a ceremony with a passkey came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The tenant does not offer passkeys for this, or the issuer's host is a bare address.
    #[error("passkeys are not offered here")]
    NotOffered,
    /// More ceremonies were begun from one network than may be; seconds to wait.
    #[error("too many ceremonies were begun")]
    TooManyBegun {
        /// Seconds until another one may be begun.
        retry_after: u32,
    },
    /// The ceremony is unknown, finished, too old, somebody else's, or was begun for something else.
    #[error("the ceremony is over")]
    Over,
    /// What came from the browser proves nothing.
    #[error("the passkey was refused")]
    Refused,
    /// The passkey's counter went back: there may be two of it.
    #[error("the passkey may have been copied")]
    Copied,
    /// The passkey is somebody's already.
    #[error("the passkey is known already")]
    Known,
    /// Nobody may have more passkeys than this person has.
    #[error("there are too many passkeys")]
    TooMany,
    /// The gate did not let the person pass.
    #[error(transparent)]
    Gate(#[from] SignInRefusal),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ephemeral store failed.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
    /// The recovery codes that come with it could not be made.
    #[error(transparent)]
    Factor(#[from] FactorRefusal),
    /// The mail about it could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
}

impl From<LimitError> for PasskeyError {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::TooMany { retry_after } => Self::TooManyBegun { retry_after },
            LimitError::Ephemeral(error) => Self::Ephemeral(error),
        }
    }
}

impl PasskeyError {
    /// What the library says against an answer: told to the log, since it helps nobody but operators and attackers.
    pub(super) fn refused(cause: &WebauthnError) -> Self {
        tracing::info!(target: "audit", event = "passkey.refused", cause = ?cause);
        Self::Refused
    }
}
