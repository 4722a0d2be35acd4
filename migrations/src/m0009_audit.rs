//! Who did what, from where and when: what stays when its people are gone.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{IndexRow, create, drop_all, id, of_tenant, optional_id, table, text, time};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// Users are named by their identifiers alone and not referred to: an erased one is a pseudonym.
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("audit_events")
            .col(id("id"))
            .col(id("tenant_id"))
            .col(text("kind"))
            .col(optional_id("actor_id"))
            .col(optional_id("user_id"))
            .col(text("subject"))
            .col(text("address"))
            .col(text("details"))
            .col(time("created_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(&mut of_tenant("audit_events"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 5] = [
    ("audit_events_sweep", "audit_events", &["created_at"], false),
    (
        "audit_events_time",
        "audit_events",
        &["tenant_id", "created_at", "id"],
        false,
    ),
    (
        "audit_events_user",
        "audit_events",
        &["tenant_id", "user_id", "created_at", "id"],
        false,
    ),
    (
        "audit_events_kind",
        "audit_events",
        &["tenant_id", "kind", "created_at", "id"],
        false,
    ),
    (
        "audit_events_actor",
        "audit_events",
        &["tenant_id", "actor_id", "created_at", "id"],
        false,
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["audit_events"]).await
    }
}
