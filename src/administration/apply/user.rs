//! `[[user]]`: standard claims by their own names, and ours. What is wanted, what is stored, do they differ.

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::accounts::{PasswordError, SHORTEST_IMPORTED, StoredHash, length_problem};
use crate::administration::{AdministrationError, users};
use crate::model::user::name_key;
use crate::model::{Membership, Secret, UserAccess, UserId};
use crate::storage::{Credentials, NewUser, TenantDb};

use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, View, Write};
use super::{Outcome, Unnamed};

/// Members that are not claims of the profile.
const OWN: [&str; 10] = [
    "sub",
    "username",
    "email",
    "email_verified",
    "password",
    "password_hash",
    "roles",
    "business_roles",
    "services",
    "disabled",
];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Members {
    /// Keeps the identifier of a user that comes from another Vestibule.
    sub: Option<Uuid>,
    username: String,
    email: Option<String>,
    email_verified: bool,
    password: Option<Secret>,
    password_hash: Option<Secret>,
    roles: Vec<String>,
    business_roles: Vec<String>,
    services: Vec<Membership>,
    disabled: bool,
}

pub(super) async fn plan(
    planner: &Planner<'_>,
    object: &Object,
) -> Result<Planned, AdministrationError> {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    let own: Option<Members> = members::read(&members::take(&mut rest, &OWN), &mut problems);
    let Some(own) = own else {
        return Ok(Err(problems));
    };
    let db = planner.db(&object.tenant);
    let stored = match &db {
        Some(db) => stored(db, &own, &mut problems).await?,
        None => None,
    };
    let profile = rest
        .into_iter()
        .map(|(name, value)| (name, members::to_json(value)))
        .collect();
    let (wanted, fresh) = wanted(planner, own, profile, stored.as_ref(), &mut problems).await?;
    problems.extend(users::problems(&wanted));
    if let Some(view) = planner.view(&object.tenant) {
        for role in wanted
            .roles
            .iter()
            .filter(|&role| !view.role_names.contains(role))
        {
            problems.push(format!("roles: there is no role {role:?}"));
        }
        problems.extend(users::access_problems(
            &wanted.access,
            &view.business_role_names,
            &view.future_services,
        ));
        if let (Some(email), Some(db)) = (&wanted.email, &db) {
            problems.extend(email_problem(planner.unnamed, view, db, email, wanted.id).await?);
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let wanted = Box::new(wanted);
    Ok(Ok(match stored {
        None => (Outcome::Created, Write::NewUser(wanted, fresh)),
        Some(stored) if fresh.is_none() && is_same(&stored, &wanted) => {
            (Outcome::Unchanged, Write::Nothing)
        }
        Some(_) => (Outcome::Changed, Write::User(wanted, fresh)),
    }))
}

/// Who is meant: the user of that `sub`, else of that username.
async fn stored(
    db: &TenantDb,
    own: &Members,
    problems: &mut Vec<String>,
) -> Result<Option<Credentials>, AdministrationError> {
    let by_name = if own.username.contains('@') {
        None
    } else {
        db.credentials(&own.username).await?
    };
    let Some(sub) = own.sub else {
        return Ok(by_name);
    };
    if let Some(found) = &by_name {
        if found.user.id.0 != sub {
            problems.push(format!("sub: {:?} exists with another sub", own.username));
        }
        return Ok(by_name);
    }
    // Known under another name: renamed.
    match db.user(UserId(sub)).await? {
        Some(user) => Ok(db.credentials(&user.username).await?),
        None => Ok(None),
    }
}

/// The user as it should be, and a password that is still to be hashed.
async fn wanted(
    planner: &Planner<'_>,
    own: Members,
    profile: Map<String, Value>,
    stored: Option<&Credentials>,
    problems: &mut Vec<String>,
) -> Result<(NewUser, Option<Secret>), AdministrationError> {
    let app = planner.app;
    let old_hash = stored.and_then(|stored| stored.password_hash.clone());
    let (hash, fresh) = match (own.password, own.password_hash) {
        (Some(_), Some(_)) => {
            problems.push("password: is given beside password_hash".to_owned());
            (None, None)
        }
        (None, None) => (old_hash, None),
        (None, Some(hash)) => {
            if StoredHash::parse(hash.expose()).is_none() {
                problems.push(
                    "password_hash: is of no known form, or dearer than a sign-in may be"
                        .to_owned(),
                );
            }
            (Some(hash), None)
        }
        (Some(password), None) => {
            problems.extend(
                length_problem(&password, SHORTEST_IMPORTED).map(|problem| problem.to_string()),
            );
            let kept = old_hash.is_some()
                && app
                    .passwords
                    .verify(old_hash.as_ref(), &password)
                    .await
                    .map_err(PasswordError::from)?;
            if kept {
                (old_hash, None)
            } else {
                (None, Some(password))
            }
        }
    };
    let blank = users::blank(app, &own.username);
    let user = NewUser {
        id: stored
            .map(|stored| stored.user.id)
            .or(own.sub.map(UserId))
            .unwrap_or(blank.id),
        username: own.username,
        email: own.email,
        email_verified: own.email_verified,
        password_hash: hash,
        profile,
        roles: own.roles,
        access: UserAccess {
            business_roles: own.business_roles,
            services: own.services,
        },
        disabled: own.disabled,
    };
    Ok((user, fresh))
}

fn is_same(stored: &Credentials, wanted: &NewUser) -> bool {
    let hash = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
    stored.user.username == wanted.username
        && stored.user.email == wanted.email
        && stored.user.email_verified == wanted.email_verified
        && stored.user.profile == wanted.profile
        && stored.user.roles == wanted.roles
        && stored.user.access == wanted.access
        && stored.user.disabled == wanted.disabled
        && hash(&stored.password_hash) == hash(&wanted.password_hash)
}

/// Whether somebody else has the address, and keeps it.
async fn email_problem(
    unnamed: Unnamed,
    view: &View,
    db: &TenantDb,
    email: &str,
    id: UserId,
) -> Result<Option<String>, AdministrationError> {
    if !email.contains('@') {
        return Ok(None);
    }
    let holder = db
        .credentials(email)
        .await?
        .filter(|holder| holder.user.id != id);
    Ok(holder.and_then(|holder| {
        let named = view.usernames.contains(&name_key(&holder.user.username));
        (unnamed == Unnamed::Keep && !named)
            .then(|| format!("email: is {:?}'s", holder.user.username))
    }))
}
