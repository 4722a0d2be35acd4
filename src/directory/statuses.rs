//! What the status lists of a tenant say (Token Status List §4): fed by the sequence of changes, so that a list is made of memory alone.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use crate::clock::Timestamp;
use crate::model::{ServiceId, StatusIndex, TenantId};

/// The places that are void, until nothing is alive that stands there. Bounded by what is revoked within the life of an access
/// token.
#[derive(Debug, Default)]
pub struct Statuses(RwLock<HashMap<TenantId, OfTenant>>);

#[derive(Debug, Default)]
struct OfTenant {
    version: u64,
    /// By the service at which it is void, or everywhere.
    void: HashMap<(Option<ServiceId>, StatusIndex), Timestamp>,
}

impl Statuses {
    pub(super) fn void(
        &self,
        (tenant, service): (TenantId, Option<ServiceId>),
        place: StatusIndex,
        until: Timestamp,
    ) {
        self.change(tenant, |known| {
            let stands = known.void.entry((service, place)).or_insert(until);
            *stands = until.max(*stands);
        });
    }

    pub(super) fn valid(
        &self,
        (tenant, service): (TenantId, Option<ServiceId>),
        place: StatusIndex,
    ) {
        self.change(tenant, |known| {
            known.void.remove(&(service, place));
        });
    }

    /// Something else changed that lists are made of.
    pub(super) fn touch(&self, tenant: TenantId) {
        self.change(tenant, |_| {});
    }

    fn change(&self, tenant: TenantId, change: impl FnOnce(&mut OfTenant)) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = all.entry(tenant).or_default();
        known.version += 1;
        change(known);
    }

    /// Counts what changed: a list of an older version may be out of date.
    pub fn version(&self, tenant: TenantId) -> u64 {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&tenant).map_or(0, |known| known.version)
    }

    /// Whether that place is void at that service.
    pub fn is_void(&self, tenant: TenantId, service: ServiceId, place: StatusIndex) -> bool {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&tenant)
            .is_some_and(|known| known.void.contains_key(&(Some(service), place)))
    }

    /// The places within that range that are void everywhere, or at one of these services.
    pub fn void_within(
        &self,
        tenant: TenantId,
        services: &[ServiceId],
        range: &Range<i64>,
    ) -> Vec<StatusIndex> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let counts = |service: &Option<ServiceId>| match service {
            None => true,
            Some(service) => services.contains(service),
        };
        let known = all.get(&tenant);
        let places = known.into_iter().flat_map(|known| known.void.keys());
        places
            .filter(|(service, place)| counts(service) && range.contains(&place.0))
            .map(|(_, place)| *place)
            .collect()
    }

    /// Forgets what has expired.
    pub fn sweep(&self, now: Timestamp) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for known in all.values_mut() {
            let before = known.void.len();
            known.void.retain(|_, until| *until > now);
            known.version += u64::from(known.void.len() < before);
        }
    }
}
