//! Everything that is held of a person, without what proves who they are.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::UserId;

use super::entities::{
    account_events, clients, consents, devices, grants, identities, logins, passkeys, pictures,
    recovery_codes, second_factors, users,
};
use super::{StorageError, TenantDb};

/// The rows of a table that are a person's, as JSON, the oldest first.
macro_rules! rows_of {
    ($self:ident, $user:ident, $table:ident, $order:ident, $shown:expr) => {
        $table::Entity::find()
            .filter($table::Column::TenantId.eq($self.tenant.0))
            .filter($table::Column::UserId.eq($user.0))
            .order_by_asc($table::Column::$order)
            .all($self.db.reader())
            .await?
            .into_iter()
            .map($shown)
            .collect::<Vec<Value>>()
    };
}

impl TenantDb {
    /// What is held of a person, to be read by them: no hash, no secret, no key. `None` when there is no such user.
    pub async fn everything_of(&self, user: UserId) -> Result<Option<Value>, StorageError> {
        let row = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .one(self.db.reader())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let names = self.client_names().await?;
        let name = |id: Uuid| names.get(&id.to_string()).cloned().unwrap_or_default();
        let logins = rows_of!(self, user, logins, CreatedAt, |row| json!({
            "id": row.id, "browser": row.user_agent, "network": row.address, "methods": row.amr, "level": row.acr,
            "signed_in_first": instant(row.created_at), "signed_in_last": instant(row.auth_time),
            "last_seen": instant(row.last_seen_at), "ends": instant(row.expires_at),
        }));
        let devices = rows_of!(self, user, devices, CreatedAt, |row| json!({
            "browser": row.user_agent, "network": row.address, "first_seen": instant(row.created_at),
            "last_seen": instant(row.last_seen_at), "remembered_until": row.trusted_until.map(instant),
        }));
        let consents = rows_of!(self, user, consents, CreatedAt, |row| json!({
            "app": name(row.client_row_id), "scope": row.scope,
            "allowed_first": instant(row.created_at), "allowed_last": instant(row.updated_at),
        }));
        let grants = rows_of!(self, user, grants, CreatedAt, |row| json!({
            "app": name(row.client_row_id), "scope": row.scope, "given": instant(row.created_at),
            "last_used": row.redeemed_at.map(|_| instant(row.rotated_at)), "ends": instant(row.expires_at),
            "taken_back": row.revoked_at.map(instant),
        }));
        let factors = rows_of!(self, user, second_factors, CreatedAt, |row| json!({
            "kind": row.kind, "added": instant(row.created_at), "confirmed": row.confirmed_at.map(instant),
            "last_used": row.last_used_at.map(instant),
        }));
        let codes = rows_of!(self, user, recovery_codes, CreatedAt, |row| json!({
            "made": instant(row.created_at), "used": row.used_at.map(instant),
        }));
        let passkeys = rows_of!(self, user, passkeys, CreatedAt, |row| json!({
            "name": row.name, "added": instant(row.created_at), "last_used": row.last_used_at.map(instant),
        }));
        let identities = rows_of!(self, user, identities, CreatedAt, |row| json!({
            "issuer": row.issuer, "subject": row.subject, "name": row.label, "connected": instant(row.created_at),
            "last_used": row.last_used_at.map(instant),
        }));
        let pictures = rows_of!(self, user, pictures, CreatedAt, |row| json!({
            "media_type": row.media_type, "saved": instant(row.created_at), "content": base64_of(&row.content),
        }));
        let events = rows_of!(self, user, account_events, CreatedAt, |row| json!({
            "what": row.kind, "when": instant(row.created_at), "browser": row.user_agent, "network": row.address,
            "details": serde_json::from_str::<Value>(&row.details).unwrap_or_default(),
        }));
        Ok(Some(json!({
            "account": account(row)?,
            "sessions": logins,
            "devices": devices,
            "consents": consents,
            "grants": grants,
            "second_factors": factors,
            "recovery_codes": codes,
            "passkeys": passkeys,
            "pictures": pictures,
            "identities": identities,
            "activity": events,
        })))
    }

    async fn client_names(&self) -> Result<Map<String, Value>, StorageError> {
        let rows = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .all(self.db.reader())
            .await?;
        let names = rows
            .into_iter()
            .map(|row| (row.id.to_string(), Value::from(row.client_id)));
        Ok(names.collect())
    }
}

fn account(row: users::Model) -> Result<Value, StorageError> {
    let parsed = |text: &str, column| {
        serde_json::from_str::<Value>(text).map_err(|_| StorageError::Corrupt(column))
    };
    Ok(json!({
        "sub": row.id,
        "username": row.username,
        "email": row.email,
        "email_verified": row.email_verified,
        "profile": parsed(&row.profile, "users.profile")?,
        "roles": parsed(&row.roles, "users.roles")?,
        "access": parsed(&row.access, "users.access")?,
        "has_password": row.password_hash.is_some(),
        "password_set": row.password_set_at.map(instant),
        "made": instant(row.created_at),
        "changed": instant(row.updated_at),
        "will_be_deleted": row.deletion_at.map(instant),
    }))
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// For people and programs.
fn instant(millis: i64) -> Option<String> {
    Timestamp(millis).rfc3339()
}
