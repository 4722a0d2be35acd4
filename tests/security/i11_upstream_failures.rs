//! I11: an upstream that fails lets somebody in (next-auth GHSA-8fpg-xm3f-6cx3), or takes us down with it.

use vestibule_test_support::TestApp;
use vestibule_test_support::upstream::{
    FakeOAuth, FakeOpenId, Manner, OAuthKind, came_back, through,
};

use crate::upstream::{LINKS, OPEN, assert_nobody, instead_of, leaves};

async fn impatient() -> (TestApp, FakeOpenId) {
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.timeout_seconds", 1)
        .start()
        .await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", LINKS)))
        .await;
    (app, fake)
}

fn manners() -> Vec<(Manner, &'static str)> {
    let html = "text/html";
    vec![
        (Manner::Silent, "temporarily_unavailable"),
        (
            Manner::Says(500, html, "<h1>oops</h1>".to_owned()),
            "temporarily_unavailable",
        ),
        (
            Manner::Says(503, "application/json", "{}".to_owned()),
            "temporarily_unavailable",
        ),
        (
            Manner::Says(429, "application/json", "{}".to_owned()),
            "temporarily_unavailable",
        ),
        (Manner::Endless, "server_error"),
        (Manner::Says(200, html, "{}".to_owned()), "server_error"),
        (
            Manner::Says(200, "application/json", "not json".to_owned()),
            "server_error",
        ),
        (
            Manner::Says(200, "application/json", "[]".to_owned()),
            "server_error",
        ),
        (
            Manner::Says(200, "application/json", "{}".to_owned()),
            "server_error",
        ),
        (
            Manner::Says(404, "application/json", "{}".to_owned()),
            "server_error",
        ),
        (
            Manner::Redirects("http://127.0.0.1:1/".to_owned()),
            "server_error",
        ),
    ]
}

/// "502/400 page, no session", with what to do, wherever on the way it fails.
#[tokio::test]
async fn a_failure_on_the_way_is_a_page_and_nobody_is_signed_in() {
    for path in ["/token", "/userinfo"] {
        let (app, fake) = impatient().await;
        for (manner, code) in manners() {
            let mut browser = app.browser();
            browser.get("/sign-in").await;
            let there = through(&mut browser, "fake").await;
            fake.behave(path, manner.clone());
            let page = came_back(&mut browser, &fake.agree(&there)).await.page();
            // A token endpoint that is busy says so in words of OAuth, and is not down.
            assert_nobody(&browser, &page, 502);
            let told = page.error_code().unwrap();
            assert!(
                told == code || path == "/token",
                "{path} {manner:?}: {told}"
            );
            assert!(
                page.has("a[href*='/sign-in']"),
                "there is a way on: {}",
                page.text()
            );
            fake.behave(path, None);
        }
    }
}

/// Before anybody left: the metadata or the keys cannot be had.
#[tokio::test]
async fn a_provider_that_cannot_be_found_is_told_before_anybody_leaves() {
    for path in ["/.well-known/openid-configuration", "/jwks"] {
        for (manner, code) in manners() {
            let (app, fake) = impatient().await;
            fake.behave(path, manner.clone());
            let (browser, outcome) = leaves(&app).await;
            let page = outcome.page();
            assert_nobody(&browser, &page, 502);
            assert_eq!(
                page.error_code().as_deref(),
                Some(code),
                "{path} {manner:?}"
            );
        }
    }
}

/// "Upstream metadata and keys cached, refreshed, survive the upstream being down", within bounds.
#[tokio::test]
async fn what_is_known_of_a_provider_holds_for_a_day_while_it_is_down() {
    let (app, fake) = impatient().await;
    let discovery = "/.well-known/openid-configuration";
    let begin = async || leaves(&app).await.1;
    let is_off = |outcome: vestibule_test_support::Outcome| {
        matches!(outcome, vestibule_test_support::Outcome::Redirect(_))
    };
    assert!(is_off(begin().await));
    app.advance(3601);
    assert!(is_off(begin().await));
    assert_eq!(fake.asked(discovery).len(), 2, "asked again after an hour");
    fake.behave(discovery, Manner::Says(503, "text/plain", String::new()));
    app.advance(3601);
    for _ in 0..3 {
        assert!(is_off(begin().await));
    }
    assert_eq!(
        fake.asked(discovery).len(),
        3,
        "not asked with every sign-in"
    );
    app.advance(24 * 3600);
    let page = begin().await.page();
    assert_eq!(page.status, 502);
    fake.behave(discovery, None);
    // The failure is an answer for ten seconds.
    app.advance(10);
    assert!(is_off(begin().await));
}

/// The same of providers of plain OAuth 2: what they say of a person is all there is.
#[tokio::test]
async fn an_interface_that_fails_signs_nobody_in() {
    for kind in OAuthKind::ALL {
        let app = TestApp::builder()
            .fixture()
            .setting("outbound.timeout_seconds", 1)
            .start()
            .await;
        let fake = FakeOAuth::start(kind).await;
        app.apply(&format!("{OPEN}{}", fake.toml("fake", ""))).await;
        for (manner, _) in manners() {
            let mut browser = app.browser();
            browser.get("/sign-in").await;
            let there = through(&mut browser, "fake").await;
            fake.behave(kind.me(), manner);
            let page = came_back(&mut browser, &fake.agree(&there)).await.page();
            assert_nobody(&browser, &page, 502);
        }
    }
}

/// The person says no, or the provider does.
#[tokio::test]
async fn a_denial_is_told_as_one() {
    let (app, fake) = impatient().await;
    for (error, status, code) in [
        ("access_denied", 400, "access_denied"),
        ("user_cancelled_authorize", 400, "access_denied"),
        ("temporarily_unavailable", 502, "temporarily_unavailable"),
        ("invalid_scope", 502, "server_error"),
        ("anything else", 502, "server_error"),
    ] {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let there = through(&mut browser, "fake").await;
        let answer = fake.agree(&there);
        // Nobody may have both.
        let both = [("error", error), ("code", "fake-code-1")];
        let denied = instead_of(&answer, &fake, &both);
        let page = came_back(&mut browser, &denied).await.page();
        assert_nobody(&browser, &page, status);
        assert_eq!(page.error_code().as_deref(), Some(code), "{error}");
    }
    assert!(fake.asked("/token").is_empty());
}
