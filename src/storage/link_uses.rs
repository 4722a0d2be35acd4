//! What a single-use link does: the link is spent and its deed is done in one transaction, or neither.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::user::name_key;
use crate::model::{Link, TenantId, UserId};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::users;
use super::links::{self, spend, still_theirs};
use super::{NewIdentity, NewUser, Notices, StorageError, TenantDb, user_lock};

/// How the use of a link went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkUse {
    /// It did what it is for.
    Done,
    /// It was used, is too old, or something changed since it was made.
    Void,
}

/// What a link does to its owner's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// The address is proven to be theirs.
    ProveAddress,
    /// The address that it was sent to takes the place of theirs.
    TakeAddress,
}

/// The address is theirs.
pub(super) fn proven(now: Timestamp) -> users::ActiveModel {
    users::ActiveModel {
        email_verified: Set(true),
        updated_at: Set(now.0),
        ..Default::default()
    }
}

/// Locks the link's owner, spends the link, and answers the owner's row. Users come before everything else in the order
/// of locks.
pub(super) async fn open(
    tx: &Transaction<'_>,
    tenant: TenantId,
    link: &Link,
    now: Timestamp,
) -> Result<Option<users::Model>, StorageError> {
    let Some(user) = link.user else {
        return Ok(None);
    };
    let owner = user_lock::locked(tx, tenant, user)
        .await?
        .filter(|owner| still_theirs(link, owner));
    match owner {
        Some(owner) if spend(tx, tenant, link.id, now).await? => Ok(Some(owner)),
        _ => Ok(None),
    }
}

impl TenantDb {
    /// Notes that the owner of the link reads the mails to their address, who showed in another way that the account is theirs.
    /// Where nobody did: [`TenantDb::prove_mailbox`].
    pub async fn verify_email_by_link(
        &self,
        link: &Link,
        notices: Notices,
        now: Timestamp,
    ) -> Result<LinkUse, StorageError> {
        self.do_by_link(link, Deed::ProveAddress, notices, now)
            .await
    }

    /// Gives the owner of the link the address that it was sent to. Every other link of theirs becomes void, and so do sign-ins
    /// that wait for a code, which the old mailbox may have.
    /// [`StorageError::Conflict`] when the address is another account's.
    pub async fn change_email_by_link(
        &self,
        link: &Link,
        notices: Notices,
        now: Timestamp,
    ) -> Result<LinkUse, StorageError> {
        self.do_by_link(link, Deed::TakeAddress, notices, now).await
    }

    /// Spends the link and does what it is for, or neither.
    async fn do_by_link(
        &self,
        link: &Link,
        deed: Deed,
        notices: Notices,
        now: Timestamp,
    ) -> Result<LinkUse, StorageError> {
        let tx = self.db.begin().await?;
        let Some(owner) = open(&tx, self.tenant, link, now).await? else {
            return Ok(LinkUse::Void);
        };
        let change = match deed {
            Deed::ProveAddress => proven(now),
            Deed::TakeAddress => users::ActiveModel {
                email: Set(Some(link.address.clone())),
                email_key: Set(Some(name_key(&link.address))),
                credential_version: Set(owner.credential_version + 1),
                ..proven(now)
            },
        };
        if deed == Deed::TakeAddress {
            links::void_all(&tx, self.tenant, UserId(owner.id)).await?;
        }
        notices.write(&tx, self.tenant, now).await?;
        self.change_owner(&tx, &owner, change, now).await?;
        tx.commit().await?;
        Ok(LinkUse::Done)
    }

    /// Makes the account that a link without a user is for, with who its owner is elsewhere. [`StorageError::Conflict`] when
    /// the username, the address or the identity is taken by now, and then the link is as it was.
    pub async fn insert_user_by_link(
        &self,
        link: &Link,
        (user, identity): (NewUser, Option<NewIdentity>),
        notices: Notices,
        now: Timestamp,
    ) -> Result<LinkUse, StorageError> {
        let id = user.id;
        let row = user.into_row(self.tenant, now)?;
        let tx = self.db.begin().await?;
        if link.user.is_some() || !spend(&tx, self.tenant, link.id, now).await? {
            return Ok(LinkUse::Void);
        }
        users::Entity::insert(row)
            .exec_without_returning(&*tx)
            .await?;
        links::void_nobodys(&tx, self.tenant, &link.address).await?;
        if let Some(identity) = identity {
            self.write_identity(&tx, id, identity, now).await?;
        }
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await?;
        Ok(LinkUse::Done)
    }

    /// To be called last, since it writes into the sequence of changes.
    pub(super) async fn change_owner(
        &self,
        tx: &Transaction<'_>,
        owner: &users::Model,
        change: users::ActiveModel,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        users::Entity::update_many()
            .set(change)
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(owner.id))
            .exec(&**tx)
            .await?;
        let told = [(Change::User(UserId(owner.id)), now)];
        changes::append(tx, &self.db, self.tenant, &told, now).await
    }
}
