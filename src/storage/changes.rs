//! The append-only sequence of changes that every node follows: what was revoked, and what a cache must forget.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::clock::Timestamp;
use crate::model::{ClientId, GrantId, LoginId, ServiceId, StatusIndex, TenantId, UserId};

use super::database::{MOST_VALUES, Transaction};
use super::entities::changes;
use super::{Database, StorageError};

/// Kinds that are written by statements as well.
pub(super) const STATUS_VOID: &str = "status_void";
pub(super) const STATUS_VALID: &str = "status_valid";

/// Something every node must know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Every token of the grant is void, wherever it stands in the status lists.
    GrantRevoked(GrantId, Option<StatusIndex>),
    /// The browser signed out: tokens with that `sid` are void.
    LoginEnded(LoginId),
    /// One access token is void, by its `jti`.
    TokenRevoked(String),
    /// What stands there is void: at a service, or everywhere.
    StatusVoid(Option<ServiceId>, StatusIndex),
    /// It is good again.
    StatusValid(Option<ServiceId>, StatusIndex),
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
            Self::GrantRevoked(id, None) => ("grant_revoked", id.to_string()),
            Self::GrantRevoked(id, Some(place)) => ("grant_revoked", format!("{id} {}", place.0)),
            Self::StatusVoid(service, place) => (STATUS_VOID, placed(*service, *place)),
            Self::StatusValid(service, place) => (STATUS_VALID, placed(*service, *place)),
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
            "grant_revoked" => match subject.split_once(' ') {
                None => Self::GrantRevoked(GrantId(subject.parse().ok()?), None),
                Some((id, place)) => Self::GrantRevoked(
                    GrantId(id.parse().ok()?),
                    Some(StatusIndex(place.parse().ok()?)),
                ),
            },
            STATUS_VOID => {
                let (service, place) = read_placed(subject)?;
                Self::StatusVoid(service, place)
            }
            STATUS_VALID => {
                let (service, place) = read_placed(subject)?;
                Self::StatusValid(service, place)
            }
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

/// `service index`, or ` index` for everywhere.
fn placed(service: Option<ServiceId>, place: StatusIndex) -> String {
    let service = service.map(|id| id.to_string()).unwrap_or_default();
    format!("{service} {}", place.0)
}

fn read_placed(subject: &str) -> Option<(Option<ServiceId>, StatusIndex)> {
    let (service, place) = subject.split_once(' ')?;
    let place = StatusIndex(place.parse().ok()?);
    if service.is_empty() {
        return Some((None, place));
    }
    Some((Some(ServiceId(service.parse().ok()?)), place))
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

/// How long a change is kept at least, in seconds: for nodes that are behind, and until no access token is alive that was when
/// it was made (`tokens.access_token_seconds` is at most an hour).
pub(super) const KEPT_SECONDS: i64 = 3660;

/// Serialises the writers of the sequence on PostgreSQL: a number must not become visible after a larger one.
const SEQUENCE_LOCK: &str = "SELECT pg_advisory_xact_lock(7305517)";

/// Whoever writes into the sequence by a statement of their own locks it first.
pub(super) async fn lock_sequence(tx: &Transaction<'_>, db: &Database) -> Result<(), StorageError> {
    if !db.is_sqlite() {
        tx.execute_unprepared(SEQUENCE_LOCK).await?;
    }
    Ok(())
}

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
    lock_sequence(tx, db).await?;
    for some in entries.chunks(MOST_VALUES) {
        let rows = some.iter().map(|(change, expires_at)| {
            let (kind, subject) = change.columns();
            changes::ActiveModel {
                tenant_id: Set(tenant.0),
                kind: Set(kind.to_owned()),
                subject: Set(subject),
                created_at: Set(now.0),
                expires_at: Set(expires_at.0.max(now.plus_seconds(KEPT_SECONDS).0)),
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
