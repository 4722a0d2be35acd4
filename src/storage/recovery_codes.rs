//! Recovery codes: keyed tags, each good once.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::UserId;

use super::entities::recovery_codes;
use super::second_factors::Allowed;
use super::{Notices, StorageError, TenantDb, factor_guard, factor_kinds};

/// A recovery code that was good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedCode {
    /// The version of the credentials, when it was the last one and is missing among the factors now.
    pub new_version: Option<i64>,
}

impl TenantDb {
    /// How many of a user's codes are good yet.
    pub async fn recovery_codes_left(&self, user: UserId) -> Result<u64, StorageError> {
        Ok(recovery_codes::Entity::find()
            .filter(self.good(user))
            .count(self.db.reader())
            .await?)
    }

    /// Replaces all codes of a user. `None`, and nothing changes, when the credentials are not those under which that was
    /// allowed any more; else their new version.
    pub async fn replace_recovery_codes(
        &self,
        allowed: Allowed,
        tags: Vec<(Uuid, [u8; 32])>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(None);
        }
        recovery_codes::Entity::delete_many()
            .filter(recovery_codes::Column::TenantId.eq(self.tenant.0))
            .filter(recovery_codes::Column::UserId.eq(allowed.user.0))
            .exec(&*tx)
            .await?;
        let rows = tags
            .into_iter()
            .map(|(id, tag)| recovery_codes::ActiveModel {
                id: Set(id),
                tenant_id: Set(self.tenant.0),
                user_id: Set(allowed.user.0),
                code_tag: Set(tag.to_vec()),
                created_at: Set(now.0),
                used_at: Set(None),
            });
        recovery_codes::Entity::insert_many(rows)
            .exec_without_returning(&*tx)
            .await?;
        notices.write(&tx, self.tenant, now).await?;
        let version = factor_kinds::changed(&tx, &self.db, self.tenant, allowed.user, now).await?;
        tx.commit().await?;
        Ok(Some(version))
    }

    /// Uses a code, once: of several requests with one code one wins. `None` when it is not the user's, was used, or the credentials
    /// are not those any more that it is to complete: using the last one makes a new version, under which what somebody else's
    /// change has voided meanwhile must not go on.
    pub async fn use_recovery_code(
        &self,
        allowed: Allowed,
        tag: [u8; 32],
        notices: Notices,
        now: Timestamp,
    ) -> Result<Option<UsedCode>, StorageError> {
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(None);
        }
        let user = allowed.user;
        let used = recovery_codes::Entity::update_many()
            .col_expr(recovery_codes::Column::UsedAt, Expr::value(now.0))
            .filter(self.good(user))
            .filter(recovery_codes::Column::CodeTag.eq(tag.to_vec()))
            .exec(&*tx)
            .await?
            .rows_affected;
        if used == 0 {
            return Ok(None);
        }
        notices.write(&tx, self.tenant, now).await?;
        let left = recovery_codes::Entity::find()
            .filter(self.good(user))
            .count(&*tx)
            .await?;
        let new_version = if left == 0 {
            Some(factor_kinds::changed(&tx, &self.db, self.tenant, user, now).await?)
        } else {
            None
        };
        tx.commit().await?;
        Ok(Some(UsedCode { new_version }))
    }

    fn good(&self, user: UserId) -> Condition {
        Condition::all()
            .add(recovery_codes::Column::TenantId.eq(self.tenant.0))
            .add(recovery_codes::Column::UserId.eq(user.0))
            .add(recovery_codes::Column::UsedAt.is_null())
    }
}
