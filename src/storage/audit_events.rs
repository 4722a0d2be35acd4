//! The audit log: what happens to accounts is appended within the transactions that change them, what operators do after it was
//! done. Read by operators, and kept when people are erased.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{KEPT_DETAILS, NewAccountEvent, NewAuditEvent, TenantId, UserId};

use super::database::Transaction;
use super::entities::audit_events::{self, Column};
use super::{EventPlace, StorageError, TenantDb};

/// An entry, as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEvent {
    /// Its row.
    pub id: Uuid,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: Option<UserId>,
    /// Whose account it is about.
    pub user: Option<UserId>,
    /// What it is about.
    pub subject: String,
    /// The network it came from.
    pub address: String,
    /// More about it.
    pub details: Map<String, Value>,
    /// When.
    pub created_at: Timestamp,
}

/// Which entries somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct AuditSearch {
    /// Of that kind.
    pub kind: Option<String>,
    /// About that account.
    pub user: Option<UserId>,
    /// By that person.
    pub actor: Option<UserId>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

fn row(
    id: Uuid,
    event: NewAuditEvent,
    tenant: TenantId,
    now: Timestamp,
) -> Result<audit_events::ActiveModel, StorageError> {
    Ok(audit_events::ActiveModel {
        id: Set(id),
        tenant_id: Set(tenant.0),
        kind: Set(event.kind.to_owned()),
        actor_id: Set(event.actor.map(|user| user.0)),
        user_id: Set(event.user.map(|user| user.0)),
        subject: Set(event.subject),
        address: Set(event.address),
        details: Set(serde_json::to_string(&event.details)
            .map_err(|_| StorageError::Corrupt("audit_events.details"))?),
        created_at: Set(now.0),
    })
}

/// Appends, within the transaction that is the reason for it. Each has the identifier of its row.
pub(super) async fn append(
    on: &impl ConnectionTrait,
    tenant: TenantId,
    events: Vec<(Uuid, NewAuditEvent)>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let rows = events
        .into_iter()
        .map(|(id, event)| row(id, event, tenant, now));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    audit_events::Entity::insert_many(rows)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// An entry of an account's own log, as the audit keeps it: under the same identifier, by its owner.
pub(super) fn of_account(id: Uuid, event: &NewAccountEvent) -> (Uuid, NewAuditEvent) {
    let kept = KEPT_DETAILS.into_iter().filter_map(|name| {
        let value = event.details.get(name)?;
        Some((name.to_owned(), value.clone()))
    });
    let entry = NewAuditEvent {
        kind: event.kind.name(),
        actor: None,
        user: Some(event.user),
        subject: String::new(),
        address: event.address.clone(),
        details: kept.collect(),
    };
    (id, entry)
}

/// Whoever is erased is a pseudonym from then on: where they were is forgotten.
pub(super) async fn forget_places(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<(), StorageError> {
    // What they did, and what happened to them by themselves. Where somebody else acted on them it is that one's place.
    let own = Condition::all()
        .add(Column::UserId.eq(user.0))
        .add(Column::ActorId.is_null());
    for theirs in [own, Condition::all().add(Column::ActorId.eq(user.0))] {
        audit_events::Entity::update_many()
            .col_expr(Column::Address, Expr::value(""))
            .filter(Column::TenantId.eq(tenant.0))
            .filter(theirs)
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

impl TenantDb {
    /// Appends an entry that no other change goes with.
    pub async fn record(
        &self,
        id: Uuid,
        event: NewAuditEvent,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let events = vec![(id, event)];
        append(&*self.db.single_write().await, self.tenant, events, now).await
    }

    /// At most `limit` entries of a search that are older than `before`, the newest first.
    pub async fn audit_events(
        &self,
        search: &AuditSearch,
        before: Option<EventPlace>,
        limit: u64,
    ) -> Result<Vec<AuditEvent>, StorageError> {
        let mut query = audit_events::Entity::find().filter(Column::TenantId.eq(self.tenant.0));
        if let Some(kind) = &search.kind {
            query = query.filter(Column::Kind.eq(kind.as_str()));
        }
        if let Some(user) = search.user {
            query = query.filter(Column::UserId.eq(user.0));
        }
        if let Some(actor) = search.actor {
            query = query.filter(Column::ActorId.eq(actor.0));
        }
        if let Some(from) = search.from {
            query = query.filter(Column::CreatedAt.gte(from.0));
        }
        if let Some(to) = search.to {
            query = query.filter(Column::CreatedAt.lt(to.0));
        }
        if let Some((time, id)) = before {
            let same_instant = Condition::all()
                .add(Column::CreatedAt.eq(time.0))
                .add(Column::Id.lt(id));
            // Said twice, so that the index leads to where the page begins.
            query = query.filter(Column::CreatedAt.lte(time.0)).filter(
                Condition::any()
                    .add(Column::CreatedAt.lt(time.0))
                    .add(same_instant),
            );
        }
        let rows = query
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }
}

fn from_row(row: audit_events::Model) -> Result<AuditEvent, StorageError> {
    Ok(AuditEvent {
        id: row.id,
        kind: row.kind,
        actor: row.actor_id.map(UserId),
        user: row.user_id.map(UserId),
        subject: row.subject,
        address: row.address,
        details: serde_json::from_str(&row.details)
            .map_err(|_| StorageError::Corrupt("audit_events.details"))?,
        created_at: Timestamp(row.created_at),
    })
}
