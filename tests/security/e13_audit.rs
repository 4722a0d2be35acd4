//! E10, E13: what an attack looks like to whoever reads the audit.

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

use crate::audit_lines::AuditLines;
use crate::e10_guessing::{guess, guess_from_everywhere};
use crate::networks::{behind_proxy, from};

/// "per IP//64 and global failure ratio alarms; … audit `login.stuffing_suspected`": the eighth account that one network fails
/// at within the hour, once; the same account again and again is no list.
#[tokio::test]
async fn one_network_that_fails_at_many_accounts_is_reported_once() {
    let audit = AuditLines::listen();
    let app = behind_proxy().await;
    let mut clumsy = from(&app, "203.0.113.8");
    for pause in [0, 0, 0, 1, 2, 4, 8, 10, 10] {
        app.advance(pause);
        assert_eq!(guess(&mut clumsy, ADA.username, "wrong").await, 422);
    }
    assert!(audit.of("login.stuffing_suspected").is_empty());
    let mut thief = from(&app, "203.0.113.7");
    for number in 0..10 {
        let before = audit.of("login.stuffing_suspected").len();
        assert_eq!(
            guess(&mut thief, &format!("person{number}"), "Winter2024").await,
            422
        );
        let after = audit.of("login.stuffing_suspected").len();
        assert_eq!(after - before, usize::from(number == 7), "{number}");
    }
    let lines = audit.of("login.stuffing_suspected");
    assert_eq!(lines[0]["address"], "203.0.113.7");
    assert_eq!(lines[0]["level"], "WARN");
    assert_eq!(audit.of("login.failure").len(), 19);
    let all = format!("{lines:?}{:?}", audit.of("login.failure"));
    assert!(
        !all.contains("Winter2024") && !all.contains("person3"),
        "{all}"
    );
}

/// "after 100 consecutive failures … notify owner", audit `account.locked_soft`: at the hundredth wrong password in a row, once.
#[tokio::test]
async fn the_hundredth_wrong_password_in_a_row_is_reported_once() {
    let audit = AuditLines::listen();
    let app: TestApp = behind_proxy().await;
    guess_from_everywhere(&app, ADA.username, 99).await;
    assert!(audit.of("account.locked_soft").is_empty());
    for number in 0..3 {
        app.advance(11);
        let mut attacker = from(&app, &format!("198.51.7.{number}"));
        assert_eq!(guess(&mut attacker, ADA.username, "wrong").await, 422);
    }
    let lines = audit.of("account.locked_soft");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["level"], "WARN");
    // Under the name that the failures have.
    let failures = audit.of("login.failure");
    assert!(
        lines[0]["account"]
            .as_str()
            .is_some_and(|account| !account.is_empty())
    );
    assert_eq!(lines[0]["account"], failures[0]["account"]);
}
