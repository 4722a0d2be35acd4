//! Wrong passwords in a row, of which the count outlives a restart.

use sea_orm::sea_query::{
    Expr, ExprTrait, InsertStatement, LockType, OnConflict, Query, SelectStatement,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{NewAccountEvent, SecretHash, UserId};

use super::entities::{account_events, attempt_budgets, audit_events, users};
use super::{StorageError, TenantDb, devices};

/// The word in the row.
pub(super) const KIND: &str = "password";

impl TenantDb {
    /// Counts a wrong password, and says how many there were in a row. Up to `told` of them stand in the owner's log. A browser
    /// that was known is so no more after its `most`. For an identifier that is nobody's the same statements run and write
    /// nothing: `None`.
    pub async fn count_password_failure(
        &self,
        (event_id, event): (Uuid, NewAccountEvent),
        browser: Option<SecretHash>,
        (told, most): (i64, i64),
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        let tx = self.db.begin().await?;
        if let Some(marker) = browser {
            let of = (self.tenant, event.user);
            devices::count_wrong_password(&tx, of, (marker, most)).await?;
        }
        let counted = self.counting(event.user, now)?;
        let rows = tx.query_all(&counted).await?;
        let failures = rows
            .first()
            .map(|row| row.try_get_by_index::<i64>(0))
            .transpose()?;
        let is_told = failures.is_some_and(|failures| failures <= told);
        tx.execute(&self.auditing(event_id, &event, now)?).await?;
        tx.execute(&self.telling(event_id, event, is_told, now)?)
            .await?;
        tx.commit().await?;
        Ok(failures)
    }

    /// Only for a user of the tenant: from their own row.
    fn of_user(&self, user: UserId) -> SelectStatement {
        Query::select()
            .column(users::Column::TenantId)
            .column(users::Column::Id)
            .from(users::Entity)
            .and_where(Expr::col(users::Column::TenantId).eq(self.tenant.0))
            .and_where(Expr::col(users::Column::Id).eq(user.0))
            // They are not deleted before it is told: whoever deletes them waits here, and not for half of it.
            .lock(LockType::KeyShare)
            .to_owned()
    }

    fn counting(&self, user: UserId, now: Timestamp) -> Result<InsertStatement, StorageError> {
        use attempt_budgets::{Column, Entity};
        let mut source = self.of_user(user);
        source
            .expr(Expr::value(KIND))
            .expr(Expr::value(1_i64))
            .expr(Expr::value(now.0));
        let mut conflict = OnConflict::columns([Column::TenantId, Column::UserId, Column::Kind]);
        conflict.value(
            Column::Failures,
            Expr::col((Entity, Column::Failures)).add(1_i64),
        );
        let mut insert = Query::insert();
        insert
            .into_table(Entity)
            .columns([
                Column::TenantId,
                Column::UserId,
                Column::Kind,
                Column::Failures,
                Column::WindowStartedAt,
            ])
            .select_from(source)
            .map_err(|_| StorageError::Corrupt("attempt_budgets"))?
            .on_conflict(conflict)
            .returning(Query::returning().column(Column::Failures));
        Ok(insert)
    }

    /// An entry of somebody's log; for nobody the same statement, which writes nothing.
    pub(super) fn telling(
        &self,
        id: Uuid,
        event: NewAccountEvent,
        is_told: bool,
        now: Timestamp,
    ) -> Result<InsertStatement, StorageError> {
        use account_events::{Column, Entity};
        let details = serde_json::to_string(&event.details)
            .map_err(|_| StorageError::Corrupt("account_events.details"))?;
        let mut source = self.of_user(event.user);
        source
            .expr(Expr::value(id))
            .expr(Expr::value(event.kind.name()))
            .expr(Expr::value(details))
            .expr(Expr::value(event.user_agent))
            .expr(Expr::value(event.address))
            .expr(Expr::value(now.0))
            .and_where(Expr::value(is_told));
        let mut insert = Query::insert();
        insert
            .into_table(Entity)
            .columns([
                Column::TenantId,
                Column::UserId,
                Column::Id,
                Column::Kind,
                Column::Details,
                Column::UserAgent,
                Column::Address,
                Column::CreatedAt,
            ])
            .select_from(source)
            .map_err(|_| StorageError::Corrupt("account_events"))?;
        Ok(insert)
    }

    /// The same in the audit log, however many of them there are: attempts are counted before they are judged.
    pub(super) fn auditing(
        &self,
        id: Uuid,
        event: &NewAccountEvent,
        now: Timestamp,
    ) -> Result<InsertStatement, StorageError> {
        use audit_events::{Column, Entity};
        let mut source = self.of_user(event.user);
        source
            .expr(Expr::value(id))
            .expr(Expr::value(event.kind.name()))
            .expr(Expr::value(""))
            .expr(Expr::value(event.address.as_str()))
            .expr(Expr::value("{}"))
            .expr(Expr::value(now.0));
        let mut insert = Query::insert();
        insert
            .into_table(Entity)
            .columns([
                Column::TenantId,
                Column::UserId,
                Column::Id,
                Column::Kind,
                Column::Subject,
                Column::Address,
                Column::Details,
                Column::CreatedAt,
            ])
            .select_from(source)
            .map_err(|_| StorageError::Corrupt("audit_events"))?;
        Ok(insert)
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
