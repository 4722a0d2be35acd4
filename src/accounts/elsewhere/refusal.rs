//! Why somebody for whom a provider vouches does not come in, or is not connected.

use crate::accounts::SignInRefusal;
use crate::accounts::entry::{EntryError, SignUpProblem};
use crate::accounts::notify::NotifyError;
use crate::directory::LookupError;
use crate::ephemeral::EphemeralError;
use crate::storage::StorageError;

/// Why somebody does not come in.
#[derive(Debug, thiserror::Error)]
pub enum ArrivalRefusal {
    /// Nobody here is known by that identity, and the tenant makes no account of it.
    #[error("nobody here is known by this account, and none is made of it")]
    Stranger,
    /// The address is that of an account, whose owner has to connect it.
    #[error("an account here has the address already")]
    AddressTaken,
    /// The provider was disabled or removed meanwhile.
    #[error("the provider is not there any more")]
    NoProvider,
    /// What is wrong with the form.
    #[error("the form is not complete")]
    Problems(Vec<SignUpProblem>),
    /// Something else.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

impl From<StorageError> for ArrivalRefusal {
    fn from(error: StorageError) -> Self {
        Self::Entry(error.into())
    }
}

impl From<EphemeralError> for ArrivalRefusal {
    fn from(error: EphemeralError) -> Self {
        Self::Entry(error.into())
    }
}

impl From<LookupError> for ArrivalRefusal {
    fn from(error: LookupError) -> Self {
        Self::Entry(error.into())
    }
}

impl From<NotifyError> for ArrivalRefusal {
    fn from(error: NotifyError) -> Self {
        Self::Entry(error.into())
    }
}

impl From<SignInRefusal> for ArrivalRefusal {
    fn from(refusal: SignInRefusal) -> Self {
        Self::Entry(refusal.into())
    }
}

/// Why two accounts were not connected, or not disconnected.
#[derive(Debug, thiserror::Error)]
pub enum ConnectRefusal {
    /// Somebody here is known by it already. Who is not told.
    #[error("the account there is connected with another account here")]
    Known,
    /// The credentials have changed since, or the account is gone.
    #[error("the account has changed meanwhile")]
    Void,
    /// There is no such connection.
    #[error("there is no such connection")]
    Unknown,
    /// Without it nothing would let this person in.
    #[error("it is the last way in")]
    LastWayIn,
    /// What its owner is to be told could not be written.
    #[error(transparent)]
    Notify(#[from] NotifyError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}
