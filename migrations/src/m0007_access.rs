//! What people may do: services with roles of their own, business roles, and who has which. And the sessions of providers, by
//! name.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, add_columns, create, drop_all, drop_columns, flag, id, of_tenant, table, text,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("business_roles")
            .col(id("tenant_id"))
            .col(text("name"))
            .col(text("description"))
            .col(text("roles"))
            .col(text("service_roles"))
            .primary_key(Index::create().col("tenant_id").col("name"))
            .foreign_key(&mut of_tenant("business_roles"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 1] = [(
    "upstream_logins_sid",
    "upstream_logins",
    &["tenant_id", "sid"],
    false,
)];

/// A JSON value of rows that are older than the column.
fn json(name: &'static str, value: &'static str) -> ColumnDef {
    text(name).default(value).to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await?;
        add_columns(manager, "users", vec![json("access", "{}")]).await?;
        let columns = vec![
            json("permissions", "[]"),
            json("roles", "[]"),
            flag("members_only").default(false).to_owned(),
            flag("disabled").default(false).to_owned(),
        ];
        add_columns(manager, "services", columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = ["permissions", "roles", "members_only", "disabled"];
        drop_columns(manager, "services", &columns).await?;
        drop_columns(manager, "users", &["access"]).await?;
        manager
            .drop_index(
                Index::drop()
                    .name("upstream_logins_sid")
                    .table("upstream_logins")
                    .to_owned(),
            )
            .await?;
        drop_all(manager, &["business_roles"]).await
    }
}
