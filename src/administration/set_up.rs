//! The first administrator of a new server, by a link that only whoever reads the server's output knows.
//!
//! The token is a keyed tag of a random record: every node shows the same link, a copy of the database does not contain
//! it, and taking the record is what makes it work once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::accounts::PasswordError;
use crate::app::App;
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::user::{valid_email, valid_username};
use crate::model::{Issuer, Secret, Tenant, TenantId, UserId};
use crate::storage::{NewUser, StorageError};

use super::password_rules::{self, PasswordProblem, SHORTEST};
use super::roles::{self, ADMINISTRATOR};
use super::{AdministrationError, users};

/// The path of the page below the issuer.
pub const PATH: &str = "/set-up";

/// What the vault's tag is made for.
const PURPOSE: &str = "set-up-link";

/// The record of a link that waits to be used.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Pending {
    /// What the token is the tag of.
    nonce: String,
}

/// What somebody typed on the page.
#[derive(Debug)]
pub struct FirstAdministrator {
    /// The name to sign in with.
    pub username: String,
    /// The address.
    pub email: String,
    /// The password.
    pub password: Secret,
}

/// Why there is no administrator now.
#[derive(Debug, thiserror::Error)]
pub enum SetUpRefusal {
    /// The link was never made, was used, or is too old.
    #[error("this link is not valid")]
    Link,
    /// Somebody is the administrator already.
    #[error("there is an administrator already")]
    AlreadySetUp,
    /// Some fields have to be mended; the link still works.
    #[error("some fields cannot be taken")]
    Fields(Vec<FieldProblem>),
    /// Something failed.
    #[error(transparent)]
    Failed(#[from] AdministrationError),
}

/// What is wrong with a field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// Nothing was typed.
    UsernameMissing,
    /// It cannot be a username, or somebody has it.
    UsernameInvalid,
    /// It is no address, or somebody has it.
    EmailInvalid,
    /// The password breaks a rule.
    Password(PasswordProblem),
}

impl From<StorageError> for SetUpRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<EphemeralError> for SetUpRefusal {
    fn from(error: EphemeralError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<PasswordError> for SetUpRefusal {
    fn from(error: PasswordError) -> Self {
        Self::Failed(error.into())
    }
}

fn key(tenant: TenantId) -> Key {
    Key::new(tenant, Kind::SetUpLink, "first-administrator")
}

fn token(app: &App, tenant: TenantId, pending: &Pending) -> String {
    URL_SAFE_NO_PAD.encode(app.vault.tag(PURPOSE, format!("{tenant}:{}", pending.nonce).as_bytes()))
}

async fn has_administrator(app: &App, tenant: TenantId) -> Result<bool, StorageError> {
    Ok(app.database.tenant(tenant).count_with_role(ADMINISTRATOR).await? > 0)
}

/// The link with which the first administrator sets the tenant up; `None` when it has one. It works for a day.
pub async fn pending_link(app: &App, tenant: &Tenant) -> Result<Option<String>, AdministrationError> {
    if has_administrator(app, tenant.id).await? {
        return Ok(None);
    }
    let (key, now) = (key(tenant.id), app.clock.now());
    let fresh = Pending { nonce: app.entropy.secret("").expose().to_owned() };
    app.ephemeral.put_json_if_absent(&key, &fresh, now).await?;
    let pending = app.ephemeral.get_json(&key, now).await?.unwrap_or(fresh);
    let issuer = Issuer::new(tenant.clone(), app.config.server.public_url.url());
    Ok(Some(format!("{}{PATH}?token={}", issuer.url(), token(app, tenant.id, &pending))))
}

/// Whether the page should be shown for this token.
pub async fn is_pending(ctx: &Context, given: &Secret) -> Result<bool, SetUpRefusal> {
    match waiting(ctx, given).await {
        Ok(_) => Ok(true),
        Err(SetUpRefusal::Link | SetUpRefusal::AlreadySetUp) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn waiting(ctx: &Context, given: &Secret) -> Result<Pending, SetUpRefusal> {
    let (app, tenant) = (ctx.app(), ctx.issuer().tenant_id());
    let pending: Option<Pending> = app.ephemeral.get_json(&key(tenant), ctx.now()).await?;
    let pending = pending.ok_or(SetUpRefusal::Link)?;
    if !bool::from(token(app, tenant, &pending).as_bytes().ct_eq(given.expose().as_bytes())) {
        return Err(SetUpRefusal::Link);
    }
    if has_administrator(app, tenant).await? {
        return Err(SetUpRefusal::AlreadySetUp);
    }
    Ok(pending)
}

/// Makes the first administrator. The link works once, and not at all when there is an administrator by then.
pub async fn redeem(ctx: &Context, given: &Secret, person: FirstAdministrator) -> Result<UserId, SetUpRefusal> {
    let (app, tenant) = (ctx.app(), ctx.issuer().tenant_id());
    let pending = waiting(ctx, given).await?;
    let problems = field_problems(ctx, &person).await?;
    if !problems.is_empty() {
        return Err(SetUpRefusal::Fields(problems));
    }
    let hash = app.passwords.hash(&person.password).await?;
    // Of several who post the form at once exactly one takes the record.
    let taken: Option<Pending> = app.ephemeral.take_json(&key(tenant), ctx.now()).await?;
    if taken.as_ref() != Some(&pending) {
        return Err(SetUpRefusal::Link);
    }
    if has_administrator(app, tenant).await? {
        return Err(SetUpRefusal::AlreadySetUp);
    }
    roles::ensure_administrator(app, tenant).await?;
    let user = NewUser {
        email: Some(person.email.trim().to_owned()),
        password_hash: Some(hash),
        roles: vec![ADMINISTRATOR.to_owned()],
        ..users::blank(app, person.username.trim())
    };
    let id = user.id;
    if let Err(error) = users::create(app, tenant, user).await {
        // The link was not used after all.
        app.ephemeral.put_json_if_absent(&key(tenant), &pending, ctx.now()).await?;
        return Err(error.into());
    }
    tracing::info!(target: "audit", event = "set_up", %tenant, user = %id);
    Ok(id)
}

async fn field_problems(ctx: &Context, person: &FirstAdministrator) -> Result<Vec<FieldProblem>, SetUpRefusal> {
    let (username, email) = (person.username.trim(), person.email.trim());
    let mut problems = Vec::new();
    if username.is_empty() {
        problems.push(FieldProblem::UsernameMissing);
    } else if !valid_username(username) || ctx.db().credentials(username).await?.is_some() {
        problems.push(FieldProblem::UsernameInvalid);
    }
    if !valid_email(email) || ctx.db().credentials(email).await?.is_some() {
        problems.push(FieldProblem::EmailInvalid);
    }
    let password = password_rules::problem(&person.password, SHORTEST, &[username, email]);
    problems.extend(password.map(FieldProblem::Password));
    Ok(problems)
}
