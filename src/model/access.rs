//! What people may do, as data: roles, business roles, services with roles of their own, and who has which.
//!
//! Everything refers by name (a service by its audience), and a name means what it means when it is looked up: of a role that is
//! no more nobody can do anything.

use serde::{Deserialize, Serialize};

use super::ServiceId;

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name, unique in the tenant or in the service.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// What its holders may do, such as `user:create`.
    #[serde(default)]
    pub permissions: Vec<String>,
}

/// A protected API (RFC 8707): its audience, the scopes it understands, and the roles that people have in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its row.
    pub id: ServiceId,
    /// The `aud` of tokens for it, and the `resource` to ask for.
    pub audience: String,
    /// What people read.
    pub name: String,
    /// The scopes that belong to it.
    pub scopes: Vec<String>,
    /// What can be allowed in it.
    pub permissions: Vec<String>,
    /// The roles of those who use it.
    pub roles: Vec<Role>,
    /// Whether only people who were given something in it get tokens for it.
    pub members_only: bool,
    /// For a disabled service there are no tokens, and those that there are mean nothing.
    pub disabled: bool,
}

/// A job function, such as a support agent's: roles here and in services, given as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessRole {
    /// Its name, unique in the tenant.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Roles of the tenant.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Roles in services.
    #[serde(default)]
    pub service_roles: Vec<ServiceRole>,
}

/// A role in a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRole {
    /// The service's audience.
    pub service: String,
    /// The role.
    pub role: String,
}

/// Where somebody stands with a service that they were mapped to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemberStatus {
    /// They may use it.
    #[default]
    Active,
    /// They may not, whatever else gives them a role in it.
    Suspended,
}

impl MemberStatus {
    /// Its name in files and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// Somebody's mapping to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The service's audience.
    pub service: String,
    /// Their role in it; none for a plain user of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whether it counts.
    #[serde(default)]
    pub status: MemberStatus,
}

/// What a person was given besides roles of the tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserAccess {
    /// Business roles, by name.
    pub business_roles: Vec<String>,
    /// Services, each once.
    pub services: Vec<Membership>,
}
