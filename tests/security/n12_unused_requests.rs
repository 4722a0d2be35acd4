//! N12: rows that anybody can make without signing in.

use std::time::Duration;

use vestibule::ephemeral::{Key, Kind};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

fn ephemeral_rows(dump: &str) -> Vec<String> {
    let table = dump.split("# ephemeral").nth(1).unwrap_or_default();
    let rows = table
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('#'));
    rows.filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Requests that go wrong, and pages that are only looked at, leave nothing behind.
#[tokio::test]
async fn looking_at_pages_and_failing_leaves_no_row() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for _ in 0..20 {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        browser.get("/end_session").await;
        browser
            .authorize(&rp.authorization_url(&[("client_id", "nobody")]))
            .await;
        browser
            .authorize(&rp.authorization_url(&[("prompt", "none")]))
            .await;
        browser
            .authorize(&rp.authorization_url(&[("response_type", "token")]))
            .await;
    }
    assert_eq!(ephemeral_rows(&app.dump().await), Vec::<String>::new());
}

/// What an unfinished request leaves expires in ten minutes, and the sweep takes it away.
#[tokio::test]
async fn unfinished_requests_are_swept_away() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for _ in 0..40 {
        let page = app
            .browser()
            .authorize(&rp.authorization_url(&[]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in");
    }
    let on_redis = app.app().config.redis.url.is_some();
    if !on_redis {
        assert_eq!(ephemeral_rows(&app.dump().await).len(), 40);
    }
    let store = &app.app().ephemeral;
    assert_eq!(
        store.sweep(app.clock().now(), 500).await.unwrap(),
        0,
        "they have not expired"
    );
    app.advance(601);
    let swept = store.sweep(app.clock().now(), 500).await.unwrap();
    // Redis takes its own records away.
    assert_eq!(swept, if on_redis { 0 } else { 40 });
    assert_eq!(ephemeral_rows(&app.dump().await), Vec::<String>::new());
    tokio::time::timeout(Duration::from_secs(1), store.sweep(app.clock().now(), 500))
        .await
        .unwrap()
        .unwrap();
}

/// The whole of an abandoned request is small: what is unknown to the protocol is not kept for it.
#[tokio::test]
async fn an_unfinished_request_keeps_nothing_that_nobody_asked_for() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut parameters = rp.parameters();
    parameters.extend((0..100).map(|number| (format!("unknown{number}"), "padding".repeat(80))));
    let request = app.http().post(rp.endpoint("/authorize")).form(&parameters);
    assert_eq!(request.send().await.unwrap().status(), 303);
    let dump = app.dump().await;
    assert!(
        !dump.contains("unknown99") && !dump.contains(&hex("unknown99")),
        "unknown parameters are kept"
    );
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}

/// A question whether to sign out keeps what the endpoint knows, and one network has as many as it has sign-ins.
#[tokio::test]
async fn a_question_whether_to_sign_out_is_small_and_counted() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut fields: Vec<(String, String)> = (0..100)
        .map(|number| (format!("unknown{number}"), "padding".repeat(80)))
        .collect();
    fields.push(("client_id".to_owned(), "web".to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = browser
        .post("/end_session", &fields, Site::Same)
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (200, "sign-out"));
    let dump = app.dump().await;
    assert!(!dump.contains("unknown99") && !dump.contains(&hex("unknown99")));
    let tenant = app.context().await.issuer().tenant_id();
    let begun = Key::new(tenant, Kind::BegunSignIns, "127.0.0.1");
    for _ in 0..599 {
        let attempts = &app.app().attempts;
        attempts.count(&begun, app.clock().now()).await.unwrap();
    }
    let page = browser.get("/end_session").await;
    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    assert!(
        browser.get("/").await.text().contains(ADA.username),
        "still in"
    );
}
