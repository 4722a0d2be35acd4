//! `[[tenant]]`: what is wanted, what is stored, do they differ.

use serde::Deserialize;

use crate::administration::{AdministrationError, tenants};
use crate::model::{Tenant, TenantId, TenantSettings};

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct Members {
    slug: String,
    name: Option<String>,
    host: Option<String>,
    disabled: bool,
}

pub(super) async fn plan(
    planner: &Planner<'_>,
    object: &Object,
) -> Result<Planned, AdministrationError> {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    let own = members::take(&mut rest, &["slug", "name", "host", "disabled"]);
    let own: Option<Members> = members::read(&own, &mut problems);
    let settings: Option<TenantSettings> = members::read(&rest, &mut problems);
    let (Some(own), Some(settings)) = (own, settings) else {
        return Ok(Err(problems));
    };
    let stored = planner
        .view(&object.tenant)
        .and_then(|view| view.stored.clone());
    let wanted = Tenant {
        id: stored
            .as_ref()
            .map_or(TenantId(uuid::Uuid::nil()), |stored| stored.id),
        name: own
            .name
            .or_else(|| stored.as_ref().map(|stored| stored.name.clone()))
            .unwrap_or_else(|| own.slug.clone()),
        slug: own.slug,
        host: own.host,
        settings,
        disabled: own.disabled,
    };
    problems.extend(tenants::problems_here(planner.app, &wanted));
    if let Some(host) = &wanted.host {
        let holder = planner.app.database.tenant_by_host(host).await?;
        if holder.is_some_and(|holder| holder.id != wanted.id) {
            problems.push(format!("host: {host:?} is another tenant's"));
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    Ok(Ok(match stored {
        None => (Outcome::Created, Write::NewTenant(wanted)),
        Some(stored) if stored == wanted => (Outcome::Unchanged, Write::Nothing),
        Some(_) => (Outcome::Changed, Write::Tenant(wanted)),
    }))
}
