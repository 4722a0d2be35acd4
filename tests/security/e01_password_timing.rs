//! E01, E02, E03: who has an account is told by time, status or text (CVE-2026-23511, CVE-2025-54999, CVE-2026-40263).

use reqwest::header::SET_COOKIE;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Page, TestApp};

const OTHERS: &str = r#"
[[user]]
username = "disabled"
email = "disabled@example.com"
password = "a password that would be right"
disabled = true

[[user]]
username = "passwordless"
email = "passwordless@example.com"
"#;

/// What the page says, without what differs from answer to answer.
fn told(page: &Page, login: &str) -> String {
    let csrf = page
        .form("#sign-in")
        .fields
        .into_iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1;
    let body = page.body.replace(&csrf, "");
    body.replace(login, "")
}

/// "Verify that valid users cannot be deduced from failed authentication challenges, such as by basing on error messages, HTTP
/// response codes, or different response times."  ASVS 6.3.8: time is counted in hashes, which are what takes it.
#[tokio::test]
async fn every_failed_sign_in_costs_one_hash_and_says_the_same() {
    let app = TestApp::with_fixture().await;
    app.apply(OTHERS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let mut seen = None;
    let attempts = [
        ("nobody", "x"),
        ("nobody@example.com", "x"),
        (ADA.username, "wrong"),
        (ADA.email, "wrong"),
        (GRACE.username, ADA.password),
        ("disabled", "a password that would be right"),
        ("disabled", "wrong"),
        ("passwordless", "x"),
        ("passwordless@example.com", "x"),
        ("'; DROP TABLE users; --", "x"),
        ("nobody\u{0}", "x"),
        ("ADA\u{202e}", "x"),
    ];
    for (login, password) in attempts {
        // A network has ten wrong passwords a minute.
        app.advance(7);
        let before = app.password_hashes();
        let page = browser.fill_sign_in(login, password).await.page();
        assert_eq!(app.password_hashes() - before, 1, "{login:?}");
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "sign-in"),
            "{login:?}"
        );
        assert!(!page.headers.contains_key(SET_COOKIE), "{login:?}");
        assert!(browser.cookie("sid").is_none());
        let escaped = page.attribute("input[name=login]", "value").unwrap();
        assert_eq!(escaped, login.replace('\u{0}', "\u{fffd}"), "{login:?}");
        let told = told(
            &page,
            if login.contains(['\'', '\u{0}']) {
                "\u{1}"
            } else {
                login
            },
        );
        if !login.contains(['\'', '\u{0}']) {
            assert_eq!(*seen.get_or_insert_with(|| told.clone()), told, "{login:?}");
        }
    }
    let before = app.password_hashes();
    browser.fill_sign_in(ADA.username, ADA.password).await;
    assert_eq!(app.password_hashes() - before, 1, "success costs the same");
    assert!(browser.cookie("sid").is_some());
}

/// L08: the limit on guessing is the same for names that exist and names that do not.
#[tokio::test]
async fn the_limit_on_guessing_does_not_tell_either() {
    let app = TestApp::with_fixture().await;
    let mut seen = None;
    for login in [ADA.username, "nobody", "disabled"] {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        for pause in [0, 0, 0, 1, 2, 4, 8, 10] {
            app.advance(pause);
            let page = browser.fill_sign_in(login, "wrong").await.page();
            assert_eq!(page.status, 422, "{login} {pause}");
        }
        let page = browser.fill_sign_in(login, "wrong").await.page();
        assert_eq!(page.status, 429, "{login}");
        assert_eq!(page.header("retry-after"), Some("10"));
        let told = told(&page, login);
        assert_eq!(*seen.get_or_insert_with(|| told.clone()), told, "{login}");
        app.advance(61);
    }
}

/// E05: "Longer input is refused before any hashing", and looks the same.
#[tokio::test]
async fn a_password_of_a_megabyte_is_refused_unread() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let wrong = browser.fill_sign_in(ADA.username, "wrong").await.page();
    let hashes = app.password_hashes();
    for length in [513, 5000, 60_000] {
        app.advance(61);
        let page = browser
            .fill_sign_in(ADA.username, &"x".repeat(length))
            .await
            .page();
        assert_eq!(page.status, 422);
        assert_eq!(told(&page, ADA.username), told(&wrong, ADA.username));
    }
    assert_eq!(app.password_hashes(), hashes);
}
