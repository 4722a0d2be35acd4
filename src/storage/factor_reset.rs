//! A person who lost every second factor, and the operator who takes them away.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::UserId;

use super::changes;
use super::entities::{attempt_budgets, passkeys, recovery_codes, second_factors};
use super::{
    Notices, StorageError, TenantDb, devices, factor_kinds, links, password_failures, user_lock,
    user_sessions,
};

/// What is taken away.
#[derive(Clone, Copy, Debug)]
pub struct FactorReset {
    /// From whom.
    pub user: UserId,
    /// Whether passkeys stay.
    pub keep_passkeys: bool,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
}

impl TenantDb {
    /// Takes every second factor away, recovery codes and (unless they are kept) passkeys with them, and whatever was proven
    /// with them: sign-ins that wait, known browsers, links, sessions and grants. One transaction. `false` when there is
    /// no such user.
    pub async fn reset_factors(
        &self,
        reset: FactorReset,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let user = reset.user;
        let tx = self.db.begin().await?;
        if user_lock::locked(&tx, self.tenant, user).await?.is_none() {
            return Ok(false);
        }
        let ended = user_sessions::end_all(&tx, self.tenant, user, now).await?;
        second_factors::Entity::delete_many()
            .filter(second_factors::Column::TenantId.eq(self.tenant.0))
            .filter(second_factors::Column::UserId.eq(user.0))
            .exec(&*tx)
            .await?;
        recovery_codes::Entity::delete_many()
            .filter(recovery_codes::Column::TenantId.eq(self.tenant.0))
            .filter(recovery_codes::Column::UserId.eq(user.0))
            .exec(&*tx)
            .await?;
        if !reset.keep_passkeys {
            passkeys::Entity::delete_many()
                .filter(passkeys::Column::TenantId.eq(self.tenant.0))
                .filter(passkeys::Column::UserId.eq(user.0))
                .exec(&*tx)
                .await?;
        }
        // Wrong codes say nothing about factors that are still to come; wrong passwords do.
        attempt_budgets::Entity::delete_many()
            .filter(attempt_budgets::Column::TenantId.eq(self.tenant.0))
            .filter(attempt_budgets::Column::UserId.eq(user.0))
            .filter(attempt_budgets::Column::Kind.ne(password_failures::KIND))
            .exec(&*tx)
            .await?;
        links::void_all(&tx, self.tenant, user).await?;
        notices.write(&tx, self.tenant, now).await?;
        devices::forget_all(&tx, (self.tenant, user), None).await?;
        factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?;
        let entries: Vec<_> = ended
            .into_iter()
            .map(|change| (change, reset.tokens_until))
            .collect();
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
