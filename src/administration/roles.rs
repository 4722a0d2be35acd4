//! Roles: named sets of permissions.

use crate::app::App;
use crate::model::policy::USER_ROLE;
use crate::model::{Role, TenantId};

use super::{AdministrationError, Kind};

/// The role that every tenant has, and that no file and no command takes away: its holders may do everything.
pub const ADMINISTRATOR: &str = "admin";

/// How many permissions a role may have.
const MOST_PERMISSIONS: usize = 200;

/// What is wrong with a role; empty when it may be written.
pub fn problems(role: &Role) -> Vec<String> {
    let mut problems = naming_problems(&role.name, &role.description);
    if role.permissions.len() > MOST_PERMISSIONS {
        problems.push(format!("permissions: are at most {MOST_PERMISSIONS}"));
    }
    for permission in &role.permissions {
        if !is_permission(permission) {
            problems.push(format!("permissions: {permission:?} is no permission such as \"user:create\", \"user:*\" or \"*\""));
        }
    }
    if role.name == ADMINISTRATOR && !role.permissions.iter().any(|permission| permission == "*") {
        problems.push("permissions: the role \"admin\" keeps \"*\"".to_owned());
    }
    problems
}

/// What is wrong with the name of something like a role, or with its description.
pub(super) fn naming_problems(name: &str, description: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_role_name(name) {
        problems.push("name: has 1 to 64 lower-case letters, digits and - . _ :".to_owned());
    }
    if description.chars().count() > 500 || description.chars().any(char::is_control) {
        problems.push("description: is one line of at most 500 characters".to_owned());
    }
    problems
}

fn is_role_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._:".contains(&b))
}

/// Whether it is words between colons.
pub(super) fn is_permission(text: &str) -> bool {
    let is_part = |part: &str| {
        part == "*"
            || !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._".contains(&b))
    };
    text.len() <= 128 && text.split(':').all(is_part)
}

/// The role of those who may do everything.
pub fn administrator() -> Role {
    Role {
        name: ADMINISTRATOR.to_owned(),
        description: "May do everything".to_owned(),
        permissions: vec!["*".to_owned()],
    }
}

/// The roles that a tenant begins with beside the administrators': they allow nothing until an operator says what, and may be
/// removed.
fn usual() -> [Role; 2] {
    let role = |name: &str, description: &str| Role {
        name: name.to_owned(),
        description: description.to_owned(),
        permissions: Vec::new(),
    };
    [
        role(USER_ROLE, "Has an account"),
        role("guest", "Is here for a while"),
    ]
}

/// Writes the administrators' role where it is missing, and the usual ones where there is none at all.
pub async fn ensure_administrator(app: &App, tenant: TenantId) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let known = db.roles().await?;
    let now = app.clock.now();
    if known.is_empty() {
        for role in usual() {
            db.put_role(&role, now).await?;
        }
    }
    if known.iter().all(|role| role.name != ADMINISTRATOR) {
        db.put_role(&administrator(), now).await?;
    }
    Ok(())
}

/// Writes a role, over one of the same name.
pub async fn put(app: &App, tenant: TenantId, role: &Role) -> Result<(), AdministrationError> {
    let problems = problems(role);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    app.database
        .tenant(tenant)
        .put_role(role, app.clock.now())
        .await?;
    tracing::info!(target: "audit", event = "role.written", %tenant, role = role.name);
    Ok(app.directory.catch_up().await?)
}

/// Removes a role; users who hold it keep its name, which then means nothing.
pub async fn delete(app: &App, tenant: TenantId, name: &str) -> Result<(), AdministrationError> {
    if name == ADMINISTRATOR {
        return Err(AdministrationError::invalid(
            "the role \"admin\" cannot be removed",
        ));
    }
    if !app
        .database
        .tenant(tenant)
        .delete_role(name, app.clock.now())
        .await?
    {
        return Err(AdministrationError::NotFound(Kind::Role, name.to_owned()));
    }
    tracing::info!(target: "audit", event = "role.deleted", %tenant, role = name);
    Ok(app.directory.catch_up().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_are_words_between_colons() {
        for good in ["*", "user:create", "user:*", "a.b-c_1"] {
            assert!(is_permission(good), "{good}");
        }
        for bad in ["", ":", "user:", "User:create", "user create", "us*r"] {
            assert!(!is_permission(bad), "{bad}");
        }
    }

    #[test]
    fn administrators_keep_their_power() {
        assert!(problems(&administrator()).is_empty());
        assert_eq!(
            problems(&Role {
                permissions: vec![],
                ..administrator()
            })
            .len(),
            1
        );
    }
}
