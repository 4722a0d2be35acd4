//! The first administrator of a new server, by a link that only whoever reads the server's output knows.
//!
//! The token is a keyed tag of a random record: every node shows the same link, a copy of the database does not contain
//! it, and taking the record is what makes it work once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::accounts::{PasswordError, PasswordProblem, Whose, judge_password};
use crate::app::App;
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::user::{valid_email, valid_username};
use crate::model::{Issuer, Secret, Tenant, TenantId, UserId};
use crate::storage::{NewUser, StorageError};

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
    URL_SAFE_NO_PAD.encode(
        app.vault
            .tag(PURPOSE, format!("{tenant}:{}", pending.nonce).as_bytes()),
    )
}

/// Whether anybody administers the tenant.
pub async fn has_administrator(app: &App, tenant: TenantId) -> Result<bool, StorageError> {
    Ok(app
        .database
        .tenant(tenant)
        .count_with_role(ADMINISTRATOR)
        .await?
        > 0)
}

/// The link with which the first administrator sets the tenant up; `None` when it has one. It works for a day.
pub async fn pending_link(
    app: &App,
    tenant: &Tenant,
) -> Result<Option<String>, AdministrationError> {
    if has_administrator(app, tenant.id).await? {
        return Ok(None);
    }
    let (key, now) = (key(tenant.id), app.clock.now());
    let fresh = Pending {
        nonce: app.entropy.secret("").expose().to_owned(),
    };
    app.ephemeral.put_json_if_absent(&key, &fresh, now).await?;
    let pending = app.ephemeral.get_json(&key, now).await?.unwrap_or(fresh);
    let issuer = Issuer::new(tenant.clone(), app.config.server.public_url.url());
    Ok(Some(format!(
        "{}{PATH}?token={}",
        issuer.url(),
        token(app, tenant.id, &pending)
    )))
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
    if !bool::from(
        token(app, tenant, &pending)
            .as_bytes()
            .ct_eq(given.expose().as_bytes()),
    ) {
        return Err(SetUpRefusal::Link);
    }
    if has_administrator(app, tenant).await? {
        return Err(SetUpRefusal::AlreadySetUp);
    }
    Ok(pending)
}

/// Makes the first administrator. The link works once, and not at all when there is an administrator by then.
pub async fn redeem(
    ctx: &Context,
    given: &Secret,
    person: FirstAdministrator,
) -> Result<UserId, SetUpRefusal> {
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
        app.ephemeral
            .put_json_if_absent(&key(tenant), &pending, ctx.now())
            .await?;
        return Err(error.into());
    }
    tracing::info!(target: "audit", event = "set_up", %tenant, user = %id);
    Ok(id)
}

async fn field_problems(
    ctx: &Context,
    person: &FirstAdministrator,
) -> Result<Vec<FieldProblem>, SetUpRefusal> {
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
    let names = [username, email];
    let (tenant, whose) = (ctx.issuer().tenant(), Whose::New(&names));
    let judged = judge_password(ctx.app(), tenant, whose, &person.password).await;
    let judged = judged.map_err(PasswordError::from)?;
    problems.extend(judged.problem.map(FieldProblem::Password));
    Ok(problems)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::super::temporary::Temporary;
    use super::*;
    use crate::accounts::SHORTEST;

    fn person(username: &str) -> FirstAdministrator {
        FirstAdministrator {
            username: username.to_owned(),
            email: format!("{username}@example.com"),
            password: Secret::new("correct horse battery"),
        }
    }

    async fn token_of(server: &Temporary) -> Secret {
        let link = pending_link(&server.app, &server.tenant)
            .await
            .unwrap()
            .unwrap();
        let (page, token) = link.split_once("?token=").unwrap();
        assert_eq!(page, "http://localhost:8080/set-up");
        Secret::new(token)
    }

    #[tokio::test]
    async fn the_link_is_the_same_on_every_node_and_works_once() {
        let server = Temporary::new().await;
        let token = token_of(&server).await;
        let other_node = server.another_node().await;
        let elsewhere = pending_link(&other_node, &server.tenant)
            .await
            .unwrap()
            .unwrap();
        assert!(elsewhere.ends_with(token.expose()));

        let (one, other) = (server.request().await, server.request().await);
        assert!(is_pending(&one, &token).await.unwrap());
        let (first, second) = tokio::join!(
            redeem(&one, &token, person("ada")),
            redeem(&other, &token, person("eve"))
        );
        assert_eq!(
            u8::from(first.is_ok()) + u8::from(second.is_ok()),
            1,
            "exactly one becomes administrator"
        );
        assert_eq!(
            server
                .app
                .database
                .tenant(server.tenant.id)
                .count_with_role(ADMINISTRATOR)
                .await
                .unwrap(),
            1
        );
        assert!(!is_pending(&one, &token).await.unwrap());
        assert_eq!(
            pending_link(&server.app, &server.tenant).await.unwrap(),
            None
        );
    }

    #[tokio::test]
    async fn a_wrong_token_and_a_wrong_field_do_not_spend_the_link() {
        let server = Temporary::new().await;
        let token = token_of(&server).await;
        let request = server.request().await;
        let wrong = Secret::new("x".repeat(43));
        assert!(matches!(
            redeem(&request, &wrong, person("eve")).await,
            Err(SetUpRefusal::Link)
        ));
        let clumsy = FirstAdministrator {
            email: "ada".to_owned(),
            password: Secret::new("short"),
            ..person("a@b")
        };
        let Err(SetUpRefusal::Fields(problems)) = redeem(&request, &token, clumsy).await else {
            unreachable!("three fields are wrong")
        };
        let short = FieldProblem::Password(PasswordProblem::TooShort { at_least: SHORTEST });
        assert_eq!(
            problems,
            [
                FieldProblem::UsernameInvalid,
                FieldProblem::EmailInvalid,
                short
            ]
        );
        assert!(redeem(&request, &token, person("ada")).await.is_ok());
    }

    #[tokio::test]
    async fn the_link_dies_after_a_day_and_when_somebody_is_administrator() {
        let server = Temporary::new().await;
        let token = token_of(&server).await;
        server.app.clock.advance(24 * 3600 + 1);
        assert!(!is_pending(&server.request().await, &token).await.unwrap());
        let fresh = token_of(&server).await;
        assert_ne!(fresh.expose(), token.expose());
        let admin = NewUser {
            roles: vec![ADMINISTRATOR.to_owned()],
            ..users::blank(&server.app, "root")
        };
        users::create(&server.app, server.tenant.id, admin)
            .await
            .unwrap();
        let refused = redeem(&server.request().await, &fresh, person("eve")).await;
        assert!(matches!(refused, Err(SetUpRefusal::AlreadySetUp)));
    }
}
