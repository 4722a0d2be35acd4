//! Every store of expiring state keeps the same promises: SQL on SQLite and on PostgreSQL, Redis, and memory.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;
use uuid::Uuid;
use vestibule::clock::Timestamp;
use vestibule::ephemeral::{EphemeralError, Key, Kind, RedisStore};
use vestibule::model::TenantId;

use crate::bench::Bench;

const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// What `callers` tasks get that do the same thing at the same moment.
async fn at_once<T, F, Fut>(callers: usize, call: F) -> Vec<T>
where
    T: Send + Debug + 'static,
    F: Fn() -> Fut,
    Fut: Future<Output = Result<T, EphemeralError>> + Send + 'static,
{
    let start = Arc::new(Barrier::new(callers));
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let (start, call) = (Arc::clone(&start), call());
        tasks.spawn(async move {
            start.wait().await;
            call.await.expect("the store answers")
        });
    }
    tasks.join_all().await
}

async fn a_record_is_read_as_it_was_written(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    assert_eq!(store.get(&key, NOW).await.unwrap(), None);
    let every_byte: Vec<u8> = (0..=255).collect();
    for value in [every_byte.as_slice(), b"", b"\n", b"1\n2\n3"] {
        store.put(&key, value, 60, NOW).await.unwrap();
        assert_eq!(store.get(&key, NOW).await.unwrap().as_deref(), Some(value));
        assert!(store.replace_if_present(&key, value, NOW).await.unwrap());
        assert_eq!(store.get(&key, NOW).await.unwrap().as_deref(), Some(value));
    }
    store.delete(&key).await.unwrap();
    assert_eq!(store.get(&key, NOW).await.unwrap(), None);
    store.delete(&key).await.unwrap();
}

async fn the_callers_clock_decides_what_has_expired(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    store.put(&key, b"1", 60, NOW).await.unwrap();
    let end = NOW.plus_seconds(60);
    let just_before = Timestamp(end.millis() - 1);
    assert_eq!(
        store.get(&key, just_before).await.unwrap(),
        Some(b"1".to_vec())
    );
    assert_eq!(store.get(&key, end).await.unwrap(), None);
    assert!(!store.replace_if_present(&key, b"2", end).await.unwrap());
    assert_eq!(
        store.get(&key, just_before).await.unwrap(),
        Some(b"1".to_vec())
    );
    assert_eq!(
        store.take(&key, end).await.unwrap(),
        None,
        "an expired record is not taken"
    );
    store.put(&key, b"3", 60, end).await.unwrap();
    assert_eq!(
        store.get(&key, end).await.unwrap(),
        Some(b"3".to_vec()),
        "putting again starts a new life"
    );
    store.put(&key, b"4", 0, end).await.unwrap();
    assert_eq!(
        store.get(&key, end).await.unwrap(),
        None,
        "a life of no length"
    );
}

async fn a_live_record_stands_in_the_way_and_an_expired_one_does_not(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    assert!(store.put_if_absent(&key, b"1", 60, NOW).await.unwrap());
    assert!(
        !store
            .put_if_absent(&key, b"2", 60, NOW.plus_seconds(59))
            .await
            .unwrap()
    );
    assert_eq!(store.get(&key, NOW).await.unwrap(), Some(b"1".to_vec()));
    let end = NOW.plus_seconds(60);
    assert!(store.put_if_absent(&key, b"3", 60, end).await.unwrap());
    assert_eq!(store.get(&key, end).await.unwrap(), Some(b"3".to_vec()));
}

async fn a_record_is_taken_once(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    store.put(&key, b"1", 60, NOW).await.unwrap();
    assert_eq!(store.take(&key, NOW).await.unwrap(), Some(b"1".to_vec()));
    assert_eq!(store.take(&key, NOW).await.unwrap(), None);
    assert_eq!(store.get(&key, NOW).await.unwrap(), None);
}

async fn of_twenty_concurrent_takes_one_wins(bench: Bench) {
    for round in 0..10 {
        let key = bench.key(&format!("round-{round}"));
        bench.store.put(&key, b"prize", 60, NOW).await.unwrap();
        let taken = at_once(20, || {
            let (store, key) = (Arc::clone(&bench.store), key.clone());
            async move { store.take(&key, NOW).await }
        })
        .await;
        let winners: Vec<_> = taken.into_iter().flatten().collect();
        assert_eq!(winners, [b"prize".to_vec()]);
    }
}

async fn of_fifty_concurrent_puts_if_absent_one_wins(bench: Bench) {
    // Once where nothing stands, once where an expired record does.
    for now in [NOW, NOW.plus_seconds(60)] {
        let key = bench.key("a");
        let written = at_once(50, || {
            let (store, key) = (Arc::clone(&bench.store), key.clone());
            async move { store.put_if_absent(&key, b"mark", 60, now).await }
        })
        .await;
        assert_eq!(written.into_iter().filter(|won| *won).count(), 1);
    }
}

async fn fifty_concurrent_counts_give_each_number_once(bench: Bench) {
    // Once where nothing stands, once where an expired window does.
    for now in [NOW, NOW.plus_seconds(60)] {
        let key = bench.counter("a");
        let counted = at_once(50, || {
            let (store, key) = (Arc::clone(&bench.store), key.clone());
            async move { store.count(&key, 60, now).await }
        })
        .await;
        assert_eq!(
            counted.into_iter().collect::<BTreeSet<u64>>(),
            (1..=50).collect()
        );
    }
}

async fn the_first_hit_starts_the_window_and_later_ones_do_not_prolong_it(bench: Bench) {
    let (store, key) = (&bench.store, bench.counter("a"));
    assert_eq!(store.count(&key, 60, NOW).await.unwrap(), 1);
    assert_eq!(
        store.count(&key, 60, NOW.plus_seconds(59)).await.unwrap(),
        2
    );
    assert_eq!(
        store.count(&key, 60, NOW.plus_seconds(60)).await.unwrap(),
        1
    );
    assert_eq!(
        store.count(&key, 60, NOW.plus_seconds(119)).await.unwrap(),
        2
    );
    store.delete(&key).await.unwrap();
    assert_eq!(
        store.count(&key, 60, NOW.plus_seconds(119)).await.unwrap(),
        1
    );
}

async fn replacing_keeps_the_expiry(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    store.put(&key, b"1", 60, NOW).await.unwrap();
    assert!(
        store
            .replace_if_present(&key, b"2", NOW.plus_seconds(30))
            .await
            .unwrap()
    );
    assert_eq!(
        store.get(&key, NOW.plus_seconds(59)).await.unwrap(),
        Some(b"2".to_vec())
    );
    assert_eq!(store.get(&key, NOW.plus_seconds(60)).await.unwrap(), None);
}

/// SECURITY D03: a request under way when its record was deleted must not save it again.
async fn replacing_never_brings_a_record_back(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    assert!(!store.replace_if_present(&key, b"2", NOW).await.unwrap());
    assert_eq!(store.get(&key, NOW).await.unwrap(), None);
    for round in 0..20 {
        let key = bench.key(&format!("round-{round}"));
        store.put(&key, b"1", 60, NOW).await.unwrap();
        let replacing = at_once(8, || {
            let (store, key) = (Arc::clone(store), key.clone());
            async move { store.replace_if_present(&key, b"2", NOW).await }
        });
        let (_, deleted) = tokio::join!(replacing, store.delete(&key));
        deleted.unwrap();
        assert_eq!(store.get(&key, NOW).await.unwrap(), None, "round {round}");
    }
}

/// SECURITY K05: the same name in two tenants is two records.
async fn tenants_do_not_meet(bench: Bench) {
    let store = &bench.store;
    let other = TenantId(Uuid::new_v4());
    let (ours, theirs) = (bench.key("same"), Key::new(other, Kind::SignIn, "same"));
    store.put(&ours, b"ours", 60, NOW).await.unwrap();
    assert_eq!(store.get(&theirs, NOW).await.unwrap(), None);
    assert_eq!(store.take(&theirs, NOW).await.unwrap(), None);
    assert!(!store.replace_if_present(&theirs, b"x", NOW).await.unwrap());
    assert!(
        store
            .put_if_absent(&theirs, b"theirs", 60, NOW)
            .await
            .unwrap()
    );
    store.delete(&theirs).await.unwrap();
    assert_eq!(store.get(&ours, NOW).await.unwrap(), Some(b"ours".to_vec()));
    assert_eq!(
        store.count(&bench.counter("same"), 60, NOW).await.unwrap(),
        1
    );
    assert_eq!(
        store
            .count(&Key::new(other, Kind::PasswordsAMinute, "same"), 60, NOW)
            .await
            .unwrap(),
        1
    );
}

async fn sweeping_removes_only_what_has_expired(bench: Bench) {
    let store = &bench.store;
    for number in 0..7 {
        store
            .put(&bench.key(&format!("short-{number}")), b"1", 60, NOW)
            .await
            .unwrap();
    }
    store.put(&bench.key("long"), b"1", 61, NOW).await.unwrap();
    store.count(&bench.counter("long"), 61, NOW).await.unwrap();
    let end = NOW.plus_seconds(60);
    let batches = [
        store.sweep(end, 5).await.unwrap(),
        store.sweep(end, 5).await.unwrap(),
        store.sweep(end, 5).await.unwrap(),
    ];
    assert_eq!(batches, if bench.sweeps { [5, 2, 0] } else { [0; 3] });
    assert_eq!(store.get(&bench.key("short-0"), end).await.unwrap(), None);
    assert_eq!(
        store.get(&bench.key("long"), end).await.unwrap(),
        Some(b"1".to_vec())
    );
    assert_eq!(
        store.count(&bench.counter("long"), 61, end).await.unwrap(),
        2
    );
}

/// A record that begins a new life while it is being swept away stays.
async fn sweeping_spares_what_is_renewed_meanwhile(bench: Bench) {
    let (store, end) = (&bench.store, NOW.plus_seconds(60));
    for round in 0..30 {
        let key = bench.key(&format!("round-{round}"));
        store.put(&key, b"old", 60, NOW).await.unwrap();
        let sweeping = at_once(4, || {
            let store = Arc::clone(store);
            async move { store.sweep(end, 100).await }
        });
        let (_, renewed) = tokio::join!(sweeping, store.put(&key, b"new", 60, end));
        renewed.unwrap();
        assert_eq!(
            store.get(&key, end).await.unwrap(),
            Some(b"new".to_vec()),
            "round {round}"
        );
    }
}

async fn a_hit_that_is_taken_back_does_not_count(bench: Bench) {
    let (store, key) = (&bench.store, bench.key("a"));
    store.uncount(&key, NOW).await.unwrap();
    for _ in 0..2 {
        assert_eq!(store.count(&key, 60, NOW).await.unwrap(), 1);
        assert_eq!(store.count(&key, 60, NOW).await.unwrap(), 2);
        // Never below nothing.
        for _ in 0..3 {
            store.uncount(&key, NOW).await.unwrap();
        }
    }
    // A window that is over is not opened again.
    assert_eq!(store.count(&key, 60, NOW).await.unwrap(), 1);
    let end = NOW.plus_seconds(60);
    store.uncount(&key, end).await.unwrap();
    assert_eq!(store.count(&key, 60, end).await.unwrap(), 1);
}

/// One module a store, one test a promise.
macro_rules! contract {
    ($($promise:ident)+) => {
        contract!(@store memory $($promise)+);
        contract!(@store sqlite $($promise)+);
        contract!(@store postgresql $($promise)+);
        contract!(@store redis $($promise)+);
    };
    (@store $store:ident $($promise:ident)+) => {
        mod $store {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $promise() {
                    super::$promise(super::Bench::$store().await).await;
                }
            )+
        }
    };
}

contract! {
    a_record_is_read_as_it_was_written
    the_callers_clock_decides_what_has_expired
    a_live_record_stands_in_the_way_and_an_expired_one_does_not
    a_record_is_taken_once
    of_twenty_concurrent_takes_one_wins
    of_fifty_concurrent_puts_if_absent_one_wins
    fifty_concurrent_counts_give_each_number_once
    the_first_hit_starts_the_window_and_later_ones_do_not_prolong_it
    a_hit_that_is_taken_back_does_not_count
    replacing_keeps_the_expiry
    replacing_never_brings_a_record_back
    tenants_do_not_meet
    sweeping_removes_only_what_has_expired
    sweeping_spares_what_is_renewed_meanwhile
}

/// A store that is away says so, and nothing it says contains the password of its address.
#[tokio::test]
async fn a_redis_that_is_away_is_unavailable() {
    let error = RedisStore::connect("redis://:hunter2@127.0.0.1:1/0")
        .await
        .expect_err("nobody listens on port 1");
    assert!(matches!(error, EphemeralError::Unavailable(_)));
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}
