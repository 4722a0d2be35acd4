//! Second factors: authenticator apps, phones, recovery codes, passkeys.
#![allow(
    elided_lifetimes_in_paths,
    reason = "the trait was declared with the lifetime elided, and async_trait wants it alike"
)]

use sea_orm_migration::prelude::*;

use crate::columns::{
    IndexRow, bytes, create, drop_all, id, of_tenant, of_user, optional_bytes, optional_time,
    table, text, time,
};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // An authenticator app, codes by mail, codes by text message: one of a kind for each user.
        table("second_factors")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(text("kind"))
            // What codes are made of, or sent to: sealed.
            .col(optional_bytes("sealed_secret"))
            // The last step of an authenticator app that was accepted (RFC 6238 §5.2).
            .col(optional_time("last_step"))
            .col(optional_time("confirmed_at"))
            .col(time("created_at"))
            .col(optional_time("last_used_at"))
            .foreign_key(&mut of_tenant("second_factors"))
            .foreign_key(&mut of_user("second_factors"))
            .to_owned(),
        table("recovery_codes")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(bytes("code_tag"))
            .col(time("created_at"))
            .col(optional_time("used_at"))
            .foreign_key(&mut of_tenant("recovery_codes"))
            .foreign_key(&mut of_user("recovery_codes"))
            .to_owned(),
        table("passkeys")
            .col(id("id").primary_key())
            .col(id("tenant_id"))
            .col(id("user_id"))
            .col(bytes("credential_id"))
            .col(text("name"))
            // The credential as the library writes it: public key, counter, flags.
            .col(text("credential"))
            .col(time("created_at"))
            .col(optional_time("last_used_at"))
            .foreign_key(&mut of_tenant("passkeys"))
            .foreign_key(&mut of_user("passkeys"))
            .to_owned(),
    ]
}

const INDEXES: [IndexRow; 4] = [
    (
        "second_factors_kind",
        "second_factors",
        &["user_id", "kind"],
        true,
    ),
    (
        "recovery_codes_code",
        "recovery_codes",
        &["user_id", "code_tag"],
        true,
    ),
    (
        "passkeys_credential",
        "passkeys",
        &["tenant_id", "credential_id"],
        true,
    ),
    ("passkeys_user", "passkeys", &["user_id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["passkeys", "recovery_codes", "second_factors"]).await
    }
}
