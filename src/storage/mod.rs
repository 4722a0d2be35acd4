//! SQL, and the only folder that names SeaORM.
//!
//! [`Database::tenant`] gives a [`TenantDb`]; every query on a tenant's rows is a method there and adds the tenant
//! filter, so that no caller can forget it. What decides something is one guarded statement whose row count is the verdict.

mod account_apps;
mod account_events;
mod account_export;
mod account_logins;
mod attempt_budgets;
mod changes;
mod clients;
mod consents;
mod database;
mod deletion;
mod devices;
mod entities;
mod ephemeral_records;
mod factor_guard;
mod factor_kinds;
mod grants;
mod keys;
mod link_uses;
mod links;
mod logins;
mod logout_deliveries;
mod notices;
mod outbox;
mod passkeys;
mod password_failures;
mod passwords;
mod profiles;
mod recovery_codes;
mod roles;
mod second_factors;
mod services;
mod sweep;
mod tenant_db;
mod tenants;
mod user_sessions;
mod users;

pub use account_apps::AccountApp;
pub use account_events::{AccountEvent, EventPlace};
pub use account_logins::AccountLogin;
pub use attempt_budgets::{Budget, Reserved};
pub use changes::{Change, ChangeRecord};
pub use clients::StoredClient;
pub use database::{Counters, Database, DatabaseSettings, StorageError};
pub use devices::{Device, SeenDevice};
pub use grants::{NewGrant, Redemption, RefreshUse, Rotation};
pub use keys::{KeyState, StoredKey};
pub use link_uses::LinkUse;
pub use logins::NewLogin;
pub use logout_deliveries::ClaimedLogout;
pub use notices::Notices;
pub use outbox::{ClaimedMessage, message_place};
pub use passkeys::{NewPasskey, PasskeyAdded, PasskeyRemoved, StoredPasskey};
pub use passwords::{KeptLogin, PasswordChange};
pub use profiles::{ClaimChange, NewPicture};
pub use recovery_codes::UsedCode;
pub use roles::Role;
pub use second_factors::{Allowed, NewFactor, StoredFactor, factor_place};
pub use tenant_db::TenantDb;
pub use tenants::NewTenant;
pub use users::{Credentials, NewUser};
