//! A person's own account. The rules are those of the account's pages.

pub(super) mod activity;
pub(super) mod consents;
pub(super) mod data;
pub(super) mod email;
pub(super) mod identities;
pub(super) mod mfa;
pub(super) mod mfa_set_up;
pub(super) mod passkeys;
pub(super) mod password;
pub(super) mod picture;
pub(super) mod profile;
pub(super) mod sessions;
