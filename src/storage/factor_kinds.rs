//! After a second factor was added or removed: which kinds a user has, counted anew, under a new version of the credentials.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use crate::clock::Timestamp;
use crate::model::policy::FactorKind;
use crate::model::{TenantId, UserId};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::{passkeys, recovery_codes, second_factors, users};
use super::{Database, StorageError, devices};

/// Takes down what the tables of factors say by now, voids what was proven under the former factors, and asks remembered
/// browsers again. To be called last in the transaction that changed a factor, since it locks the user's row. Answers the
/// new version.
pub(super) async fn changed(
    tx: &Transaction<'_>,
    db: &Database,
    tenant: TenantId,
    user: UserId,
    now: Timestamp,
) -> Result<i64, StorageError> {
    let version = users::Entity::find()
        .select_only()
        .column(users::Column::CredentialVersion)
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .lock(sea_orm::sea_query::LockType::NoKeyUpdate)
        .into_tuple::<i64>()
        .one(&**tx)
        .await?
        .unwrap_or_default()
        + 1;
    let mut kinds = counted(tx, tenant, user).await?;
    // A recovery code stands in for a factor; without one it would be one itself.
    if kinds == [FactorKind::RecoveryCode] {
        recovery_codes::Entity::delete_many()
            .filter(recovery_codes::Column::TenantId.eq(tenant.0))
            .filter(recovery_codes::Column::UserId.eq(user.0))
            .exec(&**tx)
            .await?;
        kinds.clear();
    }
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    users::Entity::update_many()
        .set(users::ActiveModel {
            factor_kinds: Set(names.join(" ")),
            credential_version: Set(version),
            ..Default::default()
        })
        .filter(users::Column::TenantId.eq(tenant.0))
        .filter(users::Column::Id.eq(user.0))
        .exec(&**tx)
        .await?;
    devices::distrust_all(tx, tenant, user).await?;
    changes::append(tx, db, tenant, &[(Change::User(user), now)], now).await?;
    Ok(version)
}

/// The kinds that the tables say a user has.
async fn counted(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<Vec<FactorKind>, StorageError> {
    let confirmed = second_factors::Entity::find()
        .filter(second_factors::Column::TenantId.eq(tenant.0))
        .filter(second_factors::Column::UserId.eq(user.0))
        .filter(second_factors::Column::ConfirmedAt.is_not_null())
        .all(&**tx)
        .await?;
    let passkeys = passkeys::Entity::find()
        .filter(passkeys::Column::TenantId.eq(tenant.0))
        .filter(passkeys::Column::UserId.eq(user.0))
        .count(&**tx)
        .await?;
    let codes = recovery_codes::Entity::find()
        .filter(recovery_codes::Column::TenantId.eq(tenant.0))
        .filter(recovery_codes::Column::UserId.eq(user.0))
        .filter(recovery_codes::Column::UsedAt.is_null())
        .count(&**tx)
        .await?;
    let has = |kind: FactorKind| match kind {
        FactorKind::Passkey => passkeys > 0,
        FactorKind::RecoveryCode => codes > 0,
        FactorKind::Totp | FactorKind::Email | FactorKind::Sms => {
            confirmed.iter().any(|row| row.kind == kind.name())
        }
    };
    Ok(FactorKind::ALL
        .into_iter()
        .filter(|kind| has(*kind))
        .collect())
}
