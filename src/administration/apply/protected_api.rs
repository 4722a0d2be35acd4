//! `[[service]]`: what is wanted, what is stored, do they differ.

use serde::Deserialize;
use toml::Value;

use crate::administration::services;
use crate::app::App;
use crate::model::{Role, Service};

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Members {
    audience: String,
    name: Option<String>,
    scopes: Vec<String>,
    permissions: Vec<String>,
    roles: Vec<Role>,
    members_only: bool,
    disabled: bool,
}

pub(super) fn plan(planner: &Planner<'_>, object: &Object) -> Planned {
    let mut problems = Vec::new();
    let read: Option<Members> = members::read(&object.members, &mut problems);
    let Some(read) = read else {
        return Err(problems);
    };
    let known = planner
        .view(&object.tenant)
        .map(|view| view.services.as_slice())
        .unwrap_or_default();
    let stored = known.iter().find(|one| one.audience == read.audience);
    let blank = services::blank(planner.app, &read.audience);
    let wanted = Service {
        id: stored.map_or(blank.id, |stored| stored.id),
        name: read.name.unwrap_or(blank.name),
        audience: read.audience,
        scopes: read.scopes,
        permissions: read.permissions,
        roles: read.roles,
        members_only: read.members_only,
        disabled: read.disabled,
    };
    problems.extend(services::problems(&wanted));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(match stored {
        None => (Outcome::Created, Write::Service(wanted)),
        Some(stored) if *stored == wanted => (Outcome::Unchanged, Write::Nothing),
        Some(_) => (Outcome::Changed, Write::Service(wanted)),
    })
}

/// The service of the file with its roles' names alone, for who refers to them. What is wrong with it is told where it is read.
pub(super) fn outline(app: &App, object: &Object) -> Service {
    let roles = object.members.get("roles").and_then(Value::as_array);
    let name = |role: &Value| Some(role.get("name")?.as_str()?.to_owned());
    let names = roles.into_iter().flatten().filter_map(name);
    let roles = names.map(|name| Role {
        name,
        description: String::new(),
        permissions: Vec::new(),
    });
    Service {
        roles: roles.collect(),
        ..services::blank(app, &object.name)
    }
}
