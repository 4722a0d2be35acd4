//! SQL, and the only folder that names SeaORM.
//!
//! [`Database::tenant`] gives a [`TenantDb`]; every query on a tenant's rows is a method there and adds the tenant
//! filter, so that no caller can forget it. What decides something is one guarded statement whose row count is the verdict.

mod account_apps;
mod account_events;
mod account_export;
mod account_logins;
mod adoption;
mod attempt_budgets;
mod business_roles;
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
mod factor_reset;
mod grant_reach;
mod grants;
mod identities;
mod keys;
mod last_holder;
mod link_uses;
mod links;
mod login_ends;
mod logins;
mod logout_deliveries;
mod notices;
mod outbox;
mod passkeys;
mod password_failures;
mod passwords;
mod profiles;
mod providers;
mod queue;
mod recovery_codes;
mod roles;
mod second_factors;
mod services;
mod sweep;
mod tenant_db;
mod tenants;
mod upstream_logins;
mod user_changes;
mod user_lock;
mod user_sessions;
mod users;

pub use account_apps::AccountApp;
pub use account_events::{AccountEvent, EventPlace};
pub use account_logins::{AccountLogin, Idle};
pub use adoption::{FirstProof, MailProof};
pub use attempt_budgets::{Budget, Reserved};
pub use business_roles::AccessRules;
pub use changes::{Change, ChangeRecord};
pub use clients::StoredClient;
pub use database::{Counters, Database, DatabaseSettings, StorageError};
pub use deletion::Leaving;
pub use devices::{Device, SeenDevice};
pub use factor_reset::FactorReset;
pub use grants::{DirectGrant, NewGrant, Redemption, RefreshUse, Rotation};
pub use identities::{
    IdentityAdded, IdentityRemoval, IdentityRemoved, NewIdentity, StoredIdentity, tokens_place,
};
pub use keys::{KeyState, StoredKey};
pub use last_holder::{LastHolder, UserChange};
pub use link_uses::LinkUse;
pub use logins::NewLogin;
pub use logout_deliveries::ClaimedLogout;
pub use notices::Notices;
pub use outbox::{ClaimedMessage, message_place};
pub use passkeys::{NewPasskey, PasskeyAdded, PasskeyRemoved, StoredPasskey};
pub use passwords::{AllowedByMail, KeptLogin, PasswordChange};
pub use profiles::{ClaimChange, NewPicture};
pub use providers::{StoredProvider, secret_place};
pub use recovery_codes::UsedCode;
pub use second_factors::{Allowed, NewFactor, StoredFactor, factor_place};
pub use tenant_db::TenantDb;
pub use tenants::NewTenant;
pub use users::{Credentials, NewUser, UserSearch};
