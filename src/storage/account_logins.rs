//! Every browser that a person is signed in with, as that person sees them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{ClientRowId, Login, LoginId, UserId};

use super::entities::{grants, logins};
use super::logins::from_row;
use super::{StorageError, TenantDb};

/// How many of them are shown at most.
const MOST: u64 = 200;

/// After how many seconds unused they are signed in no more.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    /// A browser.
    pub browser: i64,
    /// An application.
    pub application: i64,
}

impl Idle {
    /// The same for both.
    pub const fn after(seconds: i64) -> Self {
        Self {
            browser: seconds,
            application: seconds,
        }
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLogin {
    /// Its identifier.
    pub id: LoginId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The network it signed in from.
    pub address: String,
    /// When it was first signed in.
    pub created_at: Timestamp,
    /// When the person proved who they are the last time.
    pub auth_time: Timestamp,
    /// When it was last seen.
    pub last_seen_at: Timestamp,
    /// The application it is within, where it is no browser.
    pub client: Option<ClientRowId>,
}

fn shown(row: logins::Model) -> AccountLogin {
    AccountLogin {
        id: LoginId(row.id),
        user_agent: row.user_agent,
        address: row.address,
        created_at: Timestamp(row.created_at),
        auth_time: Timestamp(row.auth_time),
        last_seen_at: Timestamp(row.last_seen_at),
        client: row.client_row_id.map(ClientRowId),
    }
}

impl TenantDb {
    /// The logins of a person that are neither idle too long nor at their end, the last seen first.
    pub async fn logins_of_user(
        &self,
        user: UserId,
        idle: Idle,
        now: Timestamp,
    ) -> Result<Vec<AccountLogin>, StorageError> {
        let rows = logins::Entity::find()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::UserId.eq(user.0))
            .filter(logins::Column::ExpiresAt.gt(now.0))
            .filter(
                Condition::any()
                    .add(logins::Column::LastSeenAt.gt(now.plus_seconds(-idle.browser).0))
                    .add(logins::Column::ClientRowId.is_not_null()),
            )
            .order_by_desc(logins::Column::LastSeenAt)
            .order_by_desc(logins::Column::Id)
            .limit(MOST)
            .all(self.db.reader())
            .await?;
        let direct = rows.iter().filter(|row| row.client_row_id.is_some());
        let direct = direct.map(|row| row.id).collect();
        let used = self.used(direct, idle.application, now).await?;
        let mut known: Vec<AccountLogin> = rows
            .into_iter()
            .filter(|row| row.client_row_id.is_none() || used.contains_key(&row.id))
            .map(|row| {
                let seen = used.get(&row.id).copied();
                let login = shown(row);
                AccountLogin {
                    last_seen_at: seen.unwrap_or(login.last_seen_at),
                    ..login
                }
            })
            .collect();
        known.sort_by_key(|login| std::cmp::Reverse(login.last_seen_at));
        Ok(known)
    }

    /// At most `limit` logins of anybody that are neither idle too long nor at their end, after that one, by identifier: the
    /// newest first.
    pub async fn logins_before(
        &self,
        before: Option<LoginId>,
        (idle, limit): (Idle, u64),
        now: Timestamp,
    ) -> Result<Vec<(UserId, AccountLogin)>, StorageError> {
        let mut query = logins::Entity::find()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::ExpiresAt.gt(now.0))
            .filter(
                Condition::any()
                    .add(logins::Column::LastSeenAt.gt(now.plus_seconds(-idle.browser).0))
                    .add(logins::Column::ClientRowId.is_not_null()),
            );
        if let Some(before) = before {
            query = query.filter(logins::Column::Id.lt(before.0));
        }
        let rows = query
            .order_by_desc(logins::Column::Id)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (UserId(row.user_id), shown(row))).collect())
    }

    /// Whose a login is.
    pub async fn user_of_login(&self, login: LoginId) -> Result<Option<UserId>, StorageError> {
        let user = logins::Entity::find()
            .select_only()
            .column(logins::Column::UserId)
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::Id.eq(login.0))
            .into_tuple::<Uuid>()
            .one(self.db.reader())
            .await?;
        Ok(user.map(UserId))
    }

    /// One of them, if it has not ended.
    pub async fn login_of_user(
        &self,
        (user, login): (UserId, LoginId),
        now: Timestamp,
    ) -> Result<Option<Login>, StorageError> {
        let row = logins::Entity::find()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::UserId.eq(user.0))
            .filter(logins::Column::Id.eq(login.0))
            .filter(logins::Column::ExpiresAt.gt(now.0))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// When each of these, which are within applications, last got tokens. Those that can get no more are left out.
    async fn used(
        &self,
        direct: Vec<Uuid>,
        idle_seconds: i64,
        now: Timestamp,
    ) -> Result<HashMap<Uuid, Timestamp>, StorageError> {
        if direct.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = grants::Entity::find()
            .select_only()
            .column(grants::Column::LoginId)
            .column(grants::Column::IdleExpiresAt)
            .filter(grants::Column::TenantId.eq(self.tenant.0))
            .filter(grants::Column::LoginId.is_in(direct))
            .filter(grants::Column::RevokedAt.is_null())
            .filter(grants::Column::IdleExpiresAt.gt(now.0))
            .into_tuple::<(Uuid, i64)>()
            .all(self.db.reader())
            .await?;
        let used = rows.into_iter();
        // Each use sets when the next one has to come.
        let at = |idle_expires_at| Timestamp(idle_expires_at).plus_seconds(-idle_seconds);
        Ok(used.map(|(login, until)| (login, at(until))).collect())
    }
}
