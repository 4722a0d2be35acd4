//! Administering a tenant. Each handler names the permission that it needs in its type.

pub(super) mod audit;
pub(super) mod business_roles;
pub(super) mod clients;
mod entry;
pub(super) mod keys;
mod provider_body;
pub(super) mod providers;
pub(super) mod roles;
pub(super) mod services;
pub(super) mod sessions;
pub(super) mod settings;
pub(super) mod tenants;
pub(super) mod user_actions;
mod user_body;
pub(super) mod users;
