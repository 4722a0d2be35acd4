//! Who administers the tenants of a file when it is written.

use std::collections::{HashMap, HashSet};

use crate::administration::users::{LastAdministrator, administers};
use crate::administration::{ADMINISTRATOR, AdministrationError};
use crate::model::UserId;
use crate::storage::NewUser;

use super::document::{Object, Problem};
use super::plan::{Planner, Step, Write};

/// As many administrators a file may take the role from at once before it is only noticed when it is written.
const MOST: u64 = 1000;

fn written(step: &Step) -> Option<&NewUser> {
    match &step.write {
        Write::NewUser(user, _) | Write::User(user, _) => Some(user),
        Write::Nothing
        | Write::NewTenant(_)
        | Write::Tenant(_)
        | Write::Role(_)
        | Write::Service(_)
        | Write::BusinessRole(_)
        | Write::Provider(..)
        | Write::Client(..)
        | Write::Removal => None,
    }
}

/// The tenants of which the file itself writes an administrator.
#[derive(Debug)]
pub(super) struct Followed(HashSet<String>);

impl Followed {
    pub(super) fn of(steps: &[Step]) -> Self {
        let tenants = steps
            .iter()
            .filter(|step| written(step).is_some_and(administers))
            .map(|step| step.line.tenant.clone());
        Self(tenants.collect())
    }

    pub(super) fn last(&self, tenant: &str) -> LastAdministrator {
        if self.0.contains(tenant) {
            LastAdministrator::IsFollowed
        } else {
            LastAdministrator::Stays
        }
    }
}

/// Files that would take the role from everybody who has it. Each step stands at the place of its object.
pub(super) async fn problems(
    planner: &Planner<'_>,
    objects: &[Object],
    steps: &[Step],
) -> Result<Vec<Problem>, AdministrationError> {
    let followed = Followed::of(steps);
    let mut leaving: HashMap<&str, Vec<(UserId, &Object)>> = HashMap::new();
    for (object, step) in objects.iter().zip(steps) {
        if let Write::User(user, _) = &step.write
            && !administers(user)
            && followed.last(&object.tenant) == LastAdministrator::Stays
        {
            let people = leaving.entry(object.tenant.as_str()).or_default();
            people.push((user.id, object));
        }
    }
    let mut problems = Vec::new();
    for (slug, people) in leaving {
        let Some(db) = planner.db(slug) else { continue };
        let holders = db.holders_of(ADMINISTRATOR, MOST).await?;
        let leaves = |holder: &UserId| people.iter().find(|(user, _)| user == holder);
        if let Some(last) = holders.last()
            && holders.iter().all(|holder| leaves(holder).is_some())
            && let Some((_, object)) = leaves(last)
        {
            let text =
                format!("roles: nobody would administer the tenant {slug:?}; name a successor");
            problems.push(object.problem(&text));
        }
    }
    Ok(problems)
}
