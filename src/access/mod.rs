//! ACCESS: what a subject may do, as pure functions over loaded data.
//!
//! | file | what it answers |
//! |---|---|
//! | `held` | which roles and permissions a person holds, here and in a service |
//! | `permission` | what this server's own API asks for, and whether roles allow it |

mod held;
mod permission;

pub use held::{Held, Standing, at_tenant, by_roles};
pub use permission::{
    AuditRead, ClientManage, ClientRead, KeyManage, KeyRead, Needed, Permission, ProviderManage,
    ProviderRead, RoleManage, RoleRead, ServiceManage, ServiceRead, SessionManage, SessionRead,
    SettingsManage, SettingsRead, TenantManage, TenantRead, UserCreate, UserDelete, UserRead,
    UserUpdate, is_allowed, lacking,
};
