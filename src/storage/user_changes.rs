//! What operators change of a person: everything that follows from it is in the same transaction.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::{ServiceId, User, UserId};

use super::changes::{self, Change};
use super::entities::users;
use super::last_holder::{self, LastHolder, UserChange};
use super::users::from_row;
use super::{
    NewUser, Status, StorageError, TenantDb, devices, passwords, user_lock, user_sessions,
};

/// The services in which somebody's tokens count another way from now on: of who they were, and who they are.
pub type Standings<'a> = &'a (dyn Fn(&User, &User) -> Vec<(ServiceId, Status)> + Sync);

/// What holds for every change of a user.
#[derive(Clone, Copy)]
pub struct ChangeRules<'a> {
    /// Whether the last holder of a role may go.
    pub guard: LastHolder<'a>,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
    /// What follows for the status lists, in the same transaction.
    pub standings: Standings<'a>,
}

impl TenantDb {
    /// Replaces what is known of a user. Another password ends every sign-in and every grant of theirs in the same
    /// transaction, so that no failure can leave one without the other.
    pub async fn update_user(
        &self,
        user: NewUser,
        rules: ChangeRules<'_>,
        now: Timestamp,
    ) -> Result<UserChange, StorageError> {
        let id = user.id;
        let mut row = user.into_row(self.tenant, now)?;
        row.created_at = NotSet;
        row.password_set_at = NotSet;
        self.change_user(id, |_| Ok(row), rules, now).await
    }

    /// Changes what is known of a user, but for the password, as `decide` says, which is told what they are by then.
    pub async fn revise_user<E: From<StorageError>>(
        &self,
        id: UserId,
        decide: impl FnOnce(&User) -> Result<NewUser, E>,
        rules: ChangeRules<'_>,
        now: Timestamp,
    ) -> Result<UserChange, E> {
        let revised = |before: &users::Model| {
            let known = from_row(before.clone())?.user;
            let mut row = decide(&known)?.into_row(self.tenant, now)?;
            row.created_at = NotSet;
            row.password_hash = NotSet;
            row.password_set_at = NotSet;
            Ok(row)
        };
        self.change_user(id, revised, rules, now).await
    }

    /// Disables a user or lets them in again, and changes nothing else.
    pub async fn set_user_disabled(
        &self,
        (id, disabled): (UserId, bool),
        guard: LastHolder<'_>,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<UserChange, StorageError> {
        let row = users::ActiveModel {
            disabled_at: Set(disabled.then_some(now.0)),
            updated_at: Set(now.0),
            ..Default::default()
        };
        let rules = ChangeRules {
            guard,
            tokens_until,
            standings: &|_, _| Vec::new(),
        };
        self.change_user(id, |_| Ok(row), rules, now).await
    }

    async fn change_user<E: From<StorageError>>(
        &self,
        id: UserId,
        change: impl FnOnce(&users::Model) -> Result<users::ActiveModel, E>,
        rules: ChangeRules<'_>,
        now: Timestamp,
    ) -> Result<UserChange, E> {
        let ChangeRules {
            guard,
            tokens_until,
            standings,
        } = rules;
        let tx = self.db.begin().await?;
        let Some(before) = user_lock::locked(&tx, self.tenant, id).await? else {
            return Ok(UserChange::Unknown);
        };
        let mut row = change(&before)?;
        let roles = row.roles.try_as_ref().unwrap_or(&before.roles);
        let disabled_at = *row.disabled_at.try_as_ref().unwrap_or(&before.disabled_at);
        let after = Some((roles.as_str(), disabled_at));
        if last_holder::would_be_missed(&tx, guard, &before, after).await? {
            return Ok(UserChange::LastHolder);
        }
        let disabled = before.disabled_at.is_none() && disabled_at.is_some();
        let another_password = match &row.password_hash {
            Set(hash) => *hash != before.password_hash,
            _ => false,
        };
        if another_password {
            row.password_set_at = Set(Some(now.0));
        }
        if another_password || disabled {
            // What was proven before (a sign-in that waits, a link, a remembered browser) is not worth anything when the
            // account is let in again.
            row.credential_version = Set(before.credential_version + 1);
        }
        let mut entries = vec![(Change::User(id), now)];
        if let Some(access) = row.access.try_as_ref() {
            let known = from_row(before.clone())?.user;
            let access =
                serde_json::from_str(access).map_err(|_| StorageError::Corrupt("users.access"))?;
            let changed = standings(
                &known,
                &User {
                    access,
                    ..known.clone()
                },
            );
            if !changed.is_empty() {
                for place in self.living_grants_of(&tx, id, now).await? {
                    let told = changed.iter().map(|(service, status)| {
                        (status.told(Some(*service), place), tokens_until)
                    });
                    entries.extend(told);
                }
            }
        }
        if another_password && before.password_hash.is_some() || disabled {
            // Whoever knew the old one may be signed in with it; whoever is shut out is signed in nowhere. Before the row
            // is written: another name locks it harder, and a code that is being written holds its login meanwhile.
            let ended = user_sessions::end_all(&tx, self.tenant, id, now).await?;
            entries.extend(ended.into_iter().map(|change| (change, tokens_until)));
            let replaced = before.password_hash.filter(|_| another_password);
            passwords::forget(&tx, self.tenant, id, replaced, now).await?;
            devices::forget_all(&tx, (self.tenant, id), None).await?;
        }
        users::Entity::update_many()
            .set(row)
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(id.0))
            .exec(&*tx)
            .await
            .map_err(StorageError::from)?;
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(UserChange::Done)
    }
}
