//! State that may expire: sign-ins in progress, one-time links, counters, replay marks.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

/// Creates the table `ephemeral`.
#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Ephemeral {
    Table,
    Key,
    Value,
    Counter,
    ExpiresAt,
}

const BY_EXPIRY: &str = "ephemeral_by_expiry";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(Ephemeral::Table)
                    // The tenant stands in the key, so one primary key serves every kind of record of every tenant.
                    .col(ColumnDef::new(Ephemeral::Key).text().not_null().primary_key())
                    .col(ColumnDef::new(Ephemeral::Value).blob())
                    .col(ColumnDef::new(Ephemeral::Counter).big_integer())
                    .col(ColumnDef::new(Ephemeral::ExpiresAt).big_integer().not_null())
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name(BY_EXPIRY)
                    .table(Ephemeral::Table)
                    .col(Ephemeral::ExpiresAt)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name(BY_EXPIRY)
                    .table(Ephemeral::Table)
                    .to_owned(),
            )
            .await?;
        manager
            .drop_table(Table::drop().table(Ephemeral::Table).to_owned())
            .await
    }
}
