//! Who people are elsewhere: one row for each of a person's accounts at a provider.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::policy::SignInPolicy;
use crate::model::user::name_key;
use crate::model::{IdentityKey, LoginId, ProviderId, UserId};
use crate::vault::Place;

use super::changes;
use super::database::Transaction;
use super::entities::{grants, identities, logins, passkeys, providers, upstream_logins, users};
use super::second_factors::Allowed;
use super::{
    NewUser, Notices, StorageError, TenantDb, factor_guard, factor_kinds, links, user_lock,
    user_sessions,
};

/// One of a person's accounts elsewhere.
#[derive(Clone, Debug)]
pub struct StoredIdentity {
    /// Its row.
    pub id: Uuid,
    /// Whose it is.
    pub user: UserId,
    /// Who it is there.
    pub key: IdentityKey,
    /// What its owner knows it by.
    pub label: String,
    /// The provider's tokens, sealed for [`tokens_place`].
    pub sealed_tokens: Option<Vec<u8>>,
    /// When it was connected.
    pub created_at: Timestamp,
    /// When it last signed somebody in.
    pub last_used_at: Option<Timestamp>,
}

/// One to be written.
#[derive(Clone, Debug)]
pub struct NewIdentity {
    /// Its row.
    pub id: Uuid,
    /// See [`StoredIdentity::key`].
    pub key: IdentityKey,
    /// See [`StoredIdentity::label`].
    pub label: String,
    /// See [`StoredIdentity::sealed_tokens`].
    pub sealed_tokens: Option<Vec<u8>>,
}

/// What became of an identity to be connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityAdded {
    /// It was.
    Added,
    /// The person's credentials have changed since, or the person is gone or disabled.
    Void,
    /// Somebody has it, perhaps this very person.
    Known,
}

/// What became of one to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityRemoved {
    /// It was.
    Removed,
    /// There is no such identity.
    Unknown,
    /// Without it nothing would let this person in.
    LastWayIn,
}

/// Where the tokens of an identity stand.
pub fn tokens_place(id: Uuid) -> Place {
    Place {
        table: "identities",
        column: "sealed_tokens",
        row: id.to_string(),
    }
}

fn from_row(row: identities::Model) -> StoredIdentity {
    StoredIdentity {
        id: row.id,
        user: UserId(row.user_id),
        key: IdentityKey {
            provider: ProviderId(row.provider_id),
            issuer: row.issuer,
            subject: row.subject,
        },
        label: row.label,
        sealed_tokens: row.sealed_tokens,
        created_at: Timestamp(row.created_at),
        last_used_at: row.last_used_at.map(Timestamp),
    }
}

/// Which identity goes.
#[derive(Clone, Copy, Debug)]
pub struct IdentityRemoval {
    /// Whose it is.
    pub user: UserId,
    /// Its row.
    pub id: Uuid,
    /// The login that takes it away, which goes on.
    pub kept: LoginId,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
}

impl TenantDb {
    fn of_key(&self, key: &IdentityKey) -> Condition {
        Condition::all()
            .add(identities::Column::TenantId.eq(self.tenant.0))
            .add(identities::Column::ProviderId.eq(key.provider.0))
            .add(identities::Column::Issuer.eq(key.issuer.as_str()))
            .add(identities::Column::Subject.eq(key.subject.as_str()))
    }

    fn identities_of(&self, user: UserId) -> Condition {
        Condition::all()
            .add(identities::Column::TenantId.eq(self.tenant.0))
            .add(identities::Column::UserId.eq(user.0))
    }

    /// Who that is here, if anybody.
    pub async fn identity(
        &self,
        key: &IdentityKey,
    ) -> Result<Option<StoredIdentity>, StorageError> {
        let row = identities::Entity::find()
            .filter(self.of_key(key))
            .one(self.db.reader())
            .await?;
        Ok(row.map(from_row))
    }

    /// Everything a person is elsewhere, in the order in which it was connected.
    pub async fn identities(&self, user: UserId) -> Result<Vec<StoredIdentity>, StorageError> {
        let rows = identities::Entity::find()
            .filter(self.identities_of(user))
            .order_by_asc(identities::Column::CreatedAt)
            .order_by_asc(identities::Column::Id)
            .all(self.db.reader())
            .await?;
        Ok(rows.into_iter().map(from_row).collect())
    }

    /// The identity of that row.
    pub async fn identity_of_row(&self, id: Uuid) -> Result<Option<StoredIdentity>, StorageError> {
        let row = identities::Entity::find()
            .filter(identities::Column::TenantId.eq(self.tenant.0))
            .filter(identities::Column::Id.eq(id))
            .one(self.db.reader())
            .await?;
        Ok(row.map(from_row))
    }

    /// Notes that an identity signs somebody in, with the tokens that are kept of it; those before go.
    pub async fn use_identity(
        &self,
        id: Uuid,
        label: &str,
        sealed_tokens: Option<Vec<u8>>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        identities::Entity::update_many()
            .col_expr(identities::Column::LastUsedAt, Expr::value(now.0))
            .col_expr(identities::Column::Label, Expr::value(label))
            .col_expr(identities::Column::SealedTokens, Expr::value(sealed_tokens))
            .filter(identities::Column::TenantId.eq(self.tenant.0))
            .filter(identities::Column::Id.eq(id))
            .exec(&*self.db.single_write().await)
            .await?;
        Ok(())
    }

    /// Connects an identity to an account, if its credentials are still those under which that was allowed.
    pub async fn insert_identity(
        &self,
        allowed: Allowed,
        new: NewIdentity,
        notices: Notices,
        now: Timestamp,
    ) -> Result<IdentityAdded, StorageError> {
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(IdentityAdded::Void);
        }
        match self.write_identity(&tx, allowed.user, new, now).await {
            Ok(()) => {}
            Err(StorageError::Conflict) => return Ok(IdentityAdded::Known),
            Err(error) => return Err(error),
        }
        notices.write(&tx, self.tenant, now).await?;
        factor_kinds::changed(&tx, &self.db, self.tenant, allowed.user, now).await?;
        tx.commit().await?;
        Ok(IdentityAdded::Added)
    }

    /// Makes an account with an identity. [`StorageError::Conflict`] when the username, the address or the identity is taken.
    pub async fn insert_user_with_identity(
        &self,
        user: NewUser,
        new: NewIdentity,
        notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let id = user.id;
        let address = user.email.as_deref().map(name_key);
        let row = user.into_row(self.tenant, now)?;
        let tx = self.db.begin().await?;
        users::Entity::insert(row)
            .exec_without_returning(&*tx)
            .await?;
        if let Some(address) = address {
            links::void_nobodys(&tx, self.tenant, &address).await?;
        }
        self.write_identity(&tx, id, new, now).await?;
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }

    /// Takes an identity away, unless nobody could sign in any more. A password and a passkey count where they sign in, and
    /// another identity where its provider is not disabled. The logins that came of it end, but for the one that takes it away: an account
    /// elsewhere is often taken away because somebody else has it.
    pub async fn delete_identity(
        &self,
        removal: IdentityRemoval,
        ways: &SignInPolicy,
        notices: Notices,
        now: Timestamp,
    ) -> Result<IdentityRemoved, StorageError> {
        let IdentityRemoval {
            user,
            id,
            kept,
            tokens_until,
        } = removal;
        let tx = self.db.begin().await?;
        let owner = user_lock::locked(&tx, self.tenant, user).await?;
        let Some(owner) = owner else {
            return Ok(IdentityRemoved::Unknown);
        };
        let own = self.identities_of(user).add(identities::Column::Id.eq(id));
        let known = identities::Entity::find()
            .filter(own.clone())
            .count(&*tx)
            .await?;
        if known == 0 {
            return Ok(IdentityRemoved::Unknown);
        }
        let has_password = ways.passwords && owner.password_hash.is_some();
        let has_passkey = ways.passkeys && self.has_passkey(&tx, user).await?;
        if !has_password && !has_passkey && !self.has_usable_identity(&tx, user, Some(id)).await? {
            return Ok(IdentityRemoved::LastWayIn);
        }
        let came_of_it = upstream_logins::Entity::find()
            .select_only()
            .column(upstream_logins::Column::LoginId)
            .filter(upstream_logins::Column::TenantId.eq(self.tenant.0))
            .filter(upstream_logins::Column::IdentityId.eq(id))
            .filter(upstream_logins::Column::LoginId.ne(kept.0))
            .into_tuple::<Uuid>()
            .all(&*tx)
            .await?;
        // What apps were given for offline use goes on after a sign-out, and must not after this.
        let given = Condition::all()
            .add(grants::Column::TenantId.eq(self.tenant.0))
            .add(grants::Column::UserId.eq(user.0))
            .add(grants::Column::RevokedAt.is_null())
            .add(grants::Column::LoginId.is_in(came_of_it.iter().copied()));
        let revoked = user_sessions::revoke(&tx, given, now).await?.into_iter();
        let revoked: Vec<_> = revoked.map(|change| (change, tokens_until)).collect();
        changes::append(&tx, &self.db, self.tenant, &revoked, now).await?;
        let theirs = Condition::all()
            .add(logins::Column::UserId.eq(user.0))
            .add(logins::Column::Id.is_in(came_of_it));
        self.end_within(&tx, theirs, tokens_until, now).await?;
        identities::Entity::delete_many()
            .filter(own)
            .exec(&*tx)
            .await?;
        notices.write(&tx, self.tenant, now).await?;
        factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?;
        tx.commit().await?;
        Ok(IdentityRemoved::Removed)
    }

    async fn has_passkey(&self, tx: &Transaction<'_>, user: UserId) -> Result<bool, StorageError> {
        let count = passkeys::Entity::find()
            .filter(passkeys::Column::TenantId.eq(self.tenant.0))
            .filter(passkeys::Column::UserId.eq(user.0))
            .count(&**tx)
            .await?;
        Ok(count > 0)
    }

    /// Whether a provider lets this person in, other than by that identity.
    pub(super) async fn has_usable_identity(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
        other_than: Option<Uuid>,
    ) -> Result<bool, StorageError> {
        let mut own = self.identities_of(user);
        if let Some(id) = other_than {
            own = own.add(identities::Column::Id.ne(id));
        }
        let theirs = identities::Entity::find()
            .select_only()
            .column(identities::Column::ProviderId)
            .filter(own)
            .into_tuple::<Uuid>()
            .all(&**tx)
            .await?;
        let enabled = providers::Entity::find()
            .filter(providers::Column::TenantId.eq(self.tenant.0))
            .filter(providers::Column::Id.is_in(theirs))
            .filter(providers::Column::DisabledAt.is_null())
            .count(&**tx)
            .await?;
        Ok(enabled > 0)
    }

    pub(super) async fn write_identity(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
        new: NewIdentity,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        identities::Entity::insert(identities::ActiveModel {
            id: Set(new.id),
            tenant_id: Set(self.tenant.0),
            user_id: Set(user.0),
            provider_id: Set(new.key.provider.0),
            issuer: Set(new.key.issuer),
            subject: Set(new.key.subject),
            label: Set(new.label),
            sealed_tokens: Set(new.sealed_tokens),
            created_at: Set(now.0),
            last_used_at: Set(Some(now.0)),
        })
        .exec_without_returning(&**tx)
        .await?;
        Ok(())
    }
}
