//! The credential as it is stored: the library's own JSON.

use webauthn_rs::prelude::{Credential, CredentialID, DiscoverableKey, Passkey, SecurityKey};

use crate::storage::{StorageError, StoredPasskey};

/// Reads what a row says.
pub(super) fn read(stored: &StoredPasskey) -> Result<Credential, StorageError> {
    serde_json::from_str(&stored.credential)
        .map_err(|_| StorageError::Corrupt("passkeys.credential"))
}

/// What to write into a row.
pub(super) fn written(credential: &Credential) -> Result<String, StorageError> {
    serde_json::to_string(credential).map_err(|_| StorageError::Corrupt("passkeys.credential"))
}

/// The identifiers of all of these.
pub(super) fn identifiers(stored: &[StoredPasskey]) -> Result<Vec<CredentialID>, StorageError> {
    stored
        .iter()
        .map(|stored| read(stored).map(|credential| credential.cred_id))
        .collect()
}

/// For a sign-in that names its user afterwards.
pub(super) fn discoverable(stored: &[StoredPasskey]) -> Result<Vec<DiscoverableKey>, StorageError> {
    stored
        .iter()
        .map(|stored| read(stored).map(|credential| Passkey::from(credential).into()))
        .collect()
}

/// For a second factor.
pub(super) fn factors(stored: &[StoredPasskey]) -> Result<Vec<SecurityKey>, StorageError> {
    stored
        .iter()
        .map(|stored| read(stored).map(SecurityKey::from))
        .collect()
}
