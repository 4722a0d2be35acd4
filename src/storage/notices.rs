//! What a change to an account brings along: an entry in the account's log, and messages to its owner.

use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{NewAccountEvent, NewMessage, TenantId};

use super::database::Transaction;
use super::entities::{account_events, outbox};
use super::{StorageError, TenantDb, audit_events, user_lock};

/// Written in the same transaction as the change, so that none is without the other.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// Entries of the account's log, each with the identifier of its row.
    pub events: Vec<(Uuid, NewAccountEvent)>,
    /// Messages for the outbox.
    pub messages: Vec<NewMessage>,
}

impl Notices {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.messages.is_empty()
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.events.extend(more.events);
        self.messages.extend(more.messages);
        self
    }

    pub(super) async fn write(
        self,
        tx: &Transaction<'_>,
        tenant: TenantId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if !self.events.is_empty() {
            let kept = self.events.iter();
            let kept = kept.map(|(id, event)| audit_events::of_account(*id, event));
            audit_events::append(&**tx, tenant, kept.collect(), now).await?;
            let rows = self
                .events
                .into_iter()
                .map(|(id, event)| event_row(id, event, tenant, now))
                .collect::<Result<Vec<_>, _>>()?;
            account_events::Entity::insert_many(rows)
                .exec_without_returning(&**tx)
                .await?;
        }
        if !self.messages.is_empty() {
            let count = self.messages.len();
            let rows = self
                .messages
                .into_iter()
                .map(|message| message_row(message, tenant, now));
            outbox::Entity::insert_many(rows)
                .exec_without_returning(&**tx)
                .await?;
            tx.posts_messages(count);
        }
        Ok(())
    }
}

fn event_row(
    id: Uuid,
    event: NewAccountEvent,
    tenant: TenantId,
    now: Timestamp,
) -> Result<account_events::ActiveModel, StorageError> {
    Ok(account_events::ActiveModel {
        id: Set(id),
        tenant_id: Set(tenant.0),
        user_id: Set(event.user.0),
        kind: Set(event.kind.name().to_owned()),
        details: Set(serde_json::to_string(&event.details)
            .map_err(|_| StorageError::Corrupt("account_events.details"))?),
        user_agent: Set(event.user_agent),
        address: Set(event.address),
        created_at: Set(now.0),
    })
}

fn message_row(message: NewMessage, tenant: TenantId, now: Timestamp) -> outbox::ActiveModel {
    outbox::ActiveModel {
        id: Set(message.id.0),
        tenant_id: Set(tenant.0),
        channel: Set(message.channel.name().to_owned()),
        kind: Set(message.kind.to_owned()),
        sealed_message: Set(message.sealed),
        attempts: Set(0),
        next_attempt_at: Set(now.0),
        claim: Set(None),
        claimed_until: Set(None),
        created_at: Set(now.0),
        expires_at: Set(message.expires_at.0),
    }
}

impl TenantDb {
    /// Writes notices that no change goes with. Whoever was deleted meanwhile has no log any more.
    pub async fn write_notices(
        &self,
        mut notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if notices.is_empty() {
            return Ok(());
        }
        let tx = self.db.begin().await?;
        let mut kept = Vec::with_capacity(notices.events.len());
        for event in notices.events {
            if user_lock::keep(&tx, self.tenant, event.1.user).await? {
                kept.push(event);
            }
        }
        notices.events = kept;
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }
}
