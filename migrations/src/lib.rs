//! The database schema, one file per change, for SQLite and PostgreSQL alike. Knows nothing of the server.
//!
//! Times are integers, milliseconds since the epoch, since SQLite compares text timestamps wrongly.

pub use sea_orm_migration::prelude::*;

mod columns;
mod m0001_foundation;
mod m0002_ephemeral;
mod m0003_accounts;
mod m0004_factors;
mod m0005_messages;
mod m0006_federation;
mod m0007_access;
mod m0008_status_lists;
mod m0009_audit;

/// Applies the changes in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_ephemeral::Migration),
            Box::new(m0003_accounts::Migration),
            Box::new(m0004_factors::Migration),
            Box::new(m0005_messages::Migration),
            Box::new(m0006_federation::Migration),
            Box::new(m0007_access::Migration),
            Box::new(m0008_status_lists::Migration),
            Box::new(m0009_audit::Migration),
        ]
    }
}
