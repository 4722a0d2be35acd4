//! Changing factors in turn: the user's row is locked first, and what was allowed under other credentials is not done.

use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::model::{TenantId, UserId};

use super::StorageError;
use super::database::Transaction;
use super::entities::users;
use super::second_factors::Allowed;

/// Locks the row of an enabled user, and answers the version of the credentials.
pub(super) async fn lock(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<Option<i64>, StorageError> {
    Ok(users::Entity::find()
        .select_only()
        .column(users::Column::CredentialVersion)
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .filter(users::Column::DisabledAt.is_null())
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<i64>()
        .one(&**tx)
        .await?)
}

/// Whether the credentials are those under which a change was allowed. They stay so until the transaction ends.
pub(super) async fn still_allowed(
    tx: &Transaction<'_>,
    tenant: TenantId,
    allowed: Allowed,
) -> Result<bool, StorageError> {
    Ok(lock(tx, tenant, allowed.user).await? == Some(allowed.version))
}
