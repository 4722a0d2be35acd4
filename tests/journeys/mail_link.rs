//! Signing in by mail, with a link and with a code: by keys alone, without JavaScript, on a phone.

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::{demo, person};

async fn they_sign_in_by_mail(options: Options) {
    let server = TestApp::with_fixture().await;
    let app = demo::start(&server).await;
    server
        .apply("[[tenant]]\nslug = \"default\"\nsign_in = { mail_link = true, mail_code = true }\n")
        .await;
    let browser = Chromium::start(options).await;

    // Ada, with a link, on the way to an app.
    browser.goto(&app).await;
    browser.activate("#sign-in-button").await;
    person::arrives_at(&browser, "sign-in").await;
    browser.activate("#sign-in-by-mail").await;
    person::arrives_at(&browser, "mail-sign-in").await;
    assert!(browser.text().await.contains("Demo app"));
    browser.fill("#login", ADA.email).await;
    browser.press(Key::Enter).await;
    person::arrives_at(&browser, "check-mail").await;
    let link = server.mailbox().last_to(ADA.email).await.link();
    browser.goto(&link).await;
    person::arrives_at(&browser, "mail-link").await;
    browser.activate("#mail-link-submit").await;
    person::agrees(&browser).await;
    browser.wait_for_url(&format!("{app}/")).await;
    browser.wait_for_page("signed-in").await;
    assert_eq!(person::texts(&browser, "#email").await, [ADA.email]);

    // Grace, with a code, at the front door.
    browser.goto(&server.url("/sign-in/mail")).await;
    person::arrives_at(&browser, "mail-sign-in").await;
    browser.fill("#login", GRACE.username).await;
    browser.activate("#mail-sign-in-code").await;
    person::arrives_at(&browser, "mail-code").await;
    browser.fill("#code", "00000000").await;
    browser.press(Key::Enter).await;
    browser.wait_for("#code-problem").await;
    person::arrives_at(&browser, "mail-code").await;
    let code = server.mailbox().last_to(GRACE.email).await.code();
    browser.fill("#code", &code).await;
    browser.press(Key::Enter).await;
    browser.wait_for(".people").await;
    browser.close().await;
}

#[tokio::test]
async fn a_mail_signs_in_by_keys_alone() {
    they_sign_in_by_mail(Options::default()).await;
}

#[tokio::test]
async fn a_mail_signs_in_without_javascript_on_a_phone() {
    they_sign_in_by_mail(Options::phone().without_javascript()).await;
}

/// What somebody else asked for signs nobody in here, and the page says what to do.
#[tokio::test]
async fn a_link_of_another_browser_is_explained() {
    let server = TestApp::with_fixture().await;
    server
        .apply("[[tenant]]\nslug = \"default\"\nsign_in = { mail_link = true }\n")
        .await;
    let mut laptop = server.browser();
    laptop.get("/sign-in/mail").await;
    let fields = [("login", ADA.email)];
    laptop
        .submit("#mail-sign-in", &fields, "#mail-sign-in-link")
        .await;
    let link = server.mailbox().last_to(ADA.email).await.link();
    let phone = Chromium::start(Options::phone().dark()).await;
    phone.goto(&link).await;
    person::arrives_at(&phone, "mail-link").await;
    let text = phone.text().await;
    assert!(
        text.contains("only in the browser in which you asked"),
        "{text}"
    );
    phone.close().await;
}
