//! Everything that a user's sign-ins led to, ended at once: after a password was replaced, nothing that came of the old one goes on.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::{GrantId, LoginId, RevocationReason, TenantId, UserId};

use super::changes::Change;
use super::database::Transaction;
use super::entities::{grants, logins};
use super::{StorageError, logout_deliveries};

/// Signs a user out of every browser and revokes every grant, within the transaction that is the reason for it. Logins go
/// first: a code is written only while its login's row can be locked, so none can slip in between. Answers what every node
/// has to learn.
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
    let mut other_logins = Condition::all();
    let mut other_grants = Condition::any().add(grants::Column::LoginId.is_null());
    if let Some(kept) = kept {
        other_logins = other_logins.add(logins::Column::Id.ne(kept.0));
        other_grants = other_grants.add(grants::Column::LoginId.ne(kept.0));
    } else {
        other_grants = Condition::all();
    }
    let logins = logins::Entity::delete_many()
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::UserId.eq(user.0))
        .filter(other_logins)
        .exec_with_returning(&**tx)
        .await?
        .into_iter()
        .map(|row| LoginId(row.id))
        .collect::<Vec<_>>();
    let revoked = grants::Entity::update_many()
        .col_expr(grants::Column::RevokedAt, Expr::value(now.0))
        .col_expr(
            grants::Column::RevokedReason,
            Expr::value(RevocationReason::User.name()),
        )
        .filter(grants::Column::TenantId.eq(tenant.0))
        .filter(grants::Column::UserId.eq(user.0))
        .filter(other_grants)
        .filter(grants::Column::RevokedAt.is_null())
        .exec_with_returning(&**tx)
        .await?;
    logout_deliveries::owe(tx, tenant, &logins, now).await?;
    let logins = logins.into_iter().map(Change::LoginEnded);
    let grants = revoked
        .into_iter()
        .map(|row| Change::GrantRevoked(GrantId(row.id)));
    Ok(logins.chain(grants).collect())
}
