//! Who did what, from where and when: entries of the audit log. Never a secret, and of people their identifiers alone.

use serde_json::{Map, Value};

use super::UserId;

/// An entry to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewAuditEvent {
    /// What happened, such as `role.written`.
    pub kind: &'static str,
    /// Who did it, where a person did.
    pub actor: Option<UserId>,
    /// Whose account it is about.
    pub user: Option<UserId>,
    /// What it is about, by its name: a role, an application, a grant.
    pub subject: String,
    /// The network it came from; empty when it was none.
    pub address: String,
    /// More about it.
    pub details: Map<String, Value>,
}

/// What of the details of an account's own log the audit keeps: words of ours, and nothing that a person wrote.
pub const KEPT_DETAILS: [&str; 6] = ["amr", "factor", "client", "client_id", "provider", "scope"];
