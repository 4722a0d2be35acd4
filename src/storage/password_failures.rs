//! Wrong passwords in a row, of which the count outlives a restart.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::UserId;

use super::entities::{attempt_budgets, users};
use super::{StorageError, TenantDb};

/// The word in the row.
pub(super) const KIND: &str = "password";

impl TenantDb {
    /// Counts a wrong password and says how many there were in a row. For an identifier that is nobody's the same statement
    /// runs and writes nothing: `None`.
    pub async fn count_password_failure(
        &self,
        user: UserId,
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        use attempt_budgets::{Column, Entity};
        let source = Query::select()
            .column(users::Column::TenantId)
            .column(users::Column::Id)
            .expr(Expr::value(KIND))
            .expr(Expr::value(1_i64))
            .expr(Expr::value(now.0))
            .from(users::Entity)
            .and_where(Expr::col(users::Column::TenantId).eq(self.tenant.0))
            .and_where(Expr::col(users::Column::Id).eq(user.0))
            .to_owned();
        let mut conflict = OnConflict::columns([Column::TenantId, Column::UserId, Column::Kind]);
        conflict.value(
            Column::Failures,
            Expr::col((Entity, Column::Failures)).add(1_i64),
        );
        let mut insert = Query::insert();
        insert.into_table(Entity).columns([
            Column::TenantId,
            Column::UserId,
            Column::Kind,
            Column::Failures,
            Column::WindowStartedAt,
        ]);
        insert
            .select_from(source)
            .map_err(|_| StorageError::Corrupt("attempt_budgets"))?;
        insert
            .on_conflict(conflict)
            .returning(Query::returning().column(Column::Failures));
        let rows = self.db.single_write().await.query_all(&insert).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get_by_index::<i64>(0))
            .transpose()?)
    }

    /// How many wrong passwords there were since the last right one.
    pub async fn password_failures(&self, user: UserId) -> Result<i64, StorageError> {
        let id = (self.tenant.0, user.0, KIND.to_owned());
        let row = attempt_budgets::Entity::find_by_id(id)
            .one(self.db.reader())
            .await?;
        Ok(row.map_or(0, |row| row.failures))
    }

    /// The row ends with the right password.
    pub async fn clear_password_failures(&self, user: UserId) -> Result<(), StorageError> {
        attempt_budgets::Entity::delete_many()
            .filter(attempt_budgets::Column::TenantId.eq(self.tenant.0))
            .filter(attempt_budgets::Column::UserId.eq(user.0))
            .filter(attempt_budgets::Column::Kind.eq(KIND))
            .exec(&*self.db.single_write().await)
            .await?;
        Ok(())
    }
}
