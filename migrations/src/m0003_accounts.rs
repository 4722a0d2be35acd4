//! What an account has beside its name and password: known devices, attempts, a log of its own, passwords before, a picture.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, add_columns, bytes, create, drop_all, drop_columns, flag, id, number, of_tenant,
    of_user, optional_id, optional_time, table, text, time,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // A browser that signed in as this user before. Its marker is a cookie, of which a digest is kept.
        table("devices")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(bytes("marker_hash"))
            .col(text("user_agent"))
            .col(text("address"))
            .col(time("created_at"))
            .col(time("last_seen_at"))
            // Until then it is not asked for a second factor.
            .col(optional_time("trusted_until"))
            // In a row: it is known no more when they are too many.
            .col(number("wrong_passwords").default(0))
            .foreign_key(&mut of_tenant("devices"))
            .foreign_key(&mut of_user("devices"))
            .to_owned(),
        // Failures that must outlive a restart: one row a user and kind.
        table("attempt_budgets")
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(text("kind"))
            .col(number("failures"))
            .col(time("window_started_at"))
            .col(optional_time("paused_until"))
            .primary_key(Index::create().col("tenant_id").col("user_id").col("kind"))
            .foreign_key(&mut of_user("attempt_budgets"))
            .to_owned(),
        table("account_events")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(text("kind"))
            .col(text("details"))
            .col(text("user_agent"))
            .col(text("address"))
            .col(time("created_at"))
            .foreign_key(&mut of_tenant("account_events"))
            .foreign_key(&mut of_user("account_events"))
            .to_owned(),
        table("password_history")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(text("password_hash"))
            .col(time("created_at"))
            .foreign_key(&mut of_tenant("password_history"))
            .foreign_key(&mut of_user("password_history"))
            .to_owned(),
        table("pictures")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(text("media_type"))
            .col(bytes("content"))
            .col(time("created_at"))
            .foreign_key(&mut of_tenant("pictures"))
            .foreign_key(&mut of_user("pictures"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 7] = [
    (
        "devices_marker",
        "devices",
        &["user_id", "marker_hash"],
        true,
    ),
    ("devices_seen", "devices", &["last_seen_at"], false),
    (
        "account_events_user",
        "account_events",
        &["user_id", "created_at"],
        false,
    ),
    (
        "account_events_time",
        "account_events",
        &["created_at"],
        false,
    ),
    (
        "password_history_user",
        "password_history",
        &["user_id", "created_at"],
        false,
    ),
    ("pictures_user", "pictures", &["user_id"], true),
    ("users_deletion", "users", &["deletion_at"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(
            manager,
            "users",
            vec![
                // Counts every change of a password or a factor: what was proven before it proves nothing after.
                number("credential_version").default(0).to_owned(),
                optional_time("password_set_at"),
                // The kinds of second factors that were set up, so that a sign-in need not look for them.
                text("factor_kinds").default("").to_owned(),
                // When the account is deleted, if its owner asked for that.
                optional_time("deletion_at"),
            ],
        )
        .await?;
        add_columns(
            manager,
            "logins",
            vec![
                // Whether a second factor was due and this browser was remembered in its place.
                flag("remembered_device").default(false).to_owned(),
                optional_id("device_id"),
            ],
        )
        .await?;
        create(manager, tables(), &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "pictures",
                "password_history",
                "account_events",
                "attempt_budgets",
                "devices",
            ],
        )
        .await?;
        manager
            .drop_index(
                Index::drop()
                    .name("users_deletion")
                    .table("users")
                    .to_owned(),
            )
            .await?;
        drop_columns(manager, "logins", &["device_id", "remembered_device"]).await?;
        drop_columns(
            manager,
            "users",
            &[
                "deletion_at",
                "factor_kinds",
                "password_set_at",
                "credential_version",
            ],
        )
        .await
    }
}
