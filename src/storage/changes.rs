//! The append-only sequence of changes that every node follows: what was revoked, and what a cache must forget.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::clock::Timestamp;
use crate::model::{ClientId, GrantId, LoginId, TenantId, UserId};

use super::database::{MOST_VALUES, Transaction};
use super::entities::changes;
use super::{Database, StorageError};

/// Something every node must know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Every token of the grant is void.
    GrantRevoked(GrantId),
    /// The browser signed out: tokens with that `sid` are void.
    LoginEnded(LoginId),
    /// One access token is void, by its `jti`.
    TokenRevoked(String),
    /// A user was changed, disabled or removed.
    User(UserId),
    /// A client was changed, disabled or removed.
    Client(ClientId),
    /// Signing keys were made, promoted or retired.
    Keys,
    /// The tenant itself, its services, providers or roles were changed.
    Tenant,
}

impl Change {
    fn columns(&self) -> (&'static str, String) {
        match self {
            Self::GrantRevoked(id) => ("grant_revoked", id.to_string()),
            Self::LoginEnded(id) => ("login_ended", id.to_string()),
            Self::TokenRevoked(jti) => ("token_revoked", jti.clone()),
            Self::User(id) => ("user", id.to_string()),
            Self::Client(id) => ("client", id.0.clone()),
            Self::Keys => ("keys", String::new()),
            Self::Tenant => ("tenant", String::new()),
        }
    }

    fn from_columns(kind: &str, subject: &str) -> Option<Self> {
        Some(match kind {
            "grant_revoked" => Self::GrantRevoked(GrantId(subject.parse().ok()?)),
            "login_ended" => Self::LoginEnded(LoginId(subject.parse().ok()?)),
            "token_revoked" => Self::TokenRevoked(subject.to_owned()),
            "user" => Self::User(UserId(subject.parse().ok()?)),
            "client" => Self::Client(ClientId(subject.to_owned())),
            "keys" => Self::Keys,
            "tenant" => Self::Tenant,
            _ => return None,
        })
    }
}

/// A change as it stands in the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRecord {
    /// Its place; later ones are larger.
    pub seq: i64,
    /// Whose change.
    pub tenant: TenantId,
    /// What; `None` for a kind that a newer program wrote.
    pub change: Option<Change>,
    /// From then on nobody needs to know: what was revoked has expired.
    pub expires_at: Timestamp,
}

/// How long a change that only empties caches is kept for nodes that are behind, in seconds.
const CACHE_CHANGE_SECONDS: i64 = 3600;

/// Serialises the writers of the sequence on PostgreSQL: a number must not become visible after a larger one.
const SEQUENCE_LOCK: &str = "SELECT pg_advisory_xact_lock(7305517)";

/// Appends within the transaction that makes the change.
pub(super) async fn append(
    tx: &Transaction<'_>,
    db: &Database,
    tenant: TenantId,
    entries: &[(Change, Timestamp)],
    now: Timestamp,
) -> Result<(), StorageError> {
    if entries.is_empty() {
        return Ok(());
    }
    if !db.is_sqlite() {
        tx.execute_unprepared(SEQUENCE_LOCK).await?;
    }
    for some in entries.chunks(MOST_VALUES) {
        let rows = some.iter().map(|(change, expires_at)| {
            let (kind, subject) = change.columns();
            changes::ActiveModel {
                tenant_id: Set(tenant.0),
                kind: Set(kind.to_owned()),
                subject: Set(subject),
                created_at: Set(now.0),
                expires_at: Set(expires_at.0.max(now.plus_seconds(CACHE_CHANGE_SECONDS).0)),
                ..Default::default()
            }
        });
        changes::Entity::insert_many(rows)
            .exec_without_returning(&**tx)
            .await?;
    }
    Ok(())
}

impl Database {
    /// Changes after `seq`, oldest first, at most `limit`.
    pub async fn changes_after(
        &self,
        seq: i64,
        limit: u64,
    ) -> Result<Vec<ChangeRecord>, StorageError> {
        let rows = changes::Entity::find()
            .filter(changes::Column::Seq.gt(seq))
            .order_by_asc(changes::Column::Seq)
            .limit(limit)
            .all(self.reader())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| ChangeRecord {
                seq: row.seq,
                tenant: TenantId(row.tenant_id),
                change: Change::from_columns(&row.kind, &row.subject),
                expires_at: Timestamp(row.expires_at),
            })
            .collect())
    }
}

impl super::TenantDb {
    /// Tells every node, when nothing else is written in the same breath.
    pub async fn announce(
        &self,
        change: Change,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        append(&tx, &self.db, self.tenant, &[(change, expires_at)], now).await?;
        tx.commit().await
    }
}
