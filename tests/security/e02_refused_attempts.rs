//! E01, E02: what is refused without being judged tells by its work who has an account.

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

use crate::e10_guessing::guess;
use crate::f16_reset_work::OTHERS;
use crate::networks::from;

/// A server behind a proxy that does nothing but answer, so that every statement is a request's.
async fn quiet() -> TestApp {
    let app = TestApp::builder()
        .fixture()
        .without_jobs()
        .setting("server.trusted_proxies", "127.0.0.1/32")
        .start()
        .await;
    app.apply(OTHERS).await;
    app
}

/// The statements of a guess that is refused.
async fn refused(app: &TestApp, address: &str, login: &str) -> u64 {
    let mut browser = from(app, address);
    browser.get("/sign-in").await;
    let before = app.sql_statements();
    let page = browser.fill_sign_in(login, "wrong").await.page();
    assert_eq!(page.status, 429, "{login}");
    app.sql_statements() - before
}

/// After a hundred wrong ones the right password is refused like a wrong one, by as much work: or the number of statements would say
/// what was guessed.
#[tokio::test]
async fn a_right_password_that_is_refused_costs_what_a_wrong_one_does() {
    let app = quiet().await;
    for number in 0..100 {
        let mut thief = from(&app, &format!("198.51.100.{number}"));
        app.advance(10);
        assert_eq!(guess(&mut thief, ADA.username, "wrong").await, 422);
    }
    let mut work = Vec::new();
    for (number, (login, password)) in [
        (ADA.username, "wrong"),
        (ADA.username, ADA.password),
        ("nobody", "wrong"),
        (ADA.username, ADA.password),
        (ADA.username, "wrong"),
    ]
    .into_iter()
    .enumerate()
    {
        app.advance(10);
        let mut thief = from(&app, &format!("203.0.113.{number}"));
        thief.get("/sign-in").await;
        let before = (app.sql_statements(), app.app().passwords.whole_hashes());
        let page = thief.fill_sign_in(login, password).await.page();
        assert_eq!(page.status, 422, "{login} {password}");
        work.push((
            app.sql_statements() - before.0,
            app.app().passwords.whole_hashes() - before.1,
        ));
    }
    assert!(work.iter().all(|count| *count == work[0]), "{work:?}");
}

const NAMES: [&str; 3] = [ADA.username, "nobody", "disabled"];

/// A network that has no attempt left asks as often as it likes: each answer costs the same, whoever is named.
#[tokio::test]
async fn a_network_without_attempts_learns_nothing_from_the_work_of_a_refusal() {
    let app = quiet().await;
    let mut thief = from(&app, "203.0.113.7");
    for number in 0..10 {
        assert_eq!(
            guess(&mut thief, &format!("person{number}"), "x").await,
            422
        );
    }
    let mut work = Vec::new();
    for login in NAMES {
        refused(&app, "203.0.113.7", login).await;
        work.push(refused(&app, "203.0.113.7", login).await);
    }
    assert!(work.iter().all(|count| *count == work[0]), "{work:?}");
}

/// The same for an account in its pause.
#[tokio::test]
async fn a_pause_says_nothing_by_its_work() {
    let app = quiet().await;
    let mut work = Vec::new();
    for (number, login) in NAMES.iter().enumerate() {
        let address = format!("203.0.113.{}", number + 1);
        let mut thief = from(&app, &address);
        for pause in [0, 0, 0, 1, 2, 4, 8, 10] {
            app.advance(pause);
            assert_eq!(guess(&mut thief, login, "wrong").await, 422, "{login}");
        }
        work.push(refused(&app, &address, login).await);
    }
    assert!(work.iter().all(|count| *count == work[0]), "{work:?}");
}
