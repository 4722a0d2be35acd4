//! Tenants, their keys, people, clients, services, logins, consents, grants, and the sequence of changes.

#![allow(
    elided_lifetimes_in_paths,
    reason = "async_trait cannot name the lifetime of SchemaManager"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, bytes, create, drop_all, flag, id, of_client, of_tenant, of_user, optional_bytes,
    optional_id, optional_text, optional_time, table, text, time,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[expect(clippy::too_many_lines, reason = "a schema is one list")]
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("tenants")
            .col(id("id").primary_key())
            .col(text("slug").unique_key())
            .col(optional_text("host").unique_key())
            .col(text("name"))
            .col(text("settings"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(optional_time("disabled_at"))
            .to_owned(),
        table("signing_keys")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("kid"))
            .col(text("algorithm"))
            .col(text("state"))
            .col(optional_bytes("sealed_private_key"))
            .col(text("public_jwk"))
            .col(time("created_at"))
            .col(time("state_since"))
            .foreign_key(&mut of_tenant("signing_keys"))
            .to_owned(),
        table("users")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("username"))
            .col(text("username_key"))
            .col(optional_text("email"))
            .col(optional_text("email_key"))
            .col(flag("email_verified"))
            .col(optional_text("password_hash"))
            .col(text("profile"))
            .col(text("roles"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(optional_time("disabled_at"))
            .foreign_key(&mut of_tenant("users"))
            .to_owned(),
        table("roles")
            .col(id("tenant_id"))
            .col(text("name"))
            .col(text("description"))
            .col(text("permissions"))
            .primary_key(Index::create().col("tenant_id").col("name"))
            .foreign_key(&mut of_tenant("roles"))
            .to_owned(),
        table("clients")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("client_id"))
            .col(optional_bytes("secret_sha256"))
            .col(optional_text("secret_argon2"))
            .col(text("metadata"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(optional_time("disabled_at"))
            .foreign_key(&mut of_tenant("clients"))
            .to_owned(),
        table("services")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("audience"))
            .col(text("name"))
            .col(text("scopes"))
            .foreign_key(&mut of_tenant("services"))
            .to_owned(),
        table("logins")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(bytes("session_hash"))
            .col(id("user_id"))
            .col(time("auth_time"))
            .col(time("proven_at"))
            .col(text("amr"))
            .col(text("acr"))
            .col(text("user_agent"))
            .col(text("address"))
            .col(time("created_at"))
            .col(time("last_seen_at"))
            .col(time("expires_at"))
            .col(optional_id("client_row_id"))
            .foreign_key(&mut of_tenant("logins"))
            .foreign_key(&mut of_user("logins"))
            .foreign_key(&mut of_client("logins"))
            .to_owned(),
        table("consents")
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(id("client_row_id"))
            .col(text("scope"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .primary_key(
                Index::create()
                    .col("tenant_id")
                    .col("user_id")
                    .col("client_row_id"),
            )
            .foreign_key(&mut of_user("consents"))
            .foreign_key(&mut of_client("consents"))
            .to_owned(),
        table("grants")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("client_row_id"))
            .col(id("user_id"))
            .col(id("login_id"))
            .col(time("auth_time"))
            .col(text("scope"))
            .col(text("authorization"))
            .col(bytes("code_hash"))
            .col(time("code_expires_at"))
            .col(optional_time("redeemed_at"))
            .col(ColumnDef::new("generation").big_integer().not_null())
            .col(time("rotated_at"))
            .col(time("idle_expires_at"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .col(optional_time("revoked_at"))
            .col(optional_text("revoked_reason"))
            .foreign_key(&mut of_tenant("grants"))
            .foreign_key(&mut of_user("grants"))
            .foreign_key(&mut of_client("grants"))
            .to_owned(),
        table("changes")
            .col(
                ColumnDef::new("seq")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(id("tenant_id"))
            .col(text("kind"))
            .col(text("subject"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 14] = [
    (
        "signing_keys_kid",
        "signing_keys",
        &["tenant_id", "kid"],
        true,
    ),
    (
        "users_username",
        "users",
        &["tenant_id", "username_key"],
        true,
    ),
    ("users_email", "users", &["tenant_id", "email_key"], true),
    (
        "clients_client_id",
        "clients",
        &["tenant_id", "client_id"],
        true,
    ),
    (
        "services_audience",
        "services",
        &["tenant_id", "audience"],
        true,
    ),
    (
        "logins_session",
        "logins",
        &["session_hash", "user_id"],
        true,
    ),
    ("logins_user", "logins", &["user_id"], false),
    ("logins_expiry", "logins", &["expires_at"], false),
    ("grants_code", "grants", &["code_hash"], true),
    (
        "grants_user",
        "grants",
        &["user_id", "client_row_id"],
        false,
    ),
    ("grants_client", "grants", &["client_row_id"], false),
    ("grants_login", "grants", &["login_id"], false),
    ("grants_expiry", "grants", &["expires_at"], false),
    ("changes_expiry", "changes", &["expires_at"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await?;
        // Two nodes that rotate at the same moment must not both make an active key, nor two next ones.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX signing_keys_one_of_a_state ON signing_keys (tenant_id, algorithm, state) \
                 WHERE state IN ('active', 'next')",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(
            manager,
            &[
                "changes",
                "grants",
                "consents",
                "logins",
                "services",
                "clients",
                "roles",
                "users",
                "signing_keys",
                "tenants",
            ],
        )
        .await
    }
}
