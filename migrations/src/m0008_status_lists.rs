//! Token Status Lists: a place for each grant and each client, and how many places of a tenant are given.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{add_columns, create, drop_all, drop_columns, id, number, of_tenant, table};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("status_counters")
            .col(id("tenant_id"))
            .col(number("next"))
            .primary_key(Index::create().col("tenant_id"))
            .foreign_key(&mut of_tenant("status_counters"))
            .to_owned(),
    ]
}

/// What is there already gets its places: clients first, then grants.
const PLACES: [&str; 3] = [
    "UPDATE clients SET status_index = placed.place FROM (SELECT id, \
     row_number() OVER (PARTITION BY tenant_id ORDER BY id) - 1 AS place FROM clients) AS placed \
     WHERE placed.id = clients.id",
    "UPDATE grants SET status_index = placed.place + (SELECT count(*) FROM clients \
     WHERE clients.tenant_id = grants.tenant_id) FROM (SELECT id, \
     row_number() OVER (PARTITION BY tenant_id ORDER BY id) - 1 AS place FROM grants) AS placed \
     WHERE placed.id = grants.id",
    "INSERT INTO status_counters (tenant_id, next) SELECT id, \
     (SELECT count(*) FROM clients WHERE clients.tenant_id = tenants.id) + \
     (SELECT count(*) FROM grants WHERE grants.tenant_id = tenants.id) FROM tenants",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &[]).await?;
        for table in ["clients", "grants"] {
            let column = number("status_index").default(0).to_owned();
            add_columns(manager, table, vec![column]).await?;
        }
        for statement in PLACES {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "grants", &["status_index"]).await?;
        drop_columns(manager, "clients", &["status_index"]).await?;
        drop_all(manager, &["status_counters"]).await
    }
}
