//! People's accounts, as operators see them.

use serde_json::{Map, Value};
use url::Url;

use crate::accounts::{Whose, refuse_easy_password};
use crate::app::App;
use crate::clock::Timestamp;
use crate::jose::DEFAULT_SKEW_SECONDS;
use crate::model::user::{PROFILE_CLAIMS, TELEGRAM, is_telegram_name, valid_email, valid_username};
use crate::model::{Secret, Service, TenantId, User, UserAccess, UserId};
use crate::storage::{
    AccessRules, ChangeRules, Credentials, LastHolder, Leaving, NewUser, Notices, StorageError,
    UserChange,
};

use super::business_roles::service_role_problem;
use super::clients::Switch;
use super::roles::ADMINISTRATOR;
use super::{AdministrationError, Kind, shut_out};

/// The members of the `address` claim (OpenID Connect Core §5.1.1).
const ADDRESS_MEMBERS: [&str; 6] = [
    "formatted",
    "street_address",
    "locality",
    "region",
    "postal_code",
    "country",
];
/// How long a claim may be, in characters.
const LONGEST_CLAIM: usize = 1000;
/// How many rows one step of a walk through all users reads.
const PAGE: u64 = 200;

/// What is wrong with a user; empty when it may be written. Whether its roles exist is the caller's to know.
pub fn problems(user: &NewUser) -> Vec<String> {
    let mut problems = Vec::new();
    if !valid_username(&user.username) {
        problems.push("username: has 1 to 64 letters, digits and . - _".to_owned());
    }
    if user
        .email
        .as_deref()
        .is_some_and(|email| !valid_email(email))
    {
        problems.push("email: is no mail address".to_owned());
    }
    if user.email.is_none() && user.email_verified {
        problems.push("email_verified: there is no email".to_owned());
    }
    for (name, value) in &user.profile {
        if let Some(problem) = claim_problem(name, value) {
            problems.push(format!("{name}: {problem}"));
        }
    }
    problems
}

/// OpenID Connect Core §5.1: what is wrong with a claim; `None` when nothing is.
pub fn claim_problem(name: &str, value: &Value) -> Option<String> {
    let text_problem = |value: &Value| match value {
        Value::String(text) if text.is_empty() || text.chars().count() > LONGEST_CLAIM => {
            Some(format!("has 1 to {LONGEST_CLAIM} characters"))
        }
        Value::String(_) => None,
        _ => Some("is a text".to_owned()),
    };
    match name {
        _ if !PROFILE_CLAIMS.contains(&name) => {
            Some("is no standard claim (OpenID Connect Core section 5.1)".to_owned())
        }
        "phone_number_verified" => (!value.is_boolean()).then(|| "is true or false".to_owned()),
        "address" => {
            let Value::Object(members) = value else {
                return Some("is a table (OpenID Connect Core section 5.1.1)".to_owned());
            };
            members.iter().find_map(|(member, value)| {
                if ADDRESS_MEMBERS.contains(&member.as_str()) {
                    text_problem(value).map(|problem| format!("{member} {problem}"))
                } else {
                    Some(format!(
                        "has no member {member:?} (OpenID Connect Core section 5.1.1)"
                    ))
                }
            })
        }
        "profile" | "picture" | "website" => text_problem(value).or_else(|| {
            let web = value.as_str().and_then(|text| Url::parse(text).ok());
            let web = web.is_some_and(|url| matches!(url.scheme(), "https" | "http"));
            (!web).then(|| "is no web address".to_owned())
        }),
        TELEGRAM => {
            let is_name = value.as_str().is_some_and(is_telegram_name);
            (!is_name).then(|| "is a username of Telegram, without @".to_owned())
        }
        _ => text_problem(value),
    }
}

/// How many business roles a person may have, and to how many services they may be mapped.
const MOST: usize = 200;

/// What is wrong with what somebody is given besides roles; `business` and `services` are those that there are.
pub fn access_problems(
    access: &UserAccess,
    business: &[String],
    services: &[Service],
) -> Vec<String> {
    let mut problems = Vec::new();
    for (member, count) in [
        ("business_roles", access.business_roles.len()),
        ("services", access.services.len()),
    ] {
        if count > MOST {
            problems.push(format!("{member}: are at most {MOST}"));
        }
    }
    for name in access
        .business_roles
        .iter()
        .filter(|name| !business.contains(name))
    {
        problems.push(format!(
            "business_roles: there is no business role {name:?}"
        ));
    }
    for (index, one) in access.services.iter().enumerate() {
        let audience = &one.service;
        if services.iter().all(|service| service.audience != *audience) {
            problems.push(format!("services: there is no service {audience:?}"));
        } else if let Some(role) = &one.role {
            let problem = service_role_problem(services, audience, role);
            problems.extend(problem.map(|problem| format!("services: {problem}")));
        }
        if access
            .services
            .iter()
            .take(index)
            .any(|earlier| earlier.service == *audience)
        {
            problems.push(format!("services: {audience:?} stands there twice"));
        }
    }
    problems
}

/// A user without anything but a name.
pub fn blank(app: &App, username: &str) -> NewUser {
    NewUser {
        id: UserId(app.entropy.uuid(app.clock.now())),
        username: username.to_owned(),
        email: None,
        email_verified: false,
        password_hash: None,
        profile: Map::new(),
        roles: Vec::new(),
        access: UserAccess::default(),
        disabled: false,
    }
}

/// The user of that username or mail address.
pub async fn find(
    app: &App,
    tenant: TenantId,
    login: &str,
) -> Result<Credentials, AdministrationError> {
    let found = app.database.tenant(tenant).credentials(login).await?;
    found.ok_or_else(|| AdministrationError::NotFound(Kind::User, login.to_owned()))
}

/// Every user of a tenant, by username. For commands and files; no request walks users.
pub async fn all(app: &App, tenant: TenantId) -> Result<Vec<Credentials>, AdministrationError> {
    let db = app.database.tenant(tenant);
    let mut all: Vec<Credentials> = Vec::new();
    loop {
        let after = all
            .last()
            .map(|last| last.user.username.clone())
            .unwrap_or_default();
        let page = db.users_after(&after, PAGE).await?;
        let last_page = (page.len() as u64) < PAGE;
        all.extend(page);
        if last_page {
            return Ok(all);
        }
    }
}

/// Hashes a password that someone chose, if the tenant's rules allow it.
pub async fn hash_chosen(
    app: &App,
    tenant: TenantId,
    password: &Secret,
    whose: Whose<'_>,
) -> Result<Secret, AdministrationError> {
    let found = app.database.tenant_by_id(tenant).await?;
    let found =
        found.ok_or_else(|| AdministrationError::NotFound(Kind::Tenant, tenant.to_string()))?;
    refuse_easy_password(app, &found, whose, password).await?;
    Ok(app.passwords.hash(password).await?)
}

/// Whether a user may be written, as far as one can know beforehand.
pub async fn check(app: &App, tenant: TenantId, user: &NewUser) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    judge(user, db.access_rules().await?, &db.services().await?)
}

fn judge(
    user: &NewUser,
    rules: AccessRules,
    services: &[Service],
) -> Result<(), AdministrationError> {
    let mut problems = problems(user);
    for role in &user.roles {
        if rules.roles.iter().all(|known| known.name != *role) {
            problems.push(format!("roles: there is no role {role:?}"));
        }
    }
    let business: Vec<String> = rules
        .business_roles
        .into_iter()
        .map(|role| role.name)
        .collect();
    problems.extend(access_problems(&user.access, &business, services));
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AdministrationError::Invalid(problems))
    }
}

/// Adds a user.
pub async fn create(app: &App, tenant: TenantId, user: NewUser) -> Result<(), AdministrationError> {
    check(app, tenant, &user).await?;
    let (id, name) = (user.id, user.username.clone());
    let written = app
        .database
        .tenant(tenant)
        .insert_user(user, app.clock.now())
        .await;
    written.map_err(AdministrationError::taken(Kind::User, &name))?;
    tracing::info!(target: "audit", event = "user.created", %tenant, user = %id);
    Ok(())
}

/// Replaces what is known of a user. Another password ends every sign-in and every grant of theirs.
pub async fn update(
    app: &App,
    tenant: TenantId,
    user: NewUser,
    last: LastAdministrator,
) -> Result<(), AdministrationError> {
    check(app, tenant, &user).await?;
    let (id, name) = (user.id, user.username.clone());
    let (until, now) = (tokens_until(app), app.clock.now());
    let db = app.database.tenant(tenant);
    let (rules, services) = (db.access_rules().await?, db.services().await?);
    let rules = ChangeRules {
        guard: last.guard(),
        tokens_until: until,
        standings: &|before, after| shut_out::standings((before, after), &rules, &services),
    };
    let written = db.update_user(user, rules, now).await;
    let written = written.map_err(AdministrationError::taken(Kind::User, &name))?;
    done(tenant, id, written, &name)?;
    changed(app, tenant, id).await
}

/// Changes what is known of a user as `decide` says, who is told what they are by then. The password stays.
pub async fn revise<E: From<AdministrationError> + From<StorageError>>(
    app: &App,
    tenant: TenantId,
    id: UserId,
    decide: impl FnOnce(&User) -> Result<NewUser, E>,
) -> Result<(), E> {
    let db = app.database.tenant(tenant);
    let rules = db.access_rules().await?;
    let services = db.services().await?;
    let decide = |user: &User| {
        let wanted = decide(user)?;
        judge(&wanted, rules.clone(), &services)?;
        Ok::<_, E>(wanted)
    };
    let changes = ChangeRules {
        guard: LastAdministrator::Stays.guard(),
        tokens_until: tokens_until(app),
        standings: &|before, after| shut_out::standings((before, after), &rules, &services),
    };
    let written = db.revise_user(id, decide, changes, app.clock.now()).await?;
    done(tenant, id, written, &id.to_string())?;
    Ok(changed(app, tenant, id).await?)
}

/// Whether somebody may go whom nobody could follow as administrator of the tenant. It is looked at in the transaction that
/// lets them go: of the last two who go at once one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastAdministrator {
    /// No.
    Stays,
    /// Yes: the same file names a successor.
    IsFollowed,
}

impl LastAdministrator {
    const fn guard(self) -> LastHolder<'static> {
        match self {
            Self::Stays => LastHolder::Stays(ADMINISTRATOR),
            Self::IsFollowed => LastHolder::MayGo,
        }
    }
}

/// When the last access token that could be alive now is dead.
pub(super) fn tokens_until(app: &App) -> Timestamp {
    let lifetime = i64::from(app.config.tokens.access_token_seconds) + DEFAULT_SKEW_SECONDS;
    app.clock.now().plus_seconds(lifetime)
}

async fn changed(app: &App, tenant: TenantId, user: UserId) -> Result<(), AdministrationError> {
    tracing::info!(target: "audit", event = "user.changed", %tenant, %user);
    Ok(app.directory.catch_up().await?)
}

fn done(
    tenant: TenantId,
    user: UserId,
    written: UserChange,
    name: &str,
) -> Result<(), AdministrationError> {
    match written {
        UserChange::Done => Ok(()),
        UserChange::Unknown => Err(AdministrationError::NotFound(Kind::User, name.to_owned())),
        UserChange::LastHolder => {
            tracing::warn!(target: "audit", event = "admin.last_admin_refused", %tenant, %user);
            Err(AdministrationError::LastAdministrator(name.to_owned()))
        }
    }
}

/// Disables a user, or lets them in again.
pub async fn switch(
    app: &App,
    tenant: TenantId,
    login: &str,
    to: Switch,
) -> Result<(), AdministrationError> {
    let found = find(app, tenant, login).await?;
    let disabled = to == Switch::Disabled;
    let db = app.database.tenant(tenant);
    let user = found.user.id;
    let guard = LastAdministrator::Stays.guard();
    let (until, now) = (tokens_until(app), app.clock.now());
    let written = db
        .set_user_disabled((user, disabled), guard, until, now)
        .await?;
    done(tenant, user, written, login)?;
    changed(app, tenant, user).await
}

/// Removes a user and everything that belongs to them. The identifier is never given again.
pub async fn delete(
    app: &App,
    tenant: TenantId,
    login: &str,
    last: LastAdministrator,
) -> Result<(), AdministrationError> {
    let found = find(app, tenant, login).await?;
    let leaving = Leaving {
        id: app.entropy.uuid(app.clock.now()),
        user: found.user.id,
        only_if_due: false,
        guard: last.guard(),
        tokens_until: tokens_until(app),
    };
    let db = app.database.tenant(tenant);
    let deleted = db
        .delete_user(leaving, Notices::default(), app.clock.now())
        .await?;
    done(tenant, found.user.id, deleted, login)?;
    tracing::info!(target: "audit", event = "user.deleted", %tenant, user = %found.user.id);
    Ok(app.directory.catch_up().await?)
}

/// Whether a user who is to be written can administer the tenant.
pub fn administers(user: &NewUser) -> bool {
    !user.disabled && user.roles.iter().any(|role| role == ADMINISTRATOR)
}

/// Whether a user can administer the tenant.
pub(super) fn is_administrator(user: &crate::model::User) -> bool {
    !user.disabled && user.roles.iter().any(|role| role == ADMINISTRATOR)
}
