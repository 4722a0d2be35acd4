//! An account whose address nobody had proven goes to whoever proves it, without anything that somebody else may have put there.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::{Link, TenantId, UserId};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::{
    attempt_budgets, consents, devices, identities, passkeys, password_history, recovery_codes,
    second_factors, users,
};
use super::second_factors::Allowed;
use super::{
    IdentityAdded, NewIdentity, Notices, StorageError, TenantDb, factor_kinds, last_holder,
    link_uses, links, user_lock, user_sessions,
};

/// A mail that came back: whoever brings it reads the mails to the address of an account.
#[derive(Clone, Copy, Debug)]
pub enum MailProof<'a> {
    /// Its link, which is spent.
    Link(&'a Link),
    /// Its code, which the caller has spent.
    Code {
        /// Whose, and under which version of the credentials it was sent.
        owner: Allowed,
        /// Where it was sent to.
        address: &'a str,
    },
}

/// What is written when an address is proven that nobody had proven.
#[derive(Clone, Debug)]
pub struct FirstProof<'a> {
    /// The role whose holders keep what they have: an operator gave it to them, so that nobody waits for another owner.
    pub but_for: &'a str,
    /// What is written along with it.
    pub notices: Notices,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
}

/// The rows of a table that are a person's go.
macro_rules! forget {
    ($tx:ident, $tenant:expr, $user:expr, $($table:ident),+) => {
        $($table::Entity::delete_many()
            .filter($table::Column::TenantId.eq($tenant.0))
            .filter($table::Column::UserId.eq($user.0))
            .exec(&**$tx)
            .await?;)+
    };
}

/// Takes everything out of an account that somebody may have put there who had not proven its address: passwords, factors,
/// passkeys, identities, known browsers, links, consents, sign-ins and grants; and notes that the address is proven. Within the
/// transaction of the proof, which holds the user's row and goes on with [`factor_kinds::changed`]. Answers what every node
/// has to learn.
pub(super) async fn clear(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Change>, StorageError> {
    let ended = user_sessions::end_all(tx, tenant, user, now).await?;
    forget!(
        tx,
        tenant,
        user,
        second_factors,
        recovery_codes,
        passkeys,
        identities,
        devices,
        password_history,
        consents,
        attempt_budgets
    );
    links::void_all(tx, tenant, user).await?;
    users::Entity::update_many()
        .set(users::ActiveModel {
            password_hash: Set(None),
            password_set_at: Set(None),
            email_verified: Set(true),
            deletion_at: Set(None),
            updated_at: Set(now.0),
            ..Default::default()
        })
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .exec(&**tx)
        .await?;
    Ok(ended)
}

/// Whether somebody may have waited in this account for the owner of its address.
pub(super) fn is_unclaimed(owner: &users::Model, but_for: &str) -> Result<bool, StorageError> {
    Ok(!owner.email_verified && !last_holder::holds(&owner.roles, None, but_for)?)
}

impl TenantDb {
    /// Connects an identity to an account whose address it proves. Whoever made the account had not proven it: their password,
    /// factors, passkeys, identities, remembered browsers, links, sign-ins and grants end in the same transaction. An account that
    /// nobody can have waited in keeps them, as when a mail proves the address.
    pub async fn adopt_user(
        &self,
        allowed: Allowed,
        (new, address): (NewIdentity, Option<&str>),
        first: FirstProof<'_>,
        now: Timestamp,
    ) -> Result<IdentityAdded, StorageError> {
        let user = allowed.user;
        let tx = self.db.begin().await?;
        let owner = user_lock::locked(&tx, self.tenant, user).await?;
        // Another address may have taken its place meanwhile, and that one nobody proved.
        let owner = owner.filter(|row| {
            row.credential_version == allowed.version && row.email.as_deref() == address
        });
        let Some(owner) = owner else {
            return Ok(IdentityAdded::Void);
        };
        let ended = if is_unclaimed(&owner, first.but_for)? {
            Some(clear(&tx, self.tenant, user, now).await?)
        } else {
            None
        };
        match self.write_identity(&tx, user, new, now).await {
            Ok(()) => {}
            Err(StorageError::Conflict) => return Ok(IdentityAdded::Known),
            Err(error) => return Err(error),
        }
        first.notices.write(&tx, self.tenant, now).await?;
        if let Some(ended) = ended {
            self.announce_adopted(&tx, (user, ended), first.tokens_until, now)
                .await?;
        } else {
            self.change_owner(&tx, &owner, link_uses::proven(now), now)
                .await?;
        }
        tx.commit().await?;
        Ok(IdentityAdded::Added)
    }

    /// Takes a mail back from whoever signs in with it. Where nobody had proven the address before, it is proven now, and the account
    /// is theirs alone, as when a provider proves it. Answers the version of the credentials from then on; `None`, and nothing
    /// happens, when the mail proves nothing any more.
    pub async fn prove_mailbox(
        &self,
        proof: MailProof<'_>,
        first: FirstProof<'_>,
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        let tx = self.db.begin().await?;
        let owner = match proof {
            MailProof::Link(link) => link_uses::open(&tx, self.tenant, link, now).await?,
            MailProof::Code { owner, address } => user_lock::locked(&tx, self.tenant, owner.user)
                .await?
                .filter(|row| {
                    row.disabled_at.is_none()
                        && row.credential_version == owner.version
                        && row.email.as_deref() == Some(address)
                }),
        };
        let Some(owner) = owner else {
            return Ok(None);
        };
        if owner.email_verified {
            tx.commit().await?;
            return Ok(Some(owner.credential_version));
        }
        let user = UserId(owner.id);
        first.notices.write(&tx, self.tenant, now).await?;
        let version = if is_unclaimed(&owner, first.but_for)? {
            let ended = clear(&tx, self.tenant, user, now).await?;
            self.announce_adopted(&tx, (user, ended), first.tokens_until, now)
                .await?
        } else {
            self.change_owner(&tx, &owner, link_uses::proven(now), now)
                .await?;
            owner.credential_version
        };
        tx.commit().await?;
        Ok(Some(version))
    }

    /// The end of such a transaction. Answers the new version of the credentials.
    async fn announce_adopted(
        &self,
        tx: &Transaction<'_>,
        (user, ended): (UserId, Vec<Change>),
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<i64, StorageError> {
        let entries: Vec<_> = ended
            .into_iter()
            .map(|change| (change, tokens_until))
            .collect();
        changes::append(tx, &self.db, self.tenant, &entries, now).await?;
        factor_kinds::changed(tx, &self.db, self.tenant, user, now).await
    }
}
