//! The protocol's URLs: extract, ask the rule, answer. One file each.

pub(super) mod authorize;
pub(super) mod authorize_challenge;
pub(super) mod discovery;
pub(super) mod end_session;
pub(super) mod health;
pub(super) mod introspect;
pub(super) mod jwks;
pub(super) mod not_found;
pub(super) mod passkey_endpoints;
pub(super) mod password_strength;
pub(super) mod revoke;
pub(super) mod status_lists;
pub(super) mod token;
pub(super) mod userinfo;
