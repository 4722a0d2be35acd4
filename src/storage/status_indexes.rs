//! Places in the status lists of a tenant (Token Status List §4): given once, in blocks, so that no login waits for a counter that
//! every other one writes.

use std::ops::Range;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
};

use crate::clock::Timestamp;
use crate::model::{ClientRowId, GrantId, ServiceId, StatusIndex, TenantId};

use super::changes::{self, Change, KEPT_SECONDS, STATUS_VALID, STATUS_VOID};
use super::database::Transaction;
use super::entities::{changes as sequence, grants, status_counters};
use super::{Database, StorageError, TenantDb};

/// Whether what stands somewhere is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// VALID (Token Status List §7).
    Valid,
    /// INVALID.
    Void,
}

impl Status {
    /// What every node has to learn.
    pub(super) const fn told(self, service: Option<ServiceId>, place: StatusIndex) -> Change {
        match self {
            Self::Valid => Change::StatusValid(service, place),
            Self::Void => Change::StatusVoid(service, place),
        }
    }
}

/// Gives `count` places that nobody else has or will have; answers the first.
pub(super) async fn reserve(
    on: &impl ConnectionTrait,
    tenant: TenantId,
    count: i64,
) -> Result<i64, StorageError> {
    let row = status_counters::ActiveModel {
        tenant_id: Set(tenant.0),
        next: Set(count),
    };
    let next = Expr::col((status_counters::Entity, status_counters::Column::Next));
    let counted = status_counters::Entity::insert(row)
        .on_conflict(
            OnConflict::column(status_counters::Column::TenantId)
                .value(status_counters::Column::Next, next.add(count))
                .to_owned(),
        )
        .exec_with_returning(on)
        .await?;
    Ok(counted.next - count)
}

/// Tells every node that everything of a client is void, or good again: one statement, however much was granted to it.
pub(super) async fn announce_client(
    tx: &Transaction<'_>,
    db: &Database,
    (tenant, client, own): (TenantId, ClientRowId, StatusIndex),
    status: Status,
    now: Timestamp,
) -> Result<(), StorageError> {
    let kind = match status {
        Status::Valid => STATUS_VALID,
        Status::Void => STATUS_VOID,
    };
    let entries = [(status.told(None, own), now)];
    changes::append(tx, db, tenant, &entries, now).await?;
    let subject = Expr::cust("' ' || CAST(status_index AS text)");
    let granted = Query::select()
        .expr(Expr::val(tenant.0))
        .expr(Expr::val(kind))
        .expr(subject)
        .expr(Expr::val(now.0))
        .expr(Expr::val(now.plus_seconds(KEPT_SECONDS).0))
        .from(grants::Entity)
        .and_where(grants::Column::TenantId.eq(tenant.0))
        .and_where(grants::Column::ClientRowId.eq(client.0))
        .and_where(grants::Column::RedeemedAt.is_not_null())
        .and_where(grants::Column::RevokedAt.is_null())
        .and_where(grants::Column::ExpiresAt.gt(now.plus_seconds(-KEPT_SECONDS).0))
        .to_owned();
    let mut insert = Query::insert();
    insert
        .into_table(sequence::Entity)
        .columns([
            sequence::Column::TenantId,
            sequence::Column::Kind,
            sequence::Column::Subject,
            sequence::Column::CreatedAt,
            sequence::Column::ExpiresAt,
        ])
        .select_from(granted)
        .map_err(|_| StorageError::Corrupt("changes: columns"))?;
    tx.execute(&insert).await?;
    Ok(())
}

impl TenantDb {
    /// Takes a block of places for grants to come.
    pub async fn reserve_status_indexes(&self, count: i64) -> Result<Range<i64>, StorageError> {
        let first = reserve(&*self.db.single_write().await, self.tenant, count).await?;
        Ok(first..first + count)
    }

    /// How many places were given.
    pub async fn status_indexes_given(&self) -> Result<i64, StorageError> {
        let row = status_counters::Entity::find()
            .filter(status_counters::Column::TenantId.eq(self.tenant.0))
            .one(self.db.reader())
            .await?;
        Ok(row.map_or(0, |row| row.next))
    }

    /// Voids one access token of a grant, and gives the grant another place: what is issued from now on is good.
    pub async fn void_access_token(
        &self,
        jti: String,
        (grant, old, new): (GrantId, StatusIndex, StatusIndex),
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        let its_own = Condition::all()
            .add(grants::Column::TenantId.eq(self.tenant.0))
            .add(grants::Column::Id.eq(grant.0))
            .add(grants::Column::StatusIndex.eq(old.0));
        grants::Entity::update_many()
            .col_expr(grants::Column::StatusIndex, Expr::value(new.0))
            .filter(its_own)
            .exec(&*tx)
            .await?;
        let entries = [
            (Change::TokenRevoked(jti), until),
            (Change::StatusVoid(None, old), until),
        ];
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await
    }

    /// Tells every node where somebody's tokens for a service stand now.
    pub async fn announce_statuses(
        &self,
        entries: &[(ServiceId, StatusIndex, Status)],
        until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if entries.is_empty() {
            return Ok(());
        }
        let entries: Vec<_> = entries
            .iter()
            .map(|(service, place, status)| (status.told(Some(*service), *place), until))
            .collect();
        let tx = self.db.begin().await?;
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await
    }
}
