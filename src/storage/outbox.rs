//! Messages on their way: claimed by one node at a time, deleted when they are sent.

use sea_orm::sea_query::{Expr, ExprTrait as _, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{Channel, MessageId, TenantId};
use crate::vault::Place;

use super::entities::outbox::{Column, Entity};
use super::{Database, StorageError};

/// Where a message is sealed.
pub fn message_place(id: MessageId) -> Place {
    Place {
        table: "outbox",
        column: "sealed_message",
        row: id.to_string(),
    }
}

/// A message that this node claimed: until the claim runs out nobody else has it.
#[derive(Clone, Debug)]
pub struct ClaimedMessage {
    /// Its identifier.
    pub id: MessageId,
    /// Whose.
    pub tenant: TenantId,
    /// By which way it goes; `None` for one that a newer program wrote.
    pub channel: Option<Channel>,
    /// The name of its template.
    pub kind: String,
    /// What it says.
    pub sealed: Vec<u8>,
    /// How often it was tried before.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
    claim: Uuid,
}

/// Nobody has it, or whoever had it is gone.
fn is_free(now: Timestamp) -> Condition {
    Condition::any()
        .add(Column::ClaimedUntil.is_null())
        .add(Column::ClaimedUntil.lte(now.0))
}

fn is_due(now: Timestamp) -> Condition {
    Condition::all()
        .add(Column::NextAttemptAt.lte(now.0))
        .add(Column::ExpiresAt.gt(now.0))
        .add(is_free(now))
}

impl Database {
    /// Claims messages that are due, the longest waiting first: at most `limit`, until that instant. `claim` is used once.
    pub async fn claim_messages(
        &self,
        claim: Uuid,
        limit: u64,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ClaimedMessage>, StorageError> {
        // Most of the time nothing is due, and then nobody has to wait for a writer.
        let waiting = Entity::find().filter(is_due(now)).select_only();
        let waiting = waiting.column(Column::Id).into_tuple::<Uuid>();
        if waiting.one(self.reader()).await?.is_none() {
            return Ok(Vec::new());
        }
        let due = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(is_due(now))
            .order_by_asc(Column::NextAttemptAt)
            .limit(limit)
            // PostgreSQL: what another node is claiming right now is not waited for. SQLite has one writer anyway.
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .into_query();
        let claimed = Entity::update_many()
            .col_expr(Column::Claim, Expr::value(claim))
            .col_expr(Column::ClaimedUntil, Expr::value(until.0))
            .filter(Column::Id.in_subquery(due))
            // Again, since another node may have claimed it after the subquery saw it.
            .filter(is_free(now))
            .exec(&*self.single_write().await)
            .await?;
        if claimed.rows_affected == 0 {
            return Ok(Vec::new());
        }
        let rows = Entity::find()
            .filter(Column::Claim.eq(claim))
            .order_by_asc(Column::NextAttemptAt)
            .all(self.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| ClaimedMessage {
                id: MessageId(row.id),
                tenant: TenantId(row.tenant_id),
                channel: Channel::from_name(&row.channel),
                kind: row.kind,
                sealed: row.sealed_message,
                attempts: u32::try_from(row.attempts).unwrap_or_default(),
                created_at: Timestamp(row.created_at),
                claim,
            })
            .collect())
    }

    /// The message was sent, or never will be: its row goes. `false` when the claim had run out and somebody else has it.
    pub async fn message_done(&self, message: &ClaimedMessage) -> Result<bool, StorageError> {
        let deleted = Entity::delete_many()
            .filter(Column::Id.eq(message.id.0))
            .filter(Column::Claim.eq(message.claim))
            .exec(&*self.single_write().await)
            .await?;
        Ok(deleted.rows_affected == 1)
    }

    /// The message could not be sent: it is tried again then. `false` as in [`Database::message_done`].
    pub async fn message_failed(
        &self,
        message: &ClaimedMessage,
        next_attempt_at: Timestamp,
    ) -> Result<bool, StorageError> {
        let updated = Entity::update_many()
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::NextAttemptAt, Expr::value(next_attempt_at.0))
            .col_expr(Column::Claim, Expr::value(None::<Uuid>))
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .filter(Column::Id.eq(message.id.0))
            .filter(Column::Claim.eq(message.claim))
            .exec(&*self.single_write().await)
            .await?;
        Ok(updated.rows_affected == 1)
    }

    /// How many messages somebody has claimed right now.
    pub async fn messages_in_hand(&self, now: Timestamp) -> Result<u64, StorageError> {
        let claimed = Entity::find().filter(Column::ClaimedUntil.gt(now.0));
        Ok(claimed.count(self.reader()).await?)
    }

    /// How many messages are due and claimed by nobody.
    pub async fn messages_due(&self, now: Timestamp) -> Result<u64, StorageError> {
        let due = Entity::find().filter(is_due(now));
        Ok(due.count(self.reader()).await?)
    }

    /// How many messages wait.
    pub async fn messages_waiting(&self) -> Result<u64, StorageError> {
        Ok(Entity::find().count(self.reader()).await?)
    }

    /// Deletes one batch of messages that nobody needs any more, and answers their identifiers and kinds.
    pub async fn expired_messages(
        &self,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<(MessageId, String)>, StorageError> {
        let expired = Entity::find()
            .filter(Column::ExpiresAt.lte(now.0))
            // One that is being sent right now is its sender's.
            .filter(is_free(now))
            .limit(limit);
        let rows = expired.all(self.reader()).await?;
        let mut gone = Vec::new();
        for row in rows {
            let deleted = Entity::delete_many()
                .filter(Column::Id.eq(row.id))
                .filter(is_free(now))
                .exec(&*self.single_write().await)
                .await?;
            if deleted.rows_affected == 1 {
                gone.push((MessageId(row.id), row.kind));
            }
        }
        Ok(gone)
    }
}
