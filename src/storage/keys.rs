//! Signing keys. Private parts come sealed and go sealed.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::model::{KeyRowId, SigningAlg};

use super::changes::{self, Change};
use super::entities::signing_keys::{self, Column};
use super::{StorageError, TenantDb};

/// Where a key stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyState {
    /// Signs.
    Active,
    /// Published, so that everybody knows it before it signs.
    Next,
    /// Signs no more, published until the last token it signed has expired.
    Retiring,
}

impl KeyState {
    /// The word in the row and in `keys list`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Next => "next",
            Self::Retiring => "retiring",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Next, Self::Retiring]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// A key's row.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// The row, part of what the private key is sealed to.
    pub id: KeyRowId,
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// What it signs with.
    pub algorithm: SigningAlg,
    /// Where it stands.
    pub state: KeyState,
    /// PKCS#8, sealed by the vault; gone once the key is retiring.
    pub sealed_private_key: Option<Vec<u8>>,
    /// What the world sees.
    pub public_jwk: Map<String, Value>,
    /// When it came into this state.
    pub state_since: Timestamp,
}

fn from_row(row: signing_keys::Model) -> Result<StoredKey, StorageError> {
    Ok(StoredKey {
        id: KeyRowId(row.id),
        kid: row.kid,
        algorithm: SigningAlg::from_name(&row.algorithm)
            .ok_or(StorageError::Corrupt("signing_keys.algorithm"))?,
        state: KeyState::from_name(&row.state)
            .ok_or(StorageError::Corrupt("signing_keys.state"))?,
        sealed_private_key: row.sealed_private_key,
        public_jwk: serde_json::from_str(&row.public_jwk)
            .map_err(|_| StorageError::Corrupt("signing_keys.public_jwk"))?,
        state_since: Timestamp(row.state_since),
    })
}

impl TenantDb {
    /// Every key of the tenant, oldest first.
    pub async fn keys(&self) -> Result<Vec<StoredKey>, StorageError> {
        let rows = signing_keys::Entity::find()
            .filter(Column::TenantId.eq(self.tenant.0))
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Algorithm)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// One step of a rotation, whole or not at all: the active key of the algorithm retires and loses its private part,
    /// the next one becomes active, and `fresh` is the next. [`StorageError::Conflict`] when another node was faster.
    pub async fn rotate_key(
        &self,
        expected_next: Option<KeyRowId>,
        fresh: Vec<StoredKey>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        if let (Some(next), Some(algorithm)) =
            (expected_next, fresh.first().map(|key| key.algorithm))
        {
            signing_keys::Entity::update_many()
                .set(signing_keys::ActiveModel {
                    state: Set(KeyState::Retiring.name().to_owned()),
                    sealed_private_key: Set(None),
                    state_since: Set(now.0),
                    ..Default::default()
                })
                .filter(Column::TenantId.eq(self.tenant.0))
                .filter(Column::Algorithm.eq(algorithm.name()))
                .filter(Column::State.eq(KeyState::Active.name()))
                .exec(&*tx)
                .await?;
            let promoted = signing_keys::Entity::update_many()
                .set(signing_keys::ActiveModel {
                    state: Set(KeyState::Active.name().to_owned()),
                    state_since: Set(now.0),
                    ..Default::default()
                })
                .filter(Column::TenantId.eq(self.tenant.0))
                .filter(Column::Id.eq(next.0))
                .filter(Column::State.eq(KeyState::Next.name()))
                .exec(&*tx)
                .await?
                .rows_affected;
            if promoted != 1 {
                return Err(StorageError::Conflict);
            }
        }
        for key in fresh {
            let row = signing_keys::ActiveModel {
                id: Set(key.id.0),
                tenant_id: Set(self.tenant.0),
                kid: Set(key.kid),
                algorithm: Set(key.algorithm.name().to_owned()),
                state: Set(key.state.name().to_owned()),
                sealed_private_key: Set(key.sealed_private_key),
                public_jwk: Set(serde_json::to_string(&key.public_jwk)
                    .map_err(|_| StorageError::Corrupt("signing_keys.public_jwk"))?),
                created_at: Set(now.0),
                state_since: Set(key.state_since.0),
            };
            signing_keys::Entity::insert(row)
                .exec_without_returning(&*tx)
                .await?;
        }
        changes::append(&tx, &self.db, self.tenant, &[(Change::Keys, now)], now).await?;
        tx.commit().await
    }

    /// Removes keys that have been retiring since before `since`. Answers how many.
    pub async fn drop_retired_keys(
        &self,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StorageError> {
        let tx = self.db.begin().await?;
        let gone = signing_keys::Entity::delete_many()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::State.eq(KeyState::Retiring.name()))
            .filter(Column::StateSince.lt(since.0))
            .exec(&*tx)
            .await?
            .rows_affected;
        if gone > 0 {
            changes::append(&tx, &self.db, self.tenant, &[(Change::Keys, now)], now).await?;
        }
        tx.commit().await?;
        Ok(gone)
    }
}
