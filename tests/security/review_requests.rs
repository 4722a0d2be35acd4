//! What a stranger can make the server keep: how large one unfinished sign-in is, and how many there are.

use reqwest::Method;
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// The most sign-ins that one network begins in a minute.
const LIMIT: usize = 600;

async fn begin(app: &TestApp, url: &str) -> Answer {
    Answer::of(app.wire().request(Method::GET, url)).await
}

/// CWE-770: each request that waits for its user is a record, and nobody has signed in yet. Those who are in the middle, and
/// requests that leave no record, are not held up.
#[tokio::test]
async fn one_network_begins_so_many_sign_ins_a_minute_and_no_more() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[]);
    let mut signed_in = app.browser();
    rp.sign_in_and_exchange(&mut signed_in).await;
    let mut in_the_middle = app.browser();
    in_the_middle.authorize(&url).await.page();
    for _ in 2..LIMIT {
        let answer = begin(&app, &url).await.expect(303);
        assert!(answer.header("location").unwrap().contains("/sign-in?txn="));
    }
    for _ in 0..3 {
        let page = app.browser().authorize(&url).await.page();
        assert_eq!((page.status, page.page_name().as_str()), (429, "error"));
        assert_eq!(page.header("retry-after"), Some("60"));
    }
    rp.code_of(&signed_in.authorize(&url).await);
    let silent = begin(&app, &rp.authorization_url(&[("prompt", "none")])).await;
    let target = silent.expect(303).header("location").unwrap().to_owned();
    assert!(target.contains("error=login_required"), "{target}");
    let page = in_the_middle
        .fill_sign_in(GRACE.username, GRACE.password)
        .await
        .page();
    assert_eq!(page.page_name(), "consent");
    app.advance(60);
    rp.code_for(&mut app.browser(), ADA).await;
}

/// What is kept has a limit, and over it the application is told.
#[tokio::test]
async fn a_request_that_is_too_long_to_be_kept_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let prompt = |spaces: usize| format!("login{}", " ".repeat(spaces));
    let max_age = |zeros: usize| format!("{}1", "0".repeat(zeros));
    for (name, good, bad) in [
        ("prompt", prompt(59), prompt(60)),
        ("max_age", max_age(19), max_age(20)),
    ] {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[(name, &good)]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in", "{name}");
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[(name, &bad)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
    // Each within its own limit, and together too much: a percent sign is kept as three bytes.
    for (letter, kept) in [("x", true), ("%", false)] {
        let mut parameters = rp.parameters();
        parameters.retain(|(name, _)| !matches!(name.as_str(), "nonce" | "state"));
        for (name, length) in [
            ("nonce", 1024),
            ("login_hint", 512),
            ("ui_locales", 1024),
            ("acr_values", 2048),
            ("state", 2000),
        ] {
            parameters.push((name.to_owned(), letter.repeat(length)));
        }
        let answer = app
            .http()
            .post(rp.endpoint("/authorize"))
            .form(&parameters)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 303);
        let target = answer.headers()["location"].to_str().unwrap();
        assert_eq!(target.contains("/sign-in?txn="), kept, "{target}");
        assert_eq!(target.contains("error=invalid_request"), !kept, "{target}");
    }
}

/// Only what is read again later is kept.
#[tokio::test]
async fn a_parameter_that_changes_nothing_is_not_kept() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [
        ("display", "popup"),
        ("claims_locales", "fr"),
        ("ui_locales", "en"),
    ];
    let page = app
        .browser()
        .authorize(&rp.authorization_url(&changes))
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    if app.app().config.redis.url.is_some() {
        return; // The dump is of the database.
    }
    let dump = app.dump().await;
    let has = |text: &str| {
        let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
        dump.contains(text) || dump.to_uppercase().contains(&hex)
    };
    assert!(has("ui_locales=en"));
    for name in ["display=popup", "claims_locales"] {
        assert!(!has(name), "{name}");
    }
}
