//! The pages of a person's own account: one file per page.

pub(in crate::web) mod email;
pub(in crate::web) mod factor_set_up;
pub(in crate::web) mod overview;
pub(in crate::web) mod passkey;
pub(in crate::web) mod passkeys;
pub(in crate::web) mod switch;
pub(in crate::web) mod two_factor;
