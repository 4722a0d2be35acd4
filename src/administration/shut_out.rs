//! Who may use a service no more, told in its status lists: whoever verifies tokens offline learns of it as those do who ask.
//!
//! A token is judged by what its user holds at that instant wherever the server is asked. The lists say the same of what is out
//! there already, so they are brought up to date whenever somebody's access changes. Whether the service is disabled is not
//! looked at: then every place of its lists is void, and this counts again when it is enabled.

use std::collections::HashMap;

use crate::access::Standing;
use crate::app::App;
use crate::clock::Timestamp;
use crate::model::{Service, ServiceId, StatusIndex, TenantId, User, UserId};
use crate::storage::{AccessRules, GrantPlace, Status, TenantDb};

use super::AdministrationError;

/// How many grants are looked at in one go.
const AT_ONCE: u64 = 500;

fn admits(user: &User, rules: &AccessRules, service: &Service) -> bool {
    let enabled = Service {
        disabled: false,
        ..service.clone()
    };
    Standing::of(user, rules, &enabled).admits(&enabled)
}

const fn status(admitted: bool) -> Status {
    if admitted {
        Status::Valid
    } else {
        Status::Void
    }
}

/// The services in which one person, whose access is another one now, stands otherwise.
pub(super) fn standings(
    (before, after): (&User, &User),
    rules: &AccessRules,
    services: &[Service],
) -> Vec<(ServiceId, Status)> {
    if before.access == after.access {
        return Vec::new();
    }
    let changed = services.iter().filter_map(|service| {
        let now = admits(after, rules, service);
        (admits(before, rules, service) != now).then(|| (service.id, status(now)))
    });
    changed.collect()
}

/// Of everybody who may have tokens for a service whose members are others now. A page of grants at a time, since they are many; it
/// is a rare thing to do, and doing it again does what an interruption left out.
pub(super) async fn of_service(
    app: &App,
    tenant: TenantId,
    service: &Service,
    tokens_until: Timestamp,
) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let rules = db.access_rules().await?;
    // A grant for nothing in particular may be used for whatever its client may have.
    let may_be_for_it = |grant: &GrantPlace| {
        let named = &grant.resources;
        named.is_empty() || named.contains(&service.audience)
    };
    let mut after = None;
    loop {
        // What another node has just told counts.
        app.directory.catch_up().await?;
        let now = app.clock.now();
        let page = db.living_grants_after(after, AT_ONCE, now).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Some(last.id);
        let grants: Vec<_> = page.into_iter().filter(may_be_for_it).collect();
        let entries = changed(app, &db, (tenant, service, &rules), &grants).await?;
        db.announce_statuses(&entries, tokens_until, now).await?;
    }
}

async fn changed(
    app: &App,
    db: &TenantDb,
    (tenant, service, rules): (TenantId, &Service, &AccessRules),
    grants: &[GrantPlace],
) -> Result<Vec<(ServiceId, StatusIndex, Status)>, AdministrationError> {
    let mut people: Vec<UserId> = grants.iter().map(|grant| grant.user).collect();
    people.sort_unstable();
    people.dedup();
    let people = db.users_of(&people).await?;
    let admitted: HashMap<UserId, bool> = people
        .iter()
        .map(|user| (user.id, admits(user, rules, service)))
        .collect();
    let statuses = app.directory.statuses();
    Ok(grants
        .iter()
        .filter_map(|grant| {
            let admitted = *admitted.get(&grant.user)?;
            let is_void = statuses.is_void(tenant, service.id, grant.place);
            (is_void == admitted).then(|| (service.id, grant.place, status(admitted)))
        })
        .collect())
}
