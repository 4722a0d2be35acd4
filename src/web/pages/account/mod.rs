//! The pages of a person's own account: one file per page.

pub(in crate::web) mod activity;
pub(in crate::web) mod apps;
pub(in crate::web) mod connections;
pub(in crate::web) mod data;
pub(in crate::web) mod email;
pub(in crate::web) mod factor_set_up;
mod fresh_proof;
pub(in crate::web) mod overview;
pub(in crate::web) mod passkey;
pub(in crate::web) mod passkeys;
pub(in crate::web) mod password;
pub(in crate::web) mod picture;
pub(in crate::web) mod profile;
pub(in crate::web) mod sessions;
pub(in crate::web) mod switch;
pub(in crate::web) mod two_factor;
