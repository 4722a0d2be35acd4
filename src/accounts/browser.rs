//! The browser that signs in.

use crate::model::SecretHash;

/// What it calls itself, where it is, and what it brings.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// `User-Agent`, shortened.
    pub user_agent: String,
    /// The network address: an IPv4 address, or the /64 of an IPv6 one.
    pub address: String,
    /// The session it has, if any.
    pub session: Option<SecretHash>,
    /// The marker by which it is known again, of its own or new.
    pub device: Option<SecretHash>,
    /// What its forms, and sign-ins in progress, are bound to.
    pub binding: String,
}
