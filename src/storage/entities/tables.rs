//! The rows of tenants, their people, clients, logins and grants.

entity!(tenants, "tenants", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    slug: String,
    host: Option<String>,
    name: String,
    settings: String,
    created_at: i64,
    updated_at: i64,
    disabled_at: Option<i64>,
});

entity!(signing_keys, "signing_keys", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    kid: String,
    algorithm: String,
    state: String,
    sealed_private_key: Option<Vec<u8>>,
    public_jwk: String,
    created_at: i64,
    state_since: i64,
});

entity!(users, "users", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    username: String,
    username_key: String,
    email: Option<String>,
    email_key: Option<String>,
    email_verified: bool,
    password_hash: Option<String>,
    profile: String,
    roles: String,
    created_at: i64,
    updated_at: i64,
    disabled_at: Option<i64>,
    credential_version: i64,
    password_set_at: Option<i64>,
    factor_kinds: String,
    deletion_at: Option<i64>,
    access: String,
});

entity!(roles, "roles", {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    description: String,
    permissions: String,
});

entity!(clients, "clients", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    client_id: String,
    secret_sha256: Option<Vec<u8>>,
    secret_argon2: Option<String>,
    metadata: String,
    created_at: i64,
    updated_at: i64,
    disabled_at: Option<i64>,
    status_index: i64,
});

entity!(services, "services", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    audience: String,
    name: String,
    scopes: String,
    permissions: String,
    roles: String,
    members_only: bool,
    disabled: bool,
});

entity!(business_roles, "business_roles", {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    description: String,
    roles: String,
    service_roles: String,
});

entity!(logins, "logins", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    session_hash: Vec<u8>,
    user_id: Uuid,
    auth_time: i64,
    proven_at: i64,
    amr: String,
    acr: String,
    user_agent: String,
    address: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    client_row_id: Option<Uuid>,
    remembered_device: bool,
    device_id: Option<Uuid>,
});

entity!(consents, "consents", {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    client_row_id: Uuid,
    scope: String,
    created_at: i64,
    updated_at: i64,
});

entity!(grants, "grants", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    tenant_id: Uuid,
    client_row_id: Uuid,
    user_id: Uuid,
    login_id: Uuid,
    auth_time: i64,
    scope: String,
    authorization: String,
    code_hash: Vec<u8>,
    code_expires_at: i64,
    redeemed_at: Option<i64>,
    generation: i64,
    rotated_at: i64,
    idle_expires_at: i64,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
    revoked_reason: Option<String>,
    status_index: i64,
});

entity!(status_counters, "status_counters", {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant_id: Uuid,
    next: i64,
});

entity!(changes, "changes", {
    #[sea_orm(primary_key)]
    seq: i64,
    tenant_id: Uuid,
    kind: String,
    subject: String,
    created_at: i64,
    expires_at: i64,
});
