//! Failures that must outlive a restart: how many attempts a user has left, and until when there is a pause.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::clock::Timestamp;
use crate::model::UserId;

use super::entities::attempt_budgets::{Column, Entity};
use super::{StorageError, TenantDb};

/// How many attempts there are, and what happens when they are used up.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// The kind of attempt: the word in the row.
    pub kind: &'static str,
    /// So many within the window.
    pub attempts: i64,
    /// How long a window is, in seconds.
    pub window_seconds: i64,
    /// How long nobody is judged after the last of them, in seconds.
    pub pause_seconds: i64,
}

/// Whether an attempt may be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// Yes: it was counted.
    Granted,
    /// No, until then.
    Paused(Timestamp),
}

impl TenantDb {
    /// Counts an attempt before it is judged, in one guarded statement: of any number at once no more are granted than the
    /// budget has. The last one begins a pause; after it there is one attempt for each further pause, until an hour (the
    /// window) went by without any.
    pub async fn reserve_attempt(
        &self,
        user: UserId,
        budget: Budget,
        now: Timestamp,
    ) -> Result<Reserved, StorageError> {
        let column = |column: Column| Expr::col((Entity, column));
        let window_ended = || {
            Condition::all().add(
                column(Column::WindowStartedAt).lte(now.plus_seconds(-budget.window_seconds).0),
            )
        };
        let used_up = || {
            Condition::all()
                .add(column(Column::WindowStartedAt).gt(now.plus_seconds(-budget.window_seconds).0))
                .add(column(Column::Failures).gte(budget.attempts - 1))
        };
        let mut conflict = OnConflict::columns([Column::TenantId, Column::UserId, Column::Kind]);
        conflict
            .value(
                Column::Failures,
                Expr::case(window_ended(), 1).finally(column(Column::Failures).add(1)),
            )
            .value(
                Column::WindowStartedAt,
                Expr::case(Condition::any().add(window_ended()).add(used_up()), now.0)
                    .finally(column(Column::WindowStartedAt)),
            )
            .value(
                Column::PausedUntil,
                Expr::case(used_up(), now.plus_seconds(budget.pause_seconds).0)
                    .finally(Expr::value(None::<i64>)),
            )
            .action_cond_where(
                Condition::any()
                    .add(column(Column::PausedUntil).is_null())
                    .add(column(Column::PausedUntil).lte(now.0)),
            );
        let statement = Query::insert()
            .into_table(Entity)
            .columns([
                Column::TenantId,
                Column::UserId,
                Column::Kind,
                Column::Failures,
                Column::WindowStartedAt,
                Column::PausedUntil,
            ])
            .values_panic([
                self.tenant.0.into(),
                user.0.into(),
                budget.kind.into(),
                1.into(),
                now.0.into(),
                Expr::value(None::<i64>),
            ])
            .on_conflict(conflict)
            .to_owned();
        let granted = self
            .db
            .single_write()
            .await
            .execute(&statement)
            .await?
            .rows_affected();
        if granted == 1 {
            return Ok(Reserved::Granted);
        }
        let until = self.paused_until(user, budget.kind, now).await?;
        Ok(Reserved::Paused(
            until.unwrap_or_else(|| now.plus_seconds(1)),
        ))
    }

    /// Until when attempts of that kind are not judged, if there is a pause.
    pub async fn paused_until(
        &self,
        user: UserId,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StorageError> {
        let row = Entity::find_by_id((self.tenant.0, user.0, kind.to_owned()))
            .one(self.db.reader())
            .await?;
        let until = row.and_then(|row| row.paused_until).map(Timestamp);
        Ok(until.filter(|until| *until > now))
    }

    /// A right one: this user's count of that kind begins anew, and nobody else's.
    pub async fn restore_attempts(
        &self,
        user: UserId,
        kind: &'static str,
    ) -> Result<(), StorageError> {
        Entity::delete_many()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::UserId.eq(user.0))
            .filter(Column::Kind.eq(kind))
            .exec(&*self.db.single_write().await)
            .await?;
        Ok(())
    }
}
