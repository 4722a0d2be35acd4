//! Administering a tenant. Each handler names the permission that it needs in its type.

pub(super) mod provider_body;
pub(super) mod providers;
