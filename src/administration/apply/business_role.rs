//! `[[business_role]]`: what is wanted, what is stored, do they differ.

use crate::administration::business_roles;
use crate::model::BusinessRole;

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

pub(super) fn plan(planner: &Planner<'_>, object: &Object) -> Planned {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    // Its name is known to be a text, and the others are optional.
    let named = members::take(&mut rest, &["name"]);
    let wanted: Option<BusinessRole> =
        members::read(&rest.into_iter().chain(named).collect(), &mut problems);
    let Some(wanted) = wanted else {
        return Err(problems);
    };
    let Some(view) = planner.view(&object.tenant) else {
        return Err(problems);
    };
    problems.extend(business_roles::problems(
        &wanted,
        &view.role_names,
        &view.future_services,
    ));
    if !problems.is_empty() {
        return Err(problems);
    }
    let known = &view.business_roles;
    Ok(
        match known.iter().find(|stored| stored.name == wanted.name) {
            None => (Outcome::Created, Write::BusinessRole(wanted)),
            Some(stored) if *stored == wanted => (Outcome::Unchanged, Write::Nothing),
            Some(_) => (Outcome::Changed, Write::BusinessRole(wanted)),
        },
    )
}
