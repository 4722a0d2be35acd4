//! Signing up and in, from within an application of the operator's own.

pub(super) mod email;
pub(super) mod login;
pub(super) mod logout;
pub(super) mod mfa;
pub(super) mod password;
pub(super) mod providers;
pub(super) mod refresh;
pub(super) mod register;
pub(super) mod verify_token;
