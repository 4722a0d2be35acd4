//! From sealed rows to keys that sign.

use std::sync::Arc;

use crate::jose::{JoseError, KeyRing, SigningKey, VerifyingKey};
use crate::model::{KeyRowId, TenantId};
use crate::storage::{KeyState, StoredKey};
use crate::vault::{Place, Vault, VaultError};

/// Why a tenant's keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    /// The tenant has none.
    #[error("the tenant has no signing keys")]
    None,
    /// The master key does not open them, or a row was tampered with.
    #[error("a signing key cannot be opened: {0}")]
    Sealed(#[from] VaultError),
    /// A key is malformed.
    #[error("a signing key cannot be parsed: {0}")]
    Malformed(#[from] JoseError),
}

/// What a private key is sealed to: its own row in its own tenant.
pub fn key_place(tenant: TenantId, id: KeyRowId) -> Place {
    Place {
        table: "signing_keys",
        column: "sealed_private_key",
        row: format!("{tenant}:{id}"),
    }
}

pub(super) fn open(
    vault: &Vault,
    tenant: TenantId,
    stored: &[StoredKey],
) -> Result<KeyRing, KeyRingError> {
    let mut active = Vec::new();
    let mut others = Vec::new();
    for key in stored {
        match (&key.sealed_private_key, key.state) {
            (Some(sealed), KeyState::Active) => {
                let pkcs8 = vault.open(&key_place(tenant, key.id), sealed)?;
                active.push(Arc::new(SigningKey::from_pkcs8(key.algorithm, &pkcs8)?));
            }
            (_, KeyState::Active | KeyState::Next | KeyState::Retiring) => {
                others.push(VerifyingKey::from_public_jwk(&key.public_jwk)?);
            }
        }
    }
    if active.is_empty() {
        return Err(KeyRingError::None);
    }
    Ok(KeyRing::new(active, others)?)
}
