//! Rows that some node must still deal with: claimed by one node at a time, and by another once that one is gone.

use sea_orm::sea_query::{Expr, LockBehavior, LockType, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::clock::Timestamp;

use super::{Database, StorageError};

/// A table of such rows.
pub(super) trait Queue: EntityTrait {
    /// The row.
    const ID: Self::Column;
    /// Whose it is right now: a value of that node's alone.
    const CLAIM: Self::Column;
    /// Until when.
    const CLAIMED_UNTIL: Self::Column;
    /// How often it was tried.
    const ATTEMPTS: Self::Column;
    /// When it is due.
    const NEXT_ATTEMPT_AT: Self::Column;
    /// When nobody needs it any more.
    const EXPIRES_AT: Self::Column;
}

/// A row that this node claimed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claimed {
    pub(super) id: Uuid,
    pub(super) claim: Uuid,
}

/// Nobody has it, or whoever had it is gone.
pub(super) fn is_free<Q: Queue>(now: Timestamp) -> Condition {
    Condition::any()
        .add(Q::CLAIMED_UNTIL.is_null())
        .add(Q::CLAIMED_UNTIL.lte(now.0))
}

/// Its time has come, and nobody has it.
pub(super) fn is_due<Q: Queue>(now: Timestamp) -> Condition {
    Condition::all()
        .add(Q::NEXT_ATTEMPT_AT.lte(now.0))
        .add(Q::EXPIRES_AT.gt(now.0))
        .add(is_free::<Q>(now))
}

impl Database {
    /// Claims rows that are due, the longest waiting first: at most `limit`, until that instant. `claim` is used once.
    pub(super) async fn claim<Q>(
        &self,
        due: Condition,
        (claim, until): (Uuid, Timestamp),
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<Q::Model>, StorageError>
    where
        Q: Queue,
        Q::Model: FromQueryResult + IntoActiveModel<Q::ActiveModel>,
        Q::ActiveModel: Send,
    {
        // Most of the time nothing is due, and then nobody has to wait for a writer.
        let waiting = Q::find().filter(due.clone()).select_only().column(Q::ID);
        let waiting = waiting.into_tuple::<Uuid>().one(self.reader());
        if waiting.await?.is_none() {
            return Ok(Vec::new());
        }
        let due = Q::find()
            .select_only()
            .column(Q::ID)
            .filter(due)
            .order_by_asc(Q::NEXT_ATTEMPT_AT)
            .limit(limit)
            // PostgreSQL: what another node is claiming right now is not waited for. SQLite has one writer anyway.
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let claimed = Q::update_many()
            .col_expr(Q::CLAIM, Expr::value(claim))
            .col_expr(Q::CLAIMED_UNTIL, Expr::value(until.0))
            .filter(Q::ID.in_subquery(due))
            // Again, since another node may have claimed it after the subquery saw it.
            .filter(is_free::<Q>(now))
            .exec_with_returning(&*self.single_write().await)
            .await?;
        Ok(claimed)
    }

    /// It is dealt with, or never will be: the row goes. `false` when the claim had run out and somebody else has it.
    pub(super) async fn claimed_done<Q: Queue>(
        &self,
        claimed: Claimed,
    ) -> Result<bool, StorageError> {
        let deleted = Q::delete_many()
            .filter(Q::ID.eq(claimed.id))
            .filter(Q::CLAIM.eq(claimed.claim))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected == 1)
    }

    /// It is tried again then, and was tried so often by now. `false` as in [`Database::claimed_done`].
    pub(super) async fn claimed_later<Q: Queue>(
        &self,
        claimed: Claimed,
        attempts: SimpleExpr,
        next_attempt_at: Timestamp,
    ) -> Result<bool, StorageError> {
        let updated = Q::update_many()
            .col_expr(Q::ATTEMPTS, attempts)
            .col_expr(Q::NEXT_ATTEMPT_AT, Expr::value(next_attempt_at.0))
            .col_expr(Q::CLAIM, Expr::value(None::<Uuid>))
            .col_expr(Q::CLAIMED_UNTIL, Expr::value(None::<i64>))
            .filter(Q::ID.eq(claimed.id))
            .filter(Q::CLAIM.eq(claimed.claim))
            .exec(&*self.single_write().await)
            .await?;
        Ok(updated.rows_affected == 1)
    }
}
