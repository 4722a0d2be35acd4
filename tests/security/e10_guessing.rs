//! E10, E11, E13, E14: guessing goes on although it was counted, and counting keeps the owner out.

use std::sync::Arc;

use tokio::task::JoinSet;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, TestApp};

use crate::networks::{behind_proxy, from};
use crate::operator::replace_password;

/// What the sign-in page answers to a name and a password.
pub(crate) async fn guess(browser: &mut Browser, login: &str, password: &str) -> u16 {
    browser.get("/sign-in").await;
    browser.fill_sign_in(login, password).await.page().status
}

/// Wrong passwords until the pause is at its longest.
async fn tire(app: &TestApp, browser: &mut Browser, login: &str) {
    for pause in [0, 0, 0, 1, 2, 4, 8, 10] {
        app.advance(pause);
        assert_eq!(guess(browser, login, "wrong").await, 422, "{login} {pause}");
    }
}

/// Guesses until `count` of them were judged. They come from ever other networks.
pub(crate) async fn guess_from_everywhere(app: &TestApp, login: &str, count: usize) {
    app.advance(11);
    for number in 0..count {
        let mut attacker = from(
            app,
            &format!("198.51.{}.{}", number / 200, number % 200 + 1),
        );
        assert_eq!(guess(&mut attacker, login, "wrong").await, 422, "{number}");
    }
}

async fn signs_in(browser: &mut Browser, login: &str, password: &str) -> bool {
    browser.get("/sign-in").await;
    browser
        .fill_sign_in(login, password)
        .await
        .page()
        .page_name()
        != "sign-in"
}

/// "Counter keyed by user id (or HMAC of canonical unknown id)": another spelling of the name is the same account
/// (CVE-2025-24806, CVE-2025-6004).
#[tokio::test]
async fn another_spelling_of_a_name_is_no_fresh_start() {
    let app = TestApp::with_fixture().await;
    for spellings in [
        [ADA.username, ADA.email, " Ada ", "ADA", "ADA@EXAMPLE.COM"],
        ["nobody", "NOBODY", " nobody", "Nobody ", "nObOdY"],
    ] {
        let mut browser = app.browser();
        for (pause, login) in [0, 0, 0, 1, 2, 4, 8, 10]
            .iter()
            .zip(spellings.iter().cycle())
        {
            app.advance(*pause);
            assert_eq!(guess(&mut browser, login, "wrong").await, 422, "{login}");
        }
        for login in spellings {
            assert_eq!(guess(&mut browser, login, "wrong").await, 429, "{login}");
        }
        app.advance(120);
    }
}

/// The pauses of the table, for an account and for nobody's name alike: none, none, none, 1, 2, 4, 8 and then 10 seconds.
#[tokio::test]
async fn the_pause_grows_and_stays_at_ten_seconds() {
    let app = TestApp::with_fixture().await;
    for login in [ADA.username, "nobody"] {
        let mut browser = app.browser();
        for seconds in [0, 0, 0, 1, 2, 4, 8, 10, 10] {
            browser.get("/sign-in").await;
            // Time passes by itself as well: a crowded machine takes a second or two between two requests.
            if seconds >= 4 {
                let hashes = app.password_hashes();
                let page = browser.fill_sign_in(login, ADA.password).await.page();
                assert_eq!(page.status, 429, "{login} {seconds}");
                assert_eq!(
                    page.header("retry-after"),
                    Some(seconds.to_string().as_str())
                );
                assert_eq!(app.password_hashes(), hashes, "nothing was judged");
            }
            app.advance(seconds);
            assert_eq!(
                guess(&mut browser, login, "wrong").await,
                422,
                "{login} {seconds}"
            );
        }
        app.advance(120);
    }
    // Whoever knows the password waits no longer than that.
    app.advance(10);
    app.browser().sign_in_as(ADA).await;
}

/// "Reserve attempt atomically before verifying; with limit k, at most k verifications in a burst" (CVE-2019-5421).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_gets_no_more_guesses_than_one_after_the_other() {
    let app = Arc::new(TestApp::with_fixture().await);
    let mut burst = JoinSet::new();
    let hashes = app.password_hashes();
    for _ in 0..30 {
        let mut browser = app.browser();
        burst.spawn(async move { guess(&mut browser, ADA.username, "wrong").await });
    }
    let statuses = burst.join_all().await;
    assert!(app.password_hashes() - hashes <= 5, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 422 | 429)));
}

/// E14: the attacker's own right password between the guesses changes nothing (CVE-2025-6004 and its family).
#[tokio::test]
async fn a_success_clears_only_its_own_account() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for pause in [0, 0, 0, 1, 2, 4, 8, 10] {
        app.advance(pause);
        assert_eq!(guess(&mut browser, ADA.username, "wrong").await, 422);
        assert!(signs_in(&mut app.browser(), GRACE.username, GRACE.password).await);
    }
    assert_eq!(guess(&mut browser, ADA.username, "wrong").await, 429);
    // Her own success does.
    app.advance(60);
    assert!(signs_in(&mut app.browser(), ADA.username, ADA.password).await);
    for _ in 0..3 {
        assert_eq!(guess(&mut browser, ADA.username, "wrong").await, 422);
    }
}

/// E13: one network tries one password each at many names. Right passwords of others on that network do not count.
#[tokio::test]
async fn one_network_that_fails_at_many_accounts_is_stopped() {
    let app = behind_proxy().await;
    let mut thief = from(&app, "203.0.113.7");
    for number in 0..10 {
        assert_eq!(
            guess(&mut thief, &format!("person{number}"), "Winter2024").await,
            422
        );
    }
    let hashes = app.password_hashes();
    thief.get("/sign-in").await;
    let page = thief.fill_sign_in("person10", "Winter2024").await.page();
    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    assert_eq!(app.password_hashes(), hashes);
    // Elsewhere nobody notices.
    assert!(signs_in(&mut from(&app, "203.0.113.8"), ADA.username, ADA.password).await);
    // A minute later it may try again, and after sixty in an hour not.
    for _ in 0..5 {
        app.advance(61);
        for number in 0..10 {
            guess(&mut thief, &format!("other{number}"), "Winter2024").await;
            app.advance(1);
        }
    }
    app.advance(61);
    thief.get("/sign-in").await;
    let page = thief.fill_sign_in("person11", "Winter2024").await.page();
    assert_eq!(
        (page.status, page.header("retry-after")),
        (429, Some("3600"))
    );
}

/// A hundred people of one office sign in, one after the other.
#[tokio::test]
async fn right_passwords_use_up_nothing() {
    let app = TestApp::with_fixture().await;
    for _ in 0..40 {
        assert!(signs_in(&mut app.browser(), ADA.username, ADA.password).await);
    }
}

/// "…an attacker that cannot keep the owner out": whoever was signed in with this browser before has a count of their own, even
/// in the attacker's network.
#[tokio::test]
async fn an_attacker_cannot_keep_the_owner_out_of_a_known_browser() {
    let app = behind_proxy().await;
    let mut owner = from(&app, "192.0.2.10");
    assert!(signs_in(&mut owner, ADA.username, ADA.password).await);
    let mut attacker = from(&app, "192.0.2.10");
    tire(&app, &mut attacker, ADA.username).await;
    assert_eq!(guess(&mut attacker, ADA.username, ADA.password).await, 429);
    assert!(signs_in(&mut owner, ADA.username, ADA.password).await);
    // Not even when the whole network has no attempt left.
    for number in 0..5 {
        guess(&mut attacker, &format!("nobody{number}"), "wrong").await;
    }
    assert_eq!(guess(&mut attacker, "somebody", "wrong").await, 429);
    assert!(signs_in(&mut owner, ADA.username, ADA.password).await);
    // Somebody else's account does not become known by it.
    assert_eq!(guess(&mut owner, GRACE.username, GRACE.password).await, 429);
    // The owner's own mistakes count there.
    app.advance(61);
    assert_eq!(guess(&mut attacker, ADA.username, "wrong").await, 422);
    for _ in 0..3 {
        assert_eq!(guess(&mut owner, ADA.username, "wrong").await, 422);
    }
    assert_eq!(guess(&mut owner, ADA.username, ADA.password).await, 429);
}

/// "…limit consecutive failed authentication attempts on a single account to no more than 100" NIST SP 800-63B-4 §3.2.2: then the
/// right password looks like a wrong one in unknown browsers, the owner is told once, and gets in where they are known.
#[tokio::test]
async fn after_a_hundred_wrong_ones_an_unknown_browser_needs_more_than_the_password() {
    let mut app = behind_proxy().await;
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\nemail_verified = true\n",
        ADA.username, ADA.email
    ))
    .await;
    let mut owner = from(&app, "192.0.2.10");
    assert!(signs_in(&mut owner, ADA.username, ADA.password).await);
    guess_from_everywhere(&app, ADA.username, 99).await;
    assert!(told(&app).await.is_empty());
    // A hundred and more, over a restart.
    app.restart().await;
    guess_from_everywhere(&app, ADA.username, 3).await;
    let mut unknown = from(&app, "192.0.2.99");
    let hashes = app.password_hashes();
    unknown.get("/sign-in").await;
    let right = unknown
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!((right.status, app.password_hashes() - hashes), (422, 1));
    let hashes = app.password_hashes();
    let mut nobody = from(&app, "192.0.2.98");
    nobody.get("/sign-in").await;
    let wrong = nobody.fill_sign_in("nobody", ADA.password).await.page();
    assert_eq!((wrong.status, app.password_hashes() - hashes), (422, 1));
    assert_eq!(right.texts("#problems"), wrong.texts("#problems"));
    let mails = told(&app).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0], ADA.email);
    // Where the owner is known, the password is enough, and the count begins anew.
    assert!(signs_in(&mut owner, ADA.username, ADA.password).await);
    assert!(signs_in(&mut unknown, ADA.username, ADA.password).await);
}

/// To whom the letter about guessed passwords went.
async fn told(app: &TestApp) -> Vec<String> {
    app.deliver_mail().await;
    let mails = app.mailbox().all().await;
    mails
        .into_iter()
        .filter(|mail| mail.subject.to_lowercase().contains("password"))
        .map(|mail| mail.to)
        .collect()
}

/// A password that is replaced is a new one to guess: what was tried before does not count against it.
#[tokio::test]
async fn another_password_ends_the_count() {
    let app = behind_proxy().await;
    guess_from_everywhere(&app, ADA.username, 101).await;
    assert!(!signs_in(&mut from(&app, "192.0.2.99"), ADA.username, ADA.password).await);
    let fresh = "an entirely different sentence to remember";
    assert!(replace_password(&app, ADA.username, fresh).await);
    assert!(signs_in(&mut from(&app, "192.0.2.98"), ADA.username, fresh).await);
}

/// NIST SP 800-63B-4 §3.2.2 knows no exception: a browser that is known has a hundred in a row as well, however slowly they come,
/// and is like any other from then on. The owner's other browsers go on.
#[tokio::test]
async fn a_known_browser_has_a_hundred_as_well() {
    let app = behind_proxy().await;
    let mut shared = from(&app, "192.0.2.10");
    let mut own = from(&app, "192.0.2.11");
    for browser in [&mut shared, &mut own] {
        assert!(signs_in(browser, ADA.username, ADA.password).await);
    }
    for number in 0..100 {
        app.advance(61);
        assert_eq!(
            guess(&mut shared, ADA.username, "wrong").await,
            422,
            "{number}"
        );
    }
    app.advance(61);
    let hashes = app.password_hashes();
    assert_eq!(guess(&mut shared, ADA.username, ADA.password).await, 422);
    assert_eq!(app.password_hashes() - hashes, 1, "it was judged");
    app.advance(61);
    assert!(signs_in(&mut own, ADA.username, ADA.password).await);
    // A sign-in begins the count anew, there and nowhere else.
    for _ in 0..60 {
        app.advance(61);
        assert_eq!(guess(&mut own, ADA.username, "wrong").await, 422);
    }
    app.advance(61);
    assert!(signs_in(&mut own, ADA.username, ADA.password).await);
    for _ in 0..60 {
        app.advance(61);
        assert_eq!(guess(&mut own, ADA.username, "wrong").await, 422);
    }
    guess_from_everywhere(&app, ADA.username, 100).await;
    assert!(signs_in(&mut own, ADA.username, ADA.password).await);
}
