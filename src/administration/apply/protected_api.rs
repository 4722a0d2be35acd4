//! `[[service]]`: what is wanted, what is stored, do they differ.

use serde::Deserialize;

use crate::administration::services;
use crate::model::Service;

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
}

pub(super) fn plan(planner: &Planner<'_>, object: &Object) -> Planned {
    let mut problems = Vec::new();
    let read: Option<Members> = members::read(&object.members, &mut problems);
    let Some(read) = read else {
        return Err(problems);
    };
    let wanted = Service {
        name: read.name.unwrap_or_else(|| read.audience.clone()),
        audience: read.audience,
        scopes: read.scopes,
    };
    problems.extend(services::problems(&wanted));
    if !problems.is_empty() {
        return Err(problems);
    }
    let known = planner
        .view(&object.tenant)
        .map(|view| view.services.as_slice())
        .unwrap_or_default();
    Ok(
        match known
            .iter()
            .find(|stored| stored.audience == wanted.audience)
        {
            None => (Outcome::Created, Write::Service(wanted)),
            Some(stored) if *stored == wanted => (Outcome::Unchanged, Write::Nothing),
            Some(_) => (Outcome::Changed, Write::Service(wanted)),
        },
    )
}
