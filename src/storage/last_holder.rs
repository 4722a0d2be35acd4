//! A role that must not lose its last holder. Looking and leaving are one thing: whoever would leave a role locks the tenant's
//! row first, so that of the last two who go at once the second finds that they are the last.

use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::model::{TenantId, UserId};

use super::database::Transaction;
use super::entities::{tenants, users};
use super::{StorageError, TenantDb};

/// Whether somebody may go whose going would leave a role without a holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastHolder<'a> {
    /// Not the last one of this role.
    Stays(&'a str),
    /// Anybody: a successor is written by the same hand.
    MayGo,
}

/// What became of a user who was to be changed or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserChange {
    /// It is done.
    Done,
    /// There is no such user, or nothing to do.
    Unknown,
    /// Nothing: see [`LastHolder::Stays`].
    LastHolder,
}

/// How a role stands in the column, a JSON array of names: no name has a quote.
fn quoted(role: &str) -> Result<String, StorageError> {
    serde_json::to_string(role).map_err(|_| StorageError::Corrupt("users.roles"))
}

/// Whether somebody with these columns holds the role.
pub(super) fn holds(
    roles: &str,
    disabled_at: Option<i64>,
    role: &str,
) -> Result<bool, StorageError> {
    Ok(disabled_at.is_none() && roles.contains(&quoted(role)?))
}

/// Whether the role would be nobody's when this user has these roles and this state. `after` is `None` for somebody who
/// goes altogether. The user's row is locked already.
pub(super) async fn would_be_missed(
    tx: &Transaction<'_>,
    guard: LastHolder<'_>,
    before: &users::Model,
    after: Option<(&str, Option<i64>)>,
) -> Result<bool, StorageError> {
    let LastHolder::Stays(role) = guard else {
        return Ok(false);
    };
    let stays_one = match after {
        Some((roles, disabled_at)) => holds(roles, disabled_at, role)?,
        None => false,
    };
    if stays_one || !holds(&before.roles, before.disabled_at, role)? {
        return Ok(false);
    }
    tenants::Entity::find()
        .select_only()
        .column(tenants::Column::Id)
        .filter(tenants::Column::Id.eq(before.tenant_id))
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<Uuid>()
        .one(&**tx)
        .await?;
    let others = holders(TenantId(before.tenant_id), role)?
        .filter(users::Column::Id.ne(before.id))
        .count(&**tx)
        .await?;
    Ok(others == 0)
}

fn holders(tenant: TenantId, role: &str) -> Result<sea_orm::Select<users::Entity>, StorageError> {
    Ok(users::Entity::find()
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Roles.contains(quoted(role)?))
        .filter(users::Column::DisabledAt.is_null()))
}

impl TenantDb {
    /// How many enabled users hold the role.
    pub async fn count_with_role(&self, role: &str) -> Result<u64, StorageError> {
        Ok(holders(self.tenant, role)?.count(self.db.reader()).await?)
    }

    /// At most `limit` enabled users who hold the role.
    pub async fn holders_of(&self, role: &str, limit: u64) -> Result<Vec<UserId>, StorageError> {
        let ids = holders(self.tenant, role)?
            .select_only()
            .column(users::Column::Id)
            .limit(limit)
            .into_tuple::<Uuid>()
            .all(self.db.reader())
            .await?;
        Ok(ids.into_iter().map(UserId).collect())
    }
}
