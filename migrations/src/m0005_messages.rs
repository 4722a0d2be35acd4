//! What is on its way to people and applications: messages, the links in them, logout tokens.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, bytes, create, drop_all, id, number, of_client, of_tenant, of_user, optional_id,
    optional_time, table, text, time,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // Mails and text messages. They hold links and codes, so they are sealed; what was sent is deleted.
        table("outbox")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("channel"))
            .col(text("kind"))
            .col(bytes("sealed_message"))
            .col(number("attempts"))
            .col(time("next_attempt_at"))
            // Which node is at it, and until when nobody else may be.
            .col(optional_id("claim"))
            .col(optional_time("claimed_until"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .foreign_key(&mut of_tenant("outbox"))
            .to_owned(),
        // Single-use links: a digest of the token, for whom and for which address it is.
        table("links")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            // None for an invitation, which makes the account.
            .col(optional_id("user_id"))
            .col(text("purpose"))
            .col(bytes("token_hash"))
            .col(text("address"))
            .col(text("details"))
            // The user's when the link was made; another one by now makes it void.
            .col(number("credential_version"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .col(optional_time("used_at"))
            .foreign_key(&mut of_tenant("links"))
            .foreign_key(&mut of_user("links"))
            .to_owned(),
        // Logout tokens for applications (OpenID Connect Back-Channel Logout §2.4), until they were taken.
        table("logout_deliveries")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("client_row_id"))
            .col(id("user_id"))
            .col(id("login_id"))
            .col(number("attempts"))
            .col(time("next_attempt_at"))
            .col(optional_id("claim"))
            .col(optional_time("claimed_until"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .foreign_key(&mut of_tenant("logout_deliveries"))
            .foreign_key(&mut of_client("logout_deliveries"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 8] = [
    ("outbox_due", "outbox", &["next_attempt_at"], false),
    ("outbox_expiry", "outbox", &["expires_at"], false),
    ("links_token", "links", &["token_hash"], true),
    ("links_user", "links", &["user_id", "purpose"], false),
    ("links_address", "links", &["address", "purpose"], false),
    ("links_expiry", "links", &["expires_at"], false),
    (
        "logout_deliveries_due",
        "logout_deliveries",
        &["next_attempt_at"],
        false,
    ),
    (
        "logout_deliveries_expiry",
        "logout_deliveries",
        &["expires_at"],
        false,
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["logout_deliveries", "links", "outbox"]).await
    }
}
