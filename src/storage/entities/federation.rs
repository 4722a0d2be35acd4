//! The rows of signing in elsewhere.

entity!(providers, "providers", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    slug: String,
    kind: String,
    name: String,
    settings: String,
    sealed_secret: Option<Vec<u8>>,
    created_at: i64,
    updated_at: i64,
    disabled_at: Option<i64>,
});

entity!(identities, "identities", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    provider_id: Uuid,
    issuer: String,
    subject: String,
    label: String,
    sealed_tokens: Option<Vec<u8>>,
    created_at: i64,
    last_used_at: Option<i64>,
});

entity!(upstream_logins, "upstream_logins", {
    #[sea_orm(primary_key, auto_increment = false)]
    login_id: Uuid,
    tenant_id: Uuid,
    identity_id: Uuid,
    sid: Option<String>,
});
