//! Passkeys: what WebAuthn calls public key credentials. The credential itself is text that only `accounts` reads.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::clock::Timestamp;
use crate::model::policy::{FactorKind, SignInPolicy};
use crate::model::{PasskeyId, UserId};

use super::database::Transaction;
use super::entities::{passkeys, second_factors};
use super::{Notices, StorageError, TenantDb, factor_kinds, user_lock};

/// A passkey of somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Its row.
    pub id: PasskeyId,
    /// Whose it is.
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
    /// Public key, counter and flags, as they were read.
    pub credential: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// A passkey to be written.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Its row.
    pub id: PasskeyId,
    /// Whose it is.
    pub user: UserId,
    /// The version of the user's credentials when adding it began.
    pub credential_version: i64,
    /// Its credential id, unique at the tenant.
    pub credential_id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// See [`StoredPasskey::credential`].
    pub credential: String,
}

/// What became of a passkey to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyAdded {
    /// It was, and the user's credentials have this version now.
    Added {
        /// The version.
        version: i64,
    },
    /// The user's credentials have changed since, or the user is gone or disabled.
    Void,
    /// Somebody has it already, perhaps this very user.
    Known,
    /// The user has as many as one may have.
    TooMany,
}

/// What became of a passkey to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRemoved {
    /// It was.
    Removed,
    /// There is no such passkey.
    Unknown,
    /// It is the last way in: there is no password, no other passkey and no provider.
    LastWayIn,
    /// It is the last second factor of somebody who needs one.
    LastFactor,
}

fn from_row(row: passkeys::Model) -> StoredPasskey {
    StoredPasskey {
        id: PasskeyId(row.id),
        user: UserId(row.user_id),
        name: row.name,
        credential: row.credential,
        created_at: Timestamp(row.created_at),
        last_used_at: row.last_used_at.map(Timestamp),
    }
}

impl TenantDb {
    fn passkeys_of(&self, user: UserId) -> Condition {
        Condition::all()
            .add(passkeys::Column::TenantId.eq(self.tenant.0))
            .add(passkeys::Column::UserId.eq(user.0))
    }

    fn one_passkey(&self, user: UserId, id: PasskeyId) -> Condition {
        self.passkeys_of(user).add(passkeys::Column::Id.eq(id.0))
    }

    /// Every passkey of a user, in the order in which they were added.
    pub async fn passkeys(&self, user: UserId) -> Result<Vec<StoredPasskey>, StorageError> {
        let rows = passkeys::Entity::find()
            .filter(self.passkeys_of(user))
            .order_by_asc(passkeys::Column::CreatedAt)
            .order_by_asc(passkeys::Column::Id)
            .all(self.db.reader())
            .await?;
        Ok(rows.into_iter().map(from_row).collect())
    }

    /// The passkey of that credential id, if it is this user's.
    pub async fn passkey_of_credential(
        &self,
        user: UserId,
        credential_id: &[u8],
    ) -> Result<Option<StoredPasskey>, StorageError> {
        let row = passkeys::Entity::find()
            .filter(self.passkeys_of(user))
            .filter(passkeys::Column::CredentialId.eq(credential_id))
            .one(self.db.reader())
            .await?;
        Ok(row.map(from_row))
    }

    /// Adds a passkey, unless something stands against it: all of that is looked at while the user's row is locked.
    pub async fn insert_passkey(
        &self,
        new: NewPasskey,
        most: usize,
        notices: Notices,
        now: Timestamp,
    ) -> Result<PasskeyAdded, StorageError> {
        let tx = self.db.begin().await?;
        let user = user_lock::locked(&tx, self.tenant, new.user).await?;
        let unchanged = user.is_some_and(|user| {
            user.credential_version == new.credential_version && user.disabled_at.is_none()
        });
        if !unchanged {
            return Ok(PasskeyAdded::Void);
        }
        let known = passkeys::Entity::find()
            .select_only()
            .column(passkeys::Column::Id)
            .filter(passkeys::Column::TenantId.eq(self.tenant.0))
            .filter(passkeys::Column::CredentialId.eq(new.credential_id.clone()))
            .into_tuple::<uuid::Uuid>()
            .one(&*tx)
            .await?;
        if known.is_some() {
            return Ok(PasskeyAdded::Known);
        }
        if self.locked_passkeys(&tx, new.user).await?.len() >= most {
            return Ok(PasskeyAdded::TooMany);
        }
        let user = new.user;
        let inserted = passkeys::Entity::insert(passkeys::ActiveModel {
            id: Set(new.id.0),
            tenant_id: Set(self.tenant.0),
            user_id: Set(user.0),
            credential_id: Set(new.credential_id),
            name: Set(new.name),
            credential: Set(new.credential),
            created_at: Set(now.0),
            last_used_at: Set(None),
        })
        .exec_without_returning(&*tx)
        .await;
        match inserted.map_err(StorageError::from) {
            Ok(_) => {}
            // Another user added it in the same moment.
            Err(StorageError::Conflict) => return Ok(PasskeyAdded::Known),
            Err(error) => return Err(error),
        }
        notices.write(&tx, self.tenant, now).await?;
        let version = factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?;
        tx.commit().await?;
        Ok(PasskeyAdded::Added { version })
    }

    /// Notes that a passkey was used. `false` when it is not any more what it was when it was read: somebody used or
    /// removed it meanwhile.
    pub async fn use_passkey(
        &self,
        read: &StoredPasskey,
        credential: &str,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let changed = passkeys::Entity::update_many()
            .col_expr(passkeys::Column::Credential, Expr::value(credential))
            .col_expr(passkeys::Column::LastUsedAt, Expr::value(now.0))
            .filter(self.one_passkey(read.user, read.id))
            .filter(passkeys::Column::Credential.eq(read.credential.as_str()))
            .exec(&*self.db.single_write().await)
            .await?
            .rows_affected;
        Ok(changed == 1)
    }

    /// Gives a passkey another name. `false` when this user has no such passkey.
    pub async fn rename_passkey(
        &self,
        (user, id): (UserId, PasskeyId),
        name: &str,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        user_lock::keep(&tx, self.tenant, user).await?;
        let changed = passkeys::Entity::update_many()
            .col_expr(passkeys::Column::Name, Expr::value(name))
            .filter(self.one_passkey(user, id))
            .exec(&*tx)
            .await?
            .rows_affected;
        if changed == 0 {
            return Ok(false);
        }
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Removes a passkey, unless nobody could sign in any more: a password counts where passwords sign in. `needed` are the kinds of second factors of which the user
    /// must keep one; none when there is no need.
    pub async fn delete_passkey(
        &self,
        (user, id): (UserId, PasskeyId),
        (ways, needed): (&SignInPolicy, Option<&[FactorKind]>),
        notices: Notices,
        now: Timestamp,
    ) -> Result<PasskeyRemoved, StorageError> {
        let tx = self.db.begin().await?;
        let Some(row) = user_lock::locked(&tx, self.tenant, user).await? else {
            return Ok(PasskeyRemoved::Unknown);
        };
        let all = self.locked_passkeys(&tx, user).await?;
        if !all.contains(&id.0) {
            return Ok(PasskeyRemoved::Unknown);
        }
        let is_last = all.len() == 1;
        let has_password = ways.passwords && row.password_hash.is_some();
        if is_last && !has_password && !self.has_usable_identity(&tx, user, None).await? {
            return Ok(PasskeyRemoved::LastWayIn);
        }
        if let (true, Some(needed)) = (is_last, needed)
            && !self.has_other_factor(&tx, user, needed).await?
        {
            return Ok(PasskeyRemoved::LastFactor);
        }
        passkeys::Entity::delete_many()
            .filter(self.one_passkey(user, id))
            .exec(&*tx)
            .await?;
        notices.write(&tx, self.tenant, now).await?;
        factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?;
        tx.commit().await?;
        Ok(PasskeyRemoved::Removed)
    }

    /// The user's row is locked by then, which is the lock of their passkeys.
    async fn locked_passkeys(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
    ) -> Result<Vec<uuid::Uuid>, StorageError> {
        Ok(passkeys::Entity::find()
            .select_only()
            .column(passkeys::Column::Id)
            .filter(self.passkeys_of(user))
            .into_tuple()
            .all(&**tx)
            .await?)
    }

    async fn has_other_factor(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
        kinds: &[FactorKind],
    ) -> Result<bool, StorageError> {
        let names = kinds.iter().map(|kind| kind.name());
        let found = second_factors::Entity::find()
            .select_only()
            .column(second_factors::Column::Id)
            .filter(second_factors::Column::TenantId.eq(self.tenant.0))
            .filter(second_factors::Column::UserId.eq(user.0))
            .filter(second_factors::Column::ConfirmedAt.is_not_null())
            .filter(second_factors::Column::Kind.is_in(names))
            .into_tuple::<uuid::Uuid>()
            .one(&**tx)
            .await?;
        Ok(found.is_some())
    }
}
