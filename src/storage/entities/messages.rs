//! The rows of what is on its way to people and applications.

entity!(outbox, "outbox", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    channel: String,
    kind: String,
    sealed_message: Vec<u8>,
    attempts: i64,
    next_attempt_at: i64,
    claim: Option<Uuid>,
    claimed_until: Option<i64>,
    created_at: i64,
    expires_at: i64,
});

entity!(links, "links", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Option<Uuid>,
    purpose: String,
    token_hash: Vec<u8>,
    address: String,
    details: String,
    credential_version: i64,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
});

entity!(logout_deliveries, "logout_deliveries", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    client_row_id: Uuid,
    user_id: Uuid,
    login_id: Uuid,
    attempts: i64,
    next_attempt_at: i64,
    claim: Option<Uuid>,
    claimed_until: Option<i64>,
    created_at: i64,
    expires_at: i64,
});
