//! The first administrator, by the link that a first start prints.

use thirtyfour::Key;
use vestibule::administration::{ensure_default_tenant, set_up};
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::person;

#[tokio::test]
async fn the_link_makes_the_first_administrator_once() {
    let server = TestApp::start().await;
    // What `vestibule serve` prints.
    let tenant = ensure_default_tenant(server.app()).await.unwrap();
    let link = set_up::pending_link(server.app(), &tenant)
        .await
        .unwrap()
        .unwrap();
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&link).await;
    person::arrives_at(&browser, "set-up").await;

    browser.fill("#username", ADA.username).await;
    browser.fill("#email", "ada@").await;
    browser.fill("#password", "short").await;
    browser.press(Key::Enter).await;
    browser.wait_for("#problems").await;
    person::arrives_at(&browser, "set-up").await;
    assert!(browser.is_focused("#problems").await);
    let fields = person::texts(&browser, "#problems a").await;
    assert_eq!(fields.len(), 2, "{fields:?}");
    // A link of the summary leads into the field, which says by itself what is wrong with it.
    browser.activate("#problems a[href='#email']").await;
    assert!(browser.is_focused("#email[aria-invalid='true']").await);
    browser.type_text("").await;
    browser.press(Key::End).await;
    browser.type_text("example.com").await;
    browser.fill("#password", ADA.password).await;
    browser.activate("#set-up-submit").await;

    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "home").await;
    let signed_in = person::texts(&browser, ".people .who").await;
    assert_eq!(signed_in.len(), 1);

    browser.goto(&link).await;
    person::arrives_at(&browser, "error").await;
    let text = browser.text().await;
    assert!(text.contains("This set-up link does not work"), "{text}");
    browser.close().await;
}
