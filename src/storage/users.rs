//! People.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::model::policy::FactorKind;
use crate::model::user::name_key;
use crate::model::{Secret, TenantId, User, UserAccess, UserId};

use super::changes::{self, Change};
use super::entities::users;
use super::last_holder::{self, LastHolder, UserChange};
use super::{StorageError, TenantDb, devices, passwords, user_lock, user_sessions};

/// A user to be written.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The identifier of a new user, or of the one to replace.
    pub id: UserId,
    /// See [`User::username`].
    pub username: String,
    /// See [`User::email`].
    pub email: Option<String>,
    /// See [`User::email_verified`].
    pub email_verified: bool,
    /// A PHC string; `None` for an account without a password.
    pub password_hash: Option<Secret>,
    /// See [`User::profile`].
    pub profile: Map<String, Value>,
    /// See [`User::roles`].
    pub roles: Vec<String>,
    /// See [`User::access`].
    pub access: UserAccess,
    /// See [`User::disabled`].
    pub disabled: bool,
}

/// A user with what the password is checked against.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub user: User,
    /// A PHC string; `None` when the account has no password.
    pub password_hash: Option<Secret>,
    /// Counts every change of a password or a factor: what was proven under another one proves nothing any more.
    pub version: i64,
    /// When the password was set; `None` when nobody knows, or there is none.
    pub password_set_at: Option<Timestamp>,
}

/// A person, as their row says.
pub(super) fn from_row(row: users::Model) -> Result<Credentials, StorageError> {
    Ok(Credentials {
        user: User {
            id: UserId(row.id),
            tenant: TenantId(row.tenant_id),
            username: row.username,
            email: row.email,
            email_verified: row.email_verified,
            profile: serde_json::from_str(&row.profile)
                .map_err(|_| StorageError::Corrupt("users.profile"))?,
            roles: serde_json::from_str(&row.roles)
                .map_err(|_| StorageError::Corrupt("users.roles"))?,
            access: serde_json::from_str(&row.access)
                .map_err(|_| StorageError::Corrupt("users.access"))?,
            factors: row
                .factor_kinds
                .split(' ')
                .filter_map(FactorKind::from_name)
                .collect(),
            disabled: row.disabled_at.is_some(),
            deletion_at: row.deletion_at.map(Timestamp),
            updated_at: Timestamp(row.updated_at),
        },
        password_hash: row.password_hash.map(Secret::new),
        version: row.credential_version,
        password_set_at: row.password_set_at.map(Timestamp),
    })
}

impl NewUser {
    pub(super) fn into_row(
        self,
        tenant: TenantId,
        now: Timestamp,
    ) -> Result<users::ActiveModel, StorageError> {
        Ok(users::ActiveModel {
            id: Set(self.id.0),
            tenant_id: Set(tenant.0),
            password_set_at: Set(self.password_hash.as_ref().map(|_| now.0)),
            username_key: Set(name_key(&self.username)),
            username: Set(self.username),
            email_key: Set(self.email.as_deref().map(name_key)),
            email: Set(self.email),
            email_verified: Set(self.email_verified),
            password_hash: Set(self.password_hash.map(|hash| hash.expose().to_owned())),
            profile: Set(serde_json::to_string(&self.profile)
                .map_err(|_| StorageError::Corrupt("users.profile"))?),
            roles: Set(serde_json::to_string(&self.roles)
                .map_err(|_| StorageError::Corrupt("users.roles"))?),
            access: Set(serde_json::to_string(&self.access)
                .map_err(|_| StorageError::Corrupt("users.access"))?),
            created_at: Set(now.0),
            updated_at: Set(now.0),
            disabled_at: Set(self.disabled.then_some(now.0)),
            ..Default::default()
        })
    }
}

impl TenantDb {
    /// The user of that identifier.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, StorageError> {
        let row = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(id.0))
            .one(self.db.reader())
            .await?;
        row.map(|row| from_row(row).map(|found| found.user))
            .transpose()
    }

    /// The user of that username or address. A username never has an `@`, so the two cannot be confused.
    pub async fn credentials(&self, login: &str) -> Result<Option<Credentials>, StorageError> {
        let key = name_key(login);
        // PostgreSQL has no U+0000 in a text and fails when asked for one; no row's name has it.
        if key.contains('\0') {
            return Ok(None);
        }
        let column = if key.contains('@') {
            users::Column::EmailKey
        } else {
            users::Column::UsernameKey
        };
        let row = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(column.eq(key))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The user of that identifier, with what the password is checked against.
    pub async fn credentials_of(&self, id: UserId) -> Result<Option<Credentials>, StorageError> {
        let row = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(id.0))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// At most `limit` users after that username, by username: one page of a walk through all.
    pub async fn users_after(
        &self,
        username: &str,
        limit: u64,
    ) -> Result<Vec<Credentials>, StorageError> {
        let rows = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::UsernameKey.gt(name_key(username)))
            .order_by_asc(users::Column::UsernameKey)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Adds a user. [`StorageError::Conflict`] when the username or the address is taken.
    pub async fn insert_user(&self, user: NewUser, now: Timestamp) -> Result<(), StorageError> {
        let row = user.into_row(self.tenant, now)?;
        users::Entity::insert(row)
            .exec_without_returning(&*self.db.single_write().await)
            .await?;
        Ok(())
    }

    /// Replaces what is known of a user. Another password ends every sign-in and every grant of theirs in the same
    /// transaction, so that no failure can leave one without the other.
    pub async fn update_user(
        &self,
        user: NewUser,
        guard: LastHolder<'_>,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<UserChange, StorageError> {
        let id = user.id;
        let mut row = user.into_row(self.tenant, now)?;
        row.created_at = sea_orm::ActiveValue::NotSet;
        row.password_set_at = sea_orm::ActiveValue::NotSet;
        self.change_user((id, row), guard, tokens_until, now).await
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
        self.change_user((id, row), guard, tokens_until, now).await
    }

    async fn change_user(
        &self,
        (id, mut row): (UserId, users::ActiveModel),
        guard: LastHolder<'_>,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<UserChange, StorageError> {
        let tx = self.db.begin().await?;
        let Some(before) = user_lock::locked(&tx, self.tenant, id).await? else {
            return Ok(UserChange::Unknown);
        };
        let roles = row.roles.try_as_ref().unwrap_or(&before.roles);
        let disabled_at = *row.disabled_at.try_as_ref().unwrap_or(&before.disabled_at);
        let after = Some((roles.as_str(), disabled_at));
        if last_holder::would_be_missed(&tx, guard, &before, after).await? {
            return Ok(UserChange::LastHolder);
        }
        let disabled = before.disabled_at.is_none() && disabled_at.is_some();
        let another_password = match &row.password_hash {
            sea_orm::ActiveValue::Set(hash) => *hash != before.password_hash,
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
            .await?;
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(UserChange::Done)
    }

    /// Replaces a password hash, if it is still the one that was checked.
    pub async fn upgrade_password_hash(
        &self,
        id: UserId,
        old: &Secret,
        new: &Secret,
    ) -> Result<bool, StorageError> {
        let changed = users::Entity::update_many()
            .set(users::ActiveModel {
                password_hash: Set(Some(new.expose().to_owned())),
                ..Default::default()
            })
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(id.0))
            .filter(users::Column::PasswordHash.eq(old.expose()))
            .exec(&*self.db.single_write().await)
            .await?
            .rows_affected;
        Ok(changed == 1)
    }

    /// Takes the roles of `ruled` from a person and gives those of `given`, under a lock: whoever changes the same person's roles
    /// meanwhile loses nothing. Answers the roles when they changed; nothing is changed of who is disabled.
    pub async fn change_roles(
        &self,
        user: UserId,
        (ruled, given): (&[String], &[String]),
        now: Timestamp,
    ) -> Result<Option<Vec<String>>, StorageError> {
        let corrupt = |_| StorageError::Corrupt("users.roles");
        let tx = self.db.begin().await?;
        let row = user_lock::locked(&tx, self.tenant, user).await?;
        let Some(row) = row.filter(|row| row.disabled_at.is_none()) else {
            return Ok(None);
        };
        let mut before: Vec<String> = serde_json::from_str(&row.roles).map_err(corrupt)?;
        let mut roles: Vec<String> = before
            .iter()
            .filter(|role| !ruled.contains(role))
            .chain(given)
            .cloned()
            .collect();
        roles.sort_unstable();
        roles.dedup();
        before.sort_unstable();
        if roles == before {
            return Ok(None);
        }
        let text = serde_json::to_string(&roles).map_err(corrupt)?;
        users::Entity::update_many()
            .set(users::ActiveModel {
                roles: Set(text),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .exec(&*tx)
            .await?;
        let told = [(Change::User(user), now)];
        changes::append(&tx, &self.db, self.tenant, &told, now).await?;
        tx.commit().await?;
        Ok(Some(roles))
    }
}
