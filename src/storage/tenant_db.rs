//! The database as one tenant sees it: the only way to its rows.

use crate::model::TenantId;

use super::Database;

/// The database as one tenant sees it.
#[derive(Clone, Debug)]
pub struct TenantDb {
    pub(super) db: Database,
    pub(super) tenant: TenantId,
}

impl TenantDb {
    /// Whose rows these are.
    pub const fn tenant_id(&self) -> TenantId {
        self.tenant
    }
}
