//! Messages on their way: claimed by one node at a time, deleted when they are sent.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{Channel, MessageId, TenantId};
use crate::vault::Place;

use super::entities::outbox::{Column, Entity};
use super::queue::{Claimed, Queue, is_due, is_free};
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

impl ClaimedMessage {
    const fn claimed(&self) -> Claimed {
        Claimed {
            id: self.id.0,
            claim: self.claim,
        }
    }
}

impl Queue for Entity {
    const ID: Column = Column::Id;
    const CLAIM: Column = Column::Claim;
    const CLAIMED_UNTIL: Column = Column::ClaimedUntil;
    const ATTEMPTS: Column = Column::Attempts;
    const NEXT_ATTEMPT_AT: Column = Column::NextAttemptAt;
    const EXPIRES_AT: Column = Column::ExpiresAt;
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
        let due = is_due::<Entity>(now);
        let rows = self
            .claim::<Entity>(due, (claim, until), limit, now)
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
        self.claimed_done::<Entity>(message.claimed()).await
    }

    /// The message could not be sent: it is tried again then. `false` as in [`Database::message_done`].
    pub async fn message_failed(
        &self,
        message: &ClaimedMessage,
        next_attempt_at: Timestamp,
    ) -> Result<bool, StorageError> {
        let once_more = Expr::col(Column::Attempts).add(1);
        self.claimed_later::<Entity>(message.claimed(), once_more, next_attempt_at)
            .await
    }

    /// How many messages somebody has claimed right now.
    pub async fn messages_in_hand(&self, now: Timestamp) -> Result<u64, StorageError> {
        let claimed = Entity::find().filter(Column::ClaimedUntil.gt(now.0));
        Ok(claimed.count(self.reader()).await?)
    }

    /// How many messages are due and claimed by nobody.
    pub async fn messages_due(&self, now: Timestamp) -> Result<u64, StorageError> {
        let due = Entity::find().filter(is_due::<Entity>(now));
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
            .filter(is_free::<Entity>(now))
            .limit(limit);
        let rows = expired.all(self.reader()).await?;
        let mut gone = Vec::new();
        for row in rows {
            let deleted = Entity::delete_many()
                .filter(Column::Id.eq(row.id))
                .filter(is_free::<Entity>(now))
                .exec(&*self.single_write().await)
                .await?;
            if deleted.rows_affected == 1 {
                gone.push((MessageId(row.id), row.kind));
            }
        }
        Ok(gone)
    }
}
