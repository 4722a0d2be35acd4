//! An account whose address nobody had proven goes to whoever proves it, without anything that somebody else may have put there.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;

use super::changes;
use super::entities::{
    devices, identities, passkeys, password_history, recovery_codes, second_factors, users,
};
use super::second_factors::Allowed;
use super::{
    IdentityAdded, NewIdentity, Notices, StorageError, TenantDb, factor_guard, factor_kinds, links,
    user_sessions,
};

/// The rows of a table that are a person's go.
macro_rules! forget {
    ($tx:ident, $self:ident, $user:expr, $($table:ident),+) => {
        $($table::Entity::delete_many()
            .filter($table::Column::TenantId.eq($self.tenant.0))
            .filter($table::Column::UserId.eq($user.0))
            .exec(&*$tx)
            .await?;)+
    };
}

impl TenantDb {
    /// Connects an identity to an account whose address it proves. Whoever made the account had not proven it: their password,
    /// factors, passkeys, identities, remembered browsers, links, sign-ins and grants end in the same transaction.
    pub async fn adopt_user(
        &self,
        allowed: Allowed,
        new: NewIdentity,
        (notices, tokens_until): (Notices, Timestamp),
        now: Timestamp,
    ) -> Result<IdentityAdded, StorageError> {
        let user = allowed.user;
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(IdentityAdded::Void);
        }
        let ended = user_sessions::end_all(&tx, self.tenant, user, now).await?;
        forget!(
            tx,
            self,
            user,
            second_factors,
            recovery_codes,
            passkeys,
            identities,
            devices,
            password_history
        );
        links::void_all(&tx, self.tenant, user).await?;
        users::Entity::update_many()
            .set(users::ActiveModel {
                password_hash: Set(None),
                password_set_at: Set(None),
                email_verified: Set(true),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .exec(&*tx)
            .await?;
        match self.write_identity(&tx, user, new, now).await {
            Ok(()) => {}
            Err(StorageError::Conflict) => return Ok(IdentityAdded::Known),
            Err(error) => return Err(error),
        }
        notices.write(&tx, self.tenant, now).await?;
        let entries: Vec<_> = ended
            .into_iter()
            .map(|change| (change, tokens_until))
            .collect();
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?;
        tx.commit().await?;
        Ok(IdentityAdded::Added)
    }
}
