//! What a person holds: roles, and what these allow, here and in a service.

use std::collections::BTreeSet;

use crate::model::{MemberStatus, Role, Service, User};
use crate::storage::AccessRules;

/// Roles that mean something, and the permissions that they are sets of; each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By name.
    pub roles: Vec<String>,
    /// As they stand in the roles.
    pub permissions: Vec<String>,
}

impl Held {
    fn of<'a>(names: impl Iterator<Item = &'a String>, known: &[Role]) -> Self {
        let names: BTreeSet<&str> = names.map(String::as_str).collect();
        // A role that is no more allows nothing.
        let held: Vec<&Role> = known
            .iter()
            .filter(|role| names.contains(role.name.as_str()))
            .collect();
        let roles: BTreeSet<&String> = held.iter().map(|role| &role.name).collect();
        let permissions: BTreeSet<&String> =
            held.iter().flat_map(|role| &role.permissions).collect();
        Self {
            roles: roles.into_iter().cloned().collect(),
            permissions: permissions.into_iter().cloned().collect(),
        }
    }
}

/// What a person holds at the tenant: their roles, and those of their business roles.
pub fn at_tenant(user: &User, rules: &AccessRules) -> Held {
    by_roles(&user.roles, &user.access.business_roles, rules)
}

/// What whoever is given these roles and business roles holds at the tenant.
pub fn by_roles(roles: &[String], business: &[String], rules: &AccessRules) -> Held {
    let business = rules
        .business_roles
        .iter()
        .filter(|role| business.contains(&role.name));
    let names = roles.iter().chain(business.flat_map(|role| &role.roles));
    Held::of(names, &rules.roles)
}

/// Where a person stands with a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody gave them anything in it.
    Stranger,
    /// They were shut out of it.
    Suspended,
    /// They are users of it, with what they hold in it.
    Member(Held),
}

impl Standing {
    /// Of a person with a service.
    pub fn of(user: &User, rules: &AccessRules, service: &Service) -> Self {
        let mapped = user
            .access
            .services
            .iter()
            .find(|one| one.service == service.audience);
        if mapped.is_some_and(|one| one.status == MemberStatus::Suspended) {
            return Self::Suspended;
        }
        let business: Vec<&String> = rules
            .business_roles
            .iter()
            .filter(|role| user.access.business_roles.contains(&role.name))
            .flat_map(|role| &role.service_roles)
            .filter(|one| one.service == service.audience)
            .map(|one| &one.role)
            .collect();
        if mapped.is_none() && business.is_empty() {
            return Self::Stranger;
        }
        let own = mapped.and_then(|one| one.role.as_ref());
        let names = own.into_iter().chain(business);
        Self::Member(Held::of(names, &service.roles))
    }

    /// Whether there are tokens for that service for them.
    pub const fn admits(&self, service: &Service) -> bool {
        match self {
            _ if service.disabled => false,
            Self::Member(_) => true,
            Self::Stranger => !service.members_only,
            Self::Suspended => false,
        }
    }

    /// What they hold in it.
    pub fn held(self) -> Held {
        match self {
            Self::Member(held) => held,
            Self::Stranger | Self::Suspended => Held::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;
    use uuid::Uuid;

    use super::*;
    use crate::clock::Timestamp;
    use crate::model::{
        BusinessRole, Membership, ServiceId, ServiceRole, TenantId, UserAccess, UserId,
    };

    const API: &str = "https://api.example.com";

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|&text| text.to_owned()).collect()
    }

    fn role(name: &str, permissions: &[&str]) -> Role {
        Role {
            name: name.to_owned(),
            description: String::new(),
            permissions: texts(permissions),
        }
    }

    fn rules() -> AccessRules {
        AccessRules {
            roles: vec![
                role("clerk", &["a:read", "b:read"]),
                role("lead", &["b:read", "c:*"]),
            ],
            business_roles: vec![BusinessRole {
                name: "support".to_owned(),
                description: String::new(),
                roles: texts(&["lead", "gone"]),
                service_roles: vec![ServiceRole {
                    service: API.to_owned(),
                    role: "agent".to_owned(),
                }],
            }],
        }
    }

    fn service(kind: &str) -> Service {
        Service {
            id: ServiceId(Uuid::nil()),
            audience: API.to_owned(),
            name: "API".to_owned(),
            scopes: Vec::new(),
            permissions: texts(&["t:read", "t:write"]),
            roles: vec![role("agent", &["t:write"]), role("reader", &["t:read"])],
            members_only: kind == "closed",
            disabled: kind == "disabled",
        }
    }

    fn user(
        roles: &[&str],
        business: &[&str],
        mapped: Option<(Option<&str>, MemberStatus)>,
    ) -> User {
        User {
            id: UserId(Uuid::nil()),
            tenant: TenantId(Uuid::nil()),
            username: "ada".to_owned(),
            email: None,
            email_verified: false,
            profile: Map::new(),
            roles: texts(roles),
            factors: Vec::new(),
            disabled: false,
            deletion_at: None,
            access: UserAccess {
                business_roles: texts(business),
                services: mapped
                    .map(|(role, status)| Membership {
                        service: API.to_owned(),
                        role: role.map(str::to_owned),
                        status,
                    })
                    .into_iter()
                    .collect(),
            },
            updated_at: Timestamp(0),
        }
    }

    #[test]
    fn business_roles_add_to_roles_and_what_is_gone_allows_nothing() {
        let held = at_tenant(
            &user(&["clerk", "nothing"], &["support", "x"], None),
            &rules(),
        );
        assert_eq!(held.roles, ["clerk", "lead"]);
        assert_eq!(held.permissions, ["a:read", "b:read", "c:*"]);
        assert_eq!(
            at_tenant(&user(&[], &["x"], None), &rules()),
            Held::default()
        );
    }

    #[test]
    fn whoever_is_shut_out_of_a_service_has_nothing_in_it() {
        let (active, suspended) = (MemberStatus::Active, MemberStatus::Suspended);
        let open = service("open");
        let of = |user: &User| Standing::of(user, &rules(), &open);
        let member = |roles: &[&str], permissions: &[&str]| {
            Standing::Member(Held {
                roles: texts(roles),
                permissions: texts(permissions),
            })
        };
        assert_eq!(of(&user(&["clerk"], &[], None)), Standing::Stranger);
        assert_eq!(of(&user(&[], &[], Some((None, active)))), member(&[], &[]));
        assert_eq!(
            of(&user(&[], &["support"], Some((Some("reader"), active)))),
            member(&["agent", "reader"], &["t:read", "t:write"])
        );
        assert_eq!(
            of(&user(&[], &["support"], Some((Some("reader"), suspended)))),
            Standing::Suspended
        );
        assert_eq!(
            of(&user(&[], &[], Some((Some("lead"), active)))),
            member(&[], &[])
        );
    }

    #[test]
    fn a_closed_service_is_for_its_members_and_a_disabled_one_for_nobody() {
        let member = Standing::Member(Held::default());
        for (standing, open, closed) in [
            (&member, true, true),
            (&Standing::Stranger, true, false),
            (&Standing::Suspended, false, false),
        ] {
            assert_eq!(standing.admits(&service("open")), open);
            assert_eq!(standing.admits(&service("closed")), closed);
            assert!(!standing.admits(&service("disabled")));
        }
    }
}
