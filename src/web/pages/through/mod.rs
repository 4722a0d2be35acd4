//! Signing in through another server: off to it, back from it, and what is asked on the way.

pub(in crate::web) mod backchannel_logout;
pub(in crate::web) mod begin;
pub(in crate::web) mod callback;
mod failure;
mod offered;
pub(in crate::web) mod sign_up;

pub(in crate::web) use begin::wish;
pub(in crate::web) use failure::{arrival_refused, connect_refused, failed};
pub(in crate::web) use offered::{buttons, by_address, leave_for, provider, usable};
