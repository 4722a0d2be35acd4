//! Everything that a user's sign-ins led to, ended at once: after a password was replaced, nothing that came of the old one goes on.

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{GrantId, LoginId, RevocationReason, StatusIndex, TenantId, UserId};

use super::changes::Change;
use super::database::{MOST_VALUES, Transaction};
use super::entities::{grants, logins};
use super::{StorageError, logout_deliveries};

/// Signs a user out of every browser and revokes every grant, within the transaction that is the reason for it and that holds
/// the user's row. Logins go first: a code is written only while its login's row can be locked, so none can slip in between.
/// Answers what every node has to learn.
pub(super) async fn end_all(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Change>, StorageError> {
    end_all_but(tx, tenant, user, None, now).await
}

/// The same, but for one login and the grants that came of it.
pub(super) async fn end_all_but(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    kept: Option<LoginId>,
    now: Timestamp,
) -> Result<Vec<Change>, StorageError> {
    let other_logins = match kept {
        Some(kept) => Condition::all().add(logins::Column::Id.ne(kept.0)),
        None => Condition::all(),
    };
    let other_grants = match kept {
        Some(kept) => Condition::all().add(grants::Column::LoginId.ne(kept.0)),
        None => Condition::all(),
    };
    let logins = logins::Entity::delete_many()
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::UserId.eq(user.0))
        .filter(other_logins)
        .exec_with_returning(&**tx)
        .await?
        .into_iter()
        .map(|row| LoginId(row.id))
        .collect::<Vec<_>>();
    let living = Condition::all()
        .add(grants::Column::TenantId.eq(tenant.0))
        .add(grants::Column::UserId.eq(user.0))
        .add(grants::Column::RevokedAt.is_null())
        .add(other_grants);
    let revoked = revoke(tx, living, now).await?;
    logout_deliveries::owe(tx, tenant, &logins, now).await?;
    let logins = logins.into_iter().map(Change::LoginEnded);
    Ok(logins.chain(revoked).collect())
}

/// Revokes the grants of that condition for their owner, who is locked. Grants are locked in the order of their
/// identifiers, since a client that is removed takes its own. Answers what every node has to learn.
pub(super) async fn revoke(
    tx: &Transaction<'_>,
    living: Condition,
    now: Timestamp,
) -> Result<Vec<Change>, StorageError> {
    let found = grants::Entity::find()
        .select_only()
        .column(grants::Column::Id)
        .column(grants::Column::StatusIndex)
        .filter(living)
        .order_by_asc(grants::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<(Uuid, i64)>()
        .all(&**tx)
        .await?;
    for some in found.chunks(MOST_VALUES) {
        grants::Entity::update_many()
            .col_expr(grants::Column::RevokedAt, Expr::value(now.0))
            .col_expr(
                grants::Column::RevokedReason,
                Expr::value(RevocationReason::User.name()),
            )
            .filter(grants::Column::Id.is_in(some.iter().map(|(id, _)| *id)))
            .exec(&**tx)
            .await?;
    }
    Ok(found
        .into_iter()
        .map(|(id, place)| Change::GrantRevoked(GrantId(id), Some(StatusIndex(place))))
        .collect())
}
