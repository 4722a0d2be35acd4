//! People.

use sea_orm::sea_query::LikeExpr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::model::policy::FactorKind;
use crate::model::user::name_key;
use crate::model::{Secret, TenantId, User, UserAccess, UserId};

use super::changes::{self, Change};
use super::entities::users;
use super::{StorageError, TenantDb, user_lock};

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

/// Whom somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct UserSearch {
    /// What the username or the address begins with.
    pub begins_with: Option<String>,
    /// Whether they are disabled.
    pub disabled: Option<bool>,
    /// Whether their address is proven.
    pub email_verified: Option<bool>,
}

/// What begins with that text, whatever signs it has.
fn beginning(text: &str) -> LikeExpr {
    let mut pattern = String::new();
    for sign in name_key(text).chars().filter(|sign| *sign != '\0') {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    LikeExpr::new(pattern + "%").escape('\\')
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

    /// At most `limit` users of a search after that username, by username.
    pub async fn users_found(
        &self,
        search: &UserSearch,
        after: &str,
        limit: u64,
    ) -> Result<Vec<User>, StorageError> {
        let mut query = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::UsernameKey.gt(name_key(after)));
        if let Some(text) = &search.begins_with {
            let begins = |column: users::Column| column.like(beginning(text));
            query = query.filter(
                Condition::any()
                    .add(begins(users::Column::UsernameKey))
                    .add(begins(users::Column::EmailKey)),
            );
        }
        if let Some(disabled) = search.disabled {
            let column = users::Column::DisabledAt;
            query = query.filter(if disabled {
                column.is_not_null()
            } else {
                column.is_null()
            });
        }
        if let Some(verified) = search.email_verified {
            query = query.filter(users::Column::EmailVerified.eq(verified));
        }
        let rows = query
            .order_by_asc(users::Column::UsernameKey)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter()
            .map(|row| from_row(row).map(|found| found.user))
            .collect()
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
