//! The rows that belong to a person's account.

entity!(devices, "devices", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    marker_hash: Vec<u8>,
    user_agent: String,
    address: String,
    created_at: i64,
    last_seen_at: i64,
    trusted_until: Option<i64>,
    wrong_passwords: i64,
});

entity!(attempt_budgets, "attempt_budgets", {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    kind: String,
    failures: i64,
    window_started_at: i64,
    paused_until: Option<i64>,
});

entity!(account_events, "account_events", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    kind: String,
    details: String,
    user_agent: String,
    address: String,
    created_at: i64,
});

entity!(audit_events, "audit_events", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    kind: String,
    actor_id: Option<Uuid>,
    user_id: Option<Uuid>,
    subject: String,
    address: String,
    details: String,
    created_at: i64,
});

entity!(password_history, "password_history", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    password_hash: String,
    created_at: i64,
});

entity!(pictures, "pictures", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    media_type: String,
    content: Vec<u8>,
    created_at: i64,
});

entity!(second_factors, "second_factors", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    kind: String,
    sealed_secret: Option<Vec<u8>>,
    last_step: Option<i64>,
    confirmed_at: Option<i64>,
    created_at: i64,
    last_used_at: Option<i64>,
});

entity!(recovery_codes, "recovery_codes", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    code_tag: Vec<u8>,
    created_at: i64,
    used_at: Option<i64>,
});

entity!(passkeys, "passkeys", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    credential_id: Vec<u8>,
    name: String,
    credential: String,
    created_at: i64,
    last_used_at: Option<i64>,
});
