//! Permissions: `provider:read`. A role is a set of them; `provider:*` and `*` stand for all of a kind and for all.

use super::Held;

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What this server's own API asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Permission {
            $($(#[$doc])* $variant),+
        }

        impl Permission {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it stands in roles.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $variant;

            impl Needed for $variant {
                const PERMISSION: Permission = Permission::$variant;
            }
        )+
    };
}

/// A permission as a type, by which a handler says what it needs.
pub trait Needed: Send + Sync + 'static {
    /// Which.
    const PERMISSION: Permission;
}

permissions! {
    /// To see people.
    UserRead = "user:read",
    /// To add people.
    UserCreate = "user:create",
    /// To change people, and what they may do.
    UserUpdate = "user:update",
    /// To remove people.
    UserDelete = "user:delete",
    /// To see roles, business roles and permissions.
    RoleRead = "role:read",
    /// To write and remove roles and business roles.
    RoleManage = "role:manage",
    /// To see services.
    ServiceRead = "service:read",
    /// To write and remove services.
    ServiceManage = "service:manage",
    /// To see applications.
    ClientRead = "client:read",
    /// To write and remove applications, and to make secrets for them.
    ClientManage = "client:manage",
    /// To see where people are signed in.
    SessionRead = "session:read",
    /// To sign people out.
    SessionManage = "session:manage",
    /// To see the signing keys.
    KeyRead = "key:read",
    /// To rotate the signing keys.
    KeyManage = "key:manage",
    /// To see the tenant's settings.
    SettingsRead = "settings:read",
    /// To change the tenant's settings.
    SettingsManage = "settings:manage",
    /// To read the audit log.
    AuditRead = "audit:read",
    /// To see the tenants of the server; the default tenant's operators alone.
    TenantRead = "tenant:read",
    /// To add and change tenants; the default tenant's operators alone.
    TenantManage = "tenant:manage",
    /// To see the providers.
    ProviderRead = "provider:read",
    /// To write and remove providers.
    ProviderManage = "provider:manage",
}

/// Whether what a person holds at the tenant allows it.
pub fn is_allowed(held: &Held, needed: Permission) -> bool {
    may(held, needed.name())
}

/// Whether somebody with these permissions has that one. Nobody gives what they do not have: stars are covered by stars alone.
fn may(held: &Held, permission: &str) -> bool {
    held.permissions.iter().any(|held| covers(held, permission))
}

/// The first of these permissions that somebody does not hold.
pub fn lacking<'a>(held: &Held, wanted: &'a [String]) -> Option<&'a str> {
    let mut wanted = wanted.iter().map(String::as_str);
    wanted.find(|permission| !may(held, permission))
}

/// Whether what is held covers what is needed, part by part; a star at the end stands for whatever follows.
fn covers(held: &str, needed: &str) -> bool {
    let (mut held, mut needed) = (held.split(':').peekable(), needed.split(':'));
    while let Some(part) = held.next() {
        let is_last = held.peek().is_none();
        match needed.next() {
            Some(_) if part == "*" && is_last => return true,
            Some(wanted) if part == "*" || part == wanted => {}
            _ => return false,
        }
    }
    needed.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_covers_what_is_needed_and_no_more() {
        for (held, needed, yes) in [
            ("*", "provider:read", true),
            ("provider:*", "provider:read", true),
            ("provider:read", "provider:read", true),
            ("*:read", "provider:read", true),
            ("provider", "provider:read", false),
            ("provider:read:own", "provider:read", false),
            ("provider:manage", "provider:read", false),
            ("provide:*", "provider:read", false),
            ("", "provider:read", false),
            ("*:read", "provider:manage", false),
        ] {
            assert_eq!(covers(held, needed), yes, "{held} {needed}");
        }
    }
}
