//! ACCESS: what a subject may do, as pure functions over loaded data.
//!
//! | file | what it answers |
//! |---|---|
//! | `permission` | what this server's own API asks for, and whether roles allow it |

mod permission;

pub use permission::{Needed, Permission, ProviderManage, ProviderRead, is_allowed};
