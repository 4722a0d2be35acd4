//! `[[role]]`: what is wanted, what is stored, do they differ.

use crate::administration::roles;
use crate::model::Role;

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

pub(super) fn plan(planner: &Planner<'_>, object: &Object) -> Planned {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    // Its name is known to be a text, and the others are optional.
    let named = members::take(&mut rest, &["name"]);
    let wanted: Option<Role> =
        members::read(&rest.into_iter().chain(named).collect(), &mut problems);
    let Some(wanted) = wanted else {
        return Err(problems);
    };
    problems.extend(roles::problems(&wanted));
    if !problems.is_empty() {
        return Err(problems);
    }
    let known = planner
        .view(&object.tenant)
        .map(|view| view.roles.as_slice())
        .unwrap_or_default();
    Ok(
        match known.iter().find(|stored| stored.name == wanted.name) {
            None => (Outcome::Created, Write::Role(wanted)),
            Some(stored) if *stored == wanted => (Outcome::Unchanged, Write::Nothing),
            Some(_) => (Outcome::Changed, Write::Role(wanted)),
        },
    )
}
