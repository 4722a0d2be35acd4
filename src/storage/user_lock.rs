//! THE ORDER OF LOCKS: the person's row first, then the tenant's, then logins, then grants, and whatever else is a person's
//! after that; several rows of a kind in the order of their identifiers; the sequence of changes last.
//!
//! Every transaction that writes more than one row of a person begins here, so that no two of them wait for each other.
//! SQLite has one writer at a time, and no locks of rows.

use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::model::{TenantId, UserId};

use super::StorageError;
use super::database::Transaction;
use super::entities::users;

/// Lets nobody else change these people, their logins or their grants. Codes that are being written go on, which hold a
/// login: `FOR UPDATE` would wait for them while they wait for us.
pub(super) async fn lock(
    tx: &Transaction<'_>,
    tenant: TenantId,
    people: impl IntoIterator<Item = UserId>,
) -> Result<(), StorageError> {
    users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.is_in(people.into_iter().map(|user| user.0)))
        .order_by_asc(users::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<Uuid>()
        .all(&**tx)
        .await?;
    Ok(())
}

/// The row of a person, which nobody else changes until the transaction ends.
pub(super) async fn locked(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<Option<users::Model>, StorageError> {
    Ok(users::Entity::find()
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .lock(LockType::NoKeyUpdate)
        .one(&**tx)
        .await?)
}

/// Keeps a person from being deleted before the transaction ends, and nothing else. `false` when there is none: what belongs
/// to them can be written no more.
pub(super) async fn keep(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<bool, StorageError> {
    let found = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .lock(LockType::KeyShare)
        .into_tuple::<Uuid>()
        .one(&**tx)
        .await?;
    Ok(found.is_some())
}
