//! Who may use a service no more, told in its status lists: whoever verifies tokens offline learns of it as those do who ask.
//!
//! A token is judged by what its user holds at that instant wherever the server is asked. The lists say the same of what is out
//! there already, so they are brought up to date whenever somebody's access changes.

use std::collections::HashMap;

use crate::access::Standing;
use crate::app::App;
use crate::clock::Timestamp;
use crate::model::{Service, ServiceId, StatusIndex, TenantId, User, UserId};
use crate::storage::{AccessRules, GrantPlace, Status, TenantDb};

use super::AdministrationError;

/// How many grants are looked at in one go.
const AT_ONCE: u64 = 500;

/// Of one person, whose access is another one now.
pub(super) async fn of_user(
    app: &App,
    before: &User,
    tokens_until: Timestamp,
) -> Result<(), AdministrationError> {
    let db = app.database.tenant(before.tenant);
    let Some(after) = db.user(before.id).await? else {
        return Ok(());
    };
    if before.access == after.access {
        return Ok(());
    }
    let (rules, services) = (db.access_rules().await?, db.services().await?);
    let admits =
        |user: &User, service: &Service| Standing::of(user, &rules, service).admits(service);
    let changed: Vec<(ServiceId, Status)> = services
        .iter()
        .filter(|service| admits(before, service) != admits(&after, service))
        .map(|service| (service.id, status(admits(&after, service))))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let places = db.living_grants_of(after.id, now).await?;
    let entries: Vec<_> = places
        .into_iter()
        .flat_map(|place| {
            changed
                .iter()
                .map(move |(service, is)| (*service, place, *is))
        })
        .collect();
    Ok(db.announce_statuses(&entries, tokens_until, now).await?)
}

/// Of everybody who has tokens for a service whose members are others now. A page of grants at a time, since they are many; it
/// is a rare thing to do.
pub(super) async fn of_service(
    app: &App,
    tenant: TenantId,
    service: &Service,
    tokens_until: Timestamp,
) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    let rules = db.access_rules().await?;
    let clients = db.clients().await?.into_iter();
    let mut default_of: HashMap<_, _> = clients
        .map(|client| (client.id, client.metadata.default_resource))
        .collect();
    default_of.retain(|_, resource| resource.as_deref() == Some(service.audience.as_str()));
    let is_for_it = |grant: &GrantPlace| {
        let named = &grant.resources;
        named.contains(&service.audience)
            || named.is_empty() && default_of.contains_key(&grant.client)
    };
    let mut after = None;
    loop {
        let now = app.clock.now();
        let page = db.living_grants_after(after, AT_ONCE, now).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Some(last.id);
        let grants: Vec<_> = page.into_iter().filter(is_for_it).collect();
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
        .map(|user| (user.id, Standing::of(user, rules, service).admits(service)))
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

const fn status(admitted: bool) -> Status {
    if admitted {
        Status::Valid
    } else {
        Status::Void
    }
}
