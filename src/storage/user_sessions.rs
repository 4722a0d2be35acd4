//! Everything that a user's sign-ins led to, ended at once: after a password was replaced, nothing that came of the old one goes on.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::{GrantId, LoginId, RevocationReason, UserId};

use super::changes::{self, Change};
use super::entities::{grants, logins};
use super::{StorageError, TenantDb};

impl TenantDb {
    /// Signs a user out of every browser and revokes every grant, in one transaction; every node learns of it.
    pub async fn end_all_of_user(
        &self,
        user: UserId,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        let logins = logins::Entity::delete_many()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::UserId.eq(user.0))
            .exec_with_returning(&*tx)
            .await?;
        let revoked = grants::Entity::update_many()
            .col_expr(grants::Column::RevokedAt, Expr::value(now.0))
            .col_expr(
                grants::Column::RevokedReason,
                Expr::value(RevocationReason::User.name()),
            )
            .filter(grants::Column::TenantId.eq(self.tenant.0))
            .filter(grants::Column::UserId.eq(user.0))
            .filter(grants::Column::RevokedAt.is_null())
            .exec_with_returning(&*tx)
            .await?;
        let logins = logins
            .into_iter()
            .map(|row| Change::LoginEnded(LoginId(row.id)));
        let grants = revoked
            .into_iter()
            .map(|row| Change::GrantRevoked(GrantId(row.id)));
        let entries: Vec<_> = logins
            .chain(grants)
            .map(|change| (change, tokens_until))
            .collect();
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await
    }
}
