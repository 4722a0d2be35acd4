//! A second factor, from the account's page to the next sign-ins, with keys alone and without JavaScript.

use thirtyfour::Key;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{AuthenticatorApp, TestApp};

use crate::person;

/// Types a code, and presses Enter.
async fn types_code(browser: &Chromium, code: &str) {
    browser.fill("#code", code).await;
    browser.press(Key::Enter).await;
}

async fn link_of(browser: &Chromium) -> String {
    let script = "return document.querySelector('a[href^=\"otpauth:\"]').getAttribute('href')";
    let answer = browser.driver().execute(script, vec![]).await;
    answer.unwrap().convert().unwrap()
}

#[tokio::test]
async fn an_app_is_turned_on_and_asked_for_and_a_paper_code_helps() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&server.url("/account/two-factor")).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "account-two-factor").await;
    browser.activate("#set-up-totp").await;
    person::arrives_at(&browser, "second-factor-set-up").await;
    let app = AuthenticatorApp::from_link(&link_of(&browser).await);
    types_code(&browser, "12345").await;
    browser.wait_for("#problems:focus").await;
    types_code(&browser, &app.code(&server)).await;
    person::arrives_at(&browser, "recovery-codes").await;
    let codes = person::texts(&browser, ".codes code").await;
    assert_eq!(codes.len(), 10);
    browser.activate("#recovery-codes-done").await;
    person::arrives_at(&browser, "account-two-factor").await;
    browser.close().await;

    let browser = Chromium::start(Options::default().without_javascript()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "second-factor").await;
    types_code(&browser, &app.wrong_code(&server)).await;
    browser.wait_for("#problems").await;
    types_code(&browser, &app.next_code(&server)).await;
    person::arrives_at(&browser, "home").await;
    browser.close().await;

    let browser = Chromium::start(Options::phone().dark().without_javascript()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "second-factor").await;
    browser.activate("a[href*='method=recovery_code']").await;
    browser.wait_for("a[href*='method=totp']").await;
    person::arrives_at(&browser, "second-factor").await;
    types_code(&browser, &codes[0]).await;
    person::arrives_at(&browser, "home").await;
    browser.close().await;
}
