//! Signing in elsewhere: providers, whom they vouch for, and which logins came of it.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, create, drop_all, id, of_identity, of_login, of_provider, of_tenant, of_user,
    optional_bytes, optional_text, optional_time, table, text, time,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("providers")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(text("slug"))
            .col(text("kind"))
            .col(text("name"))
            .col(text("settings"))
            .col(optional_bytes("sealed_secret"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(optional_time("disabled_at"))
            .foreign_key(&mut of_tenant("providers"))
            .to_owned(),
        table("identities")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(id("provider_id"))
            .col(text("issuer"))
            .col(text("subject"))
            // What its owner knows it by; nothing is decided by it.
            .col(text("label"))
            .col(optional_bytes("sealed_tokens"))
            .col(time("created_at"))
            .col(optional_time("last_used_at"))
            .foreign_key(&mut of_tenant("identities"))
            .foreign_key(&mut of_user("identities"))
            .foreign_key(&mut of_provider("identities"))
            .to_owned(),
        table("upstream_logins")
            .col(id("login_id").primary_key())
            .col(id("tenant_id"))
            .col(id("identity_id"))
            .col(optional_text("sid"))
            .foreign_key(&mut of_tenant("upstream_logins"))
            .foreign_key(&mut of_login("upstream_logins"))
            .foreign_key(&mut of_identity("upstream_logins"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 4] = [
    ("providers_slug", "providers", &["tenant_id", "slug"], true),
    (
        "identities_subject",
        "identities",
        &["tenant_id", "provider_id", "issuer", "subject"],
        true,
    ),
    ("identities_user", "identities", &["user_id"], false),
    (
        "upstream_logins_identity",
        "upstream_logins",
        &["identity_id"],
        false,
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["upstream_logins", "identities", "providers"]).await
    }
}
