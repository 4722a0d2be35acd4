//! A person's own account. The rules are those of the account's pages.

pub(super) mod consents;
pub(super) mod data;
pub(super) mod identities;
pub(super) mod password;
pub(super) mod profile;
pub(super) mod sessions;
