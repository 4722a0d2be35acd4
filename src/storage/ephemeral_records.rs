//! The table `ephemeral`: records and counters that expire. Every function is one guarded statement, whose result is the verdict.
//!
//! Keys carry their tenant (`crate::ephemeral::Key`), so there is no tenant column to filter by.
//! Times are milliseconds since 1970: `expires_at` is the first instant at which the row no longer counts.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DeriveIden, QueryResult};

use super::{Database, StorageError};
use crate::clock::Timestamp;

#[derive(Clone, Copy, DeriveIden)]
enum Ephemeral {
    Table,
    Key,
    Value,
    Counter,
    ExpiresAt,
}

impl Database {
    /// Writes the record, over any that stands there.
    pub(crate) async fn put_ephemeral(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Timestamp,
    ) -> Result<(), StorageError> {
        let insert = insert_record(key, value, expires_at, OnConflict::column(Ephemeral::Key));
        self.single_write().await.execute(&insert).await?;
        Ok(())
    }

    /// Writes the record unless a live one stands there; true when it was written.
    pub(crate) async fn put_ephemeral_if_absent(
        &self,
        key: &str,
        value: &[u8],
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        // A row that expired and was not swept yet is no obstacle: the guard stands in the conflict's own WHERE.
        let mut conflict = OnConflict::column(Ephemeral::Key);
        conflict.action_and_where(
            Expr::col((Ephemeral::Table, Ephemeral::ExpiresAt)).lte(now.millis()),
        );
        let insert = insert_record(key, value, expires_at, conflict);
        Ok(self
            .single_write()
            .await
            .execute(&insert)
            .await?
            .rows_affected()
            == 1)
    }

    /// The record, while it lives.
    pub(crate) async fn get_ephemeral(
        &self,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StorageError> {
        let select = Query::select()
            .column(Ephemeral::Value)
            .from(Ephemeral::Table)
            .and_where(Expr::col(Ephemeral::Key).eq(key))
            .and_where(Expr::col(Ephemeral::ExpiresAt).gt(now.millis()))
            .to_owned();
        value_of(self.reader().query_all(&select).await?.first())
    }

    /// The record, which is gone afterwards: of several callers at once exactly one receives it.
    pub(crate) async fn take_ephemeral(
        &self,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StorageError> {
        let delete = Query::delete()
            .from_table(Ephemeral::Table)
            .and_where(Expr::col(Ephemeral::Key).eq(key))
            .and_where(Expr::col(Ephemeral::ExpiresAt).gt(now.millis()))
            .returning(Query::returning().column(Ephemeral::Value))
            .to_owned();
        // `query_all`, not `query_one`: it runs the statement to its end, so the deletion is committed before we answer.
        value_of(self.single_write().await.query_all(&delete).await?.first())
    }

    /// Changes a record that still lives and keeps its expiry; true when there was one. It never makes a row.
    pub(crate) async fn replace_ephemeral(
        &self,
        key: &str,
        value: &[u8],
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let update = Query::update()
            .table(Ephemeral::Table)
            .value(Ephemeral::Value, value.to_vec())
            .and_where(Expr::col(Ephemeral::Key).eq(key))
            .and_where(Expr::col(Ephemeral::Value).is_not_null())
            .and_where(Expr::col(Ephemeral::ExpiresAt).gt(now.millis()))
            .to_owned();
        Ok(self
            .single_write()
            .await
            .execute(&update)
            .await?
            .rows_affected()
            == 1)
    }

    /// Deletes the record or counter, if there is one.
    pub(crate) async fn delete_ephemeral(&self, key: &str) -> Result<(), StorageError> {
        let delete = Query::delete()
            .from_table(Ephemeral::Table)
            .and_where(Expr::col(Ephemeral::Key).eq(key))
            .to_owned();
        self.single_write().await.execute(&delete).await?;
        Ok(())
    }

    /// Adds one to the counter and returns its new value. The first hit starts the window; later ones do not prolong it.
    pub(crate) async fn count_ephemeral(
        &self,
        key: &str,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StorageError> {
        let old = |column: Ephemeral| Expr::col((Ephemeral::Table, column));
        let lives = || old(Ephemeral::ExpiresAt).gt(now.millis());
        let mut conflict = OnConflict::column(Ephemeral::Key);
        conflict
            .value(Ephemeral::Value, None::<Vec<u8>>)
            .value(
                Ephemeral::Counter,
                Expr::case(lives(), old(Ephemeral::Counter).if_null(0_i64).add(1_i64))
                    .finally(1_i64),
            )
            .value(
                Ephemeral::ExpiresAt,
                Expr::case(lives(), old(Ephemeral::ExpiresAt)).finally(expires_at.millis()),
            );
        let insert = Query::insert()
            .into_table(Ephemeral::Table)
            .columns([Ephemeral::Key, Ephemeral::Counter, Ephemeral::ExpiresAt])
            .values_panic([key.into(), 1_i64.into(), expires_at.millis().into()])
            .on_conflict(conflict)
            .returning(Query::returning().column(Ephemeral::Counter))
            .to_owned();
        let rows = self.single_write().await.query_all(&insert).await?;
        let counter: Option<i64> = rows
            .first()
            .map(|row| row.try_get_by_index(0))
            .transpose()?;
        Ok(counter
            .and_then(|hits| u64::try_from(hits).ok())
            .unwrap_or(u64::MAX))
    }

    /// Takes one hit back from a live counter above zero.
    pub(crate) async fn uncount_ephemeral(
        &self,
        key: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let column = |column: Ephemeral| Expr::col((Ephemeral::Table, column));
        let update = Query::update()
            .table(Ephemeral::Table)
            .value(Ephemeral::Counter, column(Ephemeral::Counter).sub(1_i64))
            .and_where(column(Ephemeral::Key).eq(key))
            .and_where(column(Ephemeral::Counter).gt(0_i64))
            .and_where(column(Ephemeral::ExpiresAt).gt(now.millis()))
            .to_owned();
        self.single_write().await.execute(&update).await?;
        Ok(())
    }

    /// Deletes at most `batch` rows that have expired, the oldest first; how many it deleted.
    pub(crate) async fn sweep_ephemeral(
        &self,
        now: Timestamp,
        batch: u32,
    ) -> Result<u64, StorageError> {
        let expired = Query::select()
            .column(Ephemeral::Key)
            .from(Ephemeral::Table)
            .and_where(Expr::col(Ephemeral::ExpiresAt).lte(now.millis()))
            .order_by(Ephemeral::ExpiresAt, sea_orm::sea_query::Order::Asc)
            .limit(u64::from(batch))
            .to_owned();
        let delete = Query::delete()
            .from_table(Ephemeral::Table)
            .and_where(Expr::col(Ephemeral::Key).in_subquery(expired))
            // Said twice on purpose: PostgreSQL checks only this outer condition again on a row renewed in the meantime.
            .and_where(Expr::col(Ephemeral::ExpiresAt).lte(now.millis()))
            .to_owned();
        Ok(self
            .single_write()
            .await
            .execute(&delete)
            .await?
            .rows_affected())
    }
}

/// The upsert of a record; `conflict` may carry a guard.
fn insert_record(
    key: &str,
    value: &[u8],
    expires_at: Timestamp,
    mut conflict: OnConflict,
) -> sea_orm::sea_query::InsertStatement {
    conflict.update_columns([Ephemeral::Value, Ephemeral::Counter, Ephemeral::ExpiresAt]);
    Query::insert()
        .into_table(Ephemeral::Table)
        .columns([
            Ephemeral::Key,
            Ephemeral::Value,
            Ephemeral::Counter,
            Ephemeral::ExpiresAt,
        ])
        .values_panic([
            key.into(),
            value.to_vec().into(),
            None::<i64>.into(),
            expires_at.millis().into(),
        ])
        .on_conflict(conflict)
        .to_owned()
}

/// The column `value` of the row; a counter has none.
fn value_of(row: Option<&QueryResult>) -> Result<Option<Vec<u8>>, StorageError> {
    let value: Option<Option<Vec<u8>>> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(value.flatten())
}
