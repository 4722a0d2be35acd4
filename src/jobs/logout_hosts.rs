//! Hosts that applications run on: each has its share of the room, and one that does not answer rests, so that the others
//! do not wait for it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock::Timestamp;
use crate::model::ClientRowId;

/// How many requests one host has at a time.
const AT_ONCE: usize = 4;
/// How long a host rests after it failed, in seconds; it doubles with each failure in a row.
const FIRST_REST: i64 = 2;
const LONGEST_REST: i64 = 5 * 60;
/// When its turn comes again, while its share is in use: in seconds.
const SOON: i64 = 1;

/// What is known of the hosts that were spoken to lately.
#[derive(Debug, Default)]
pub(super) struct Hosts(HashMap<String, Host>);

#[derive(Debug)]
struct Host {
    room: Arc<Semaphore>,
    failures: u32,
    rests_until: Timestamp,
    clients: HashSet<ClientRowId>,
}

/// Whether a host may be spoken to.
#[derive(Debug)]
pub(super) enum Turn {
    /// It may, while the permit is kept.
    Now(OwnedSemaphorePermit),
    /// Not before then.
    Later(Timestamp),
}

impl Hosts {
    /// The clients whose turn it is not, because of where they run.
    pub(super) fn not_now(&mut self, now: Timestamp) -> Vec<ClientRowId> {
        // A host in order that nobody speaks to is not worth remembering.
        self.0.retain(|_, host| {
            host.failures > 0 && now.seconds_since(host.rests_until) < LONGEST_REST
                || host.room.available_permits() < AT_ONCE
        });
        let unavailable = self
            .0
            .values()
            .filter(|host| host.rests_until > now || host.room.available_permits() == 0);
        unavailable
            .flat_map(|host| host.clients.iter().copied())
            .collect()
    }

    /// Asks for a host's attention on behalf of a client.
    pub(super) fn turn(&mut self, name: &str, client: ClientRowId, now: Timestamp) -> Turn {
        let host = self.0.entry(name.to_owned()).or_insert_with(|| Host {
            room: Arc::new(Semaphore::new(AT_ONCE)),
            failures: 0,
            rests_until: now,
            clients: HashSet::new(),
        });
        host.clients.insert(client);
        if host.rests_until > now {
            return Turn::Later(host.rests_until);
        }
        match Arc::clone(&host.room).try_acquire_owned() {
            Ok(permit) => Turn::Now(permit),
            Err(_) => Turn::Later(now.plus_seconds(SOON)),
        }
    }

    /// A host was spoken to.
    pub(super) fn spoken(&mut self, name: &str, answered: bool, now: Timestamp) {
        let Some(host) = self.0.get_mut(name) else {
            return;
        };
        if answered {
            host.failures = 0;
            host.rests_until = now;
            return;
        }
        let rest = FIRST_REST.saturating_mul(1_i64 << host.failures.min(20));
        host.failures = host.failures.saturating_add(1);
        host.rests_until = now.plus_seconds(rest.min(LONGEST_REST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(number: u128) -> ClientRowId {
        ClientRowId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_host_has_its_share_and_no_more() {
        let mut hosts = Hosts::default();
        let now = Timestamp(0);
        let held: Vec<Turn> = (0..AT_ONCE)
            .map(|_| hosts.turn("slow:443", client(1), now))
            .collect();
        assert!(held.iter().all(|turn| matches!(turn, Turn::Now(_))));
        assert!(matches!(
            hosts.turn("slow:443", client(2), now),
            Turn::Later(_)
        ));
        assert!(matches!(
            hosts.turn("quick:443", client(3), now),
            Turn::Now(_)
        ));
        let mut not_now = hosts.not_now(now);
        not_now.sort_unstable();
        assert_eq!(not_now, [client(1), client(2)]);
        drop(held);
        assert_eq!(hosts.not_now(now), []);
    }

    #[test]
    fn a_host_that_does_not_answer_rests_longer_each_time_and_is_forgiven_when_it_does() {
        let mut hosts = Hosts::default();
        let mut now = Timestamp(0);
        for rest in [2, 4, 8] {
            assert!(matches!(hosts.turn("h", client(1), now), Turn::Now(_)));
            hosts.spoken("h", false, now);
            assert_eq!(hosts.not_now(now.plus_seconds(rest - 1)), [client(1)]);
            now = now.plus_seconds(rest);
            assert_eq!(hosts.not_now(now), []);
        }
        assert!(matches!(hosts.turn("h", client(1), now), Turn::Now(_)));
        hosts.spoken("h", true, now);
        assert!(matches!(hosts.turn("h", client(1), now), Turn::Now(_)));
    }
}
