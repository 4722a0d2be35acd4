//! A new account, from the sign-in page of an app to that app: by keys alone, without JavaScript, on a phone.

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};

use crate::{demo, person};

const EMAIL: &str = "hedy@example.com";
const PASSWORD: &str = "seventeen quiet lighthouses";

async fn hedy_signs_up_on_the_way_to_an_app(options: Options) {
    let server = TestApp::with_fixture().await;
    let app = demo::start(&server).await;
    server
        .apply("[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\", ask = [\"name\"], require = [\"name\"] }\n")
        .await;
    let browser = Chromium::start(options).await;
    browser.goto(&app).await;
    browser.activate("#sign-in-button").await;
    person::arrives_at(&browser, "sign-in").await;
    browser.activate("#sign-in-sign-up").await;
    person::arrives_at(&browser, "sign-up").await;
    assert!(browser.text().await.contains("Demo app"));
    browser.fill("#username", "hedy@home").await;
    browser.fill("#email", EMAIL).await;
    browser.fill("#password", "short").await;
    browser.fill("#name", "Hedy Lamarr").await;
    browser.press(Key::Enter).await;

    // What went wrong has the focus, and what was typed is still there, but for the password.
    browser.wait_for("#problems").await;
    person::arrives_at(&browser, "sign-up").await;
    assert!(browser.is_focused("#problems").await);
    assert_eq!(person::texts(&browser, "#problems a").await.len(), 2);
    let email = browser.wait_for("#email").await.prop("value").await;
    assert_eq!(email.unwrap().as_deref(), Some(EMAIL));
    browser.fill("#username", "hedy").await;
    browser.fill("#password", PASSWORD).await;
    browser.activate("#sign-up-submit").await;
    person::arrives_at(&browser, "check-mail").await;

    let link = server.mailbox().last_to(EMAIL).await.link();
    browser.goto(&link).await;
    person::arrives_at(&browser, "verify-email").await;
    let text = browser.text().await;
    assert!(text.contains("hedy") && text.contains(EMAIL), "{text}");
    browser.activate("#verify-email-submit").await;
    person::agrees(&browser).await;
    browser.wait_for_url(&format!("{app}/")).await;
    browser.wait_for_page("signed-in").await;
    assert_eq!(person::texts(&browser, "#name").await, ["Hedy Lamarr"]);
    assert_eq!(person::texts(&browser, "#email").await, [EMAIL]);
    browser.close().await;
}

#[tokio::test]
async fn a_new_person_lands_at_the_app_by_keys_alone() {
    hedy_signs_up_on_the_way_to_an_app(Options::default()).await;
}

#[tokio::test]
async fn a_new_person_lands_at_the_app_without_javascript_on_a_phone() {
    hedy_signs_up_on_the_way_to_an_app(Options::phone().without_javascript()).await;
}
