//! A forgotten password: by keys alone, without JavaScript, on a phone.

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, Person};

use crate::person;

const NEW: Person = Person {
    password: "seventeen quiet lighthouses",
    ..ADA
};

async fn ada_forgot_her_password(options: Options) {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(options).await;
    browser.goto(&server.url("/sign-in")).await;
    person::arrives_at(&browser, "sign-in").await;
    browser.activate("#sign-in-forgot").await;
    person::arrives_at(&browser, "forgot-password").await;
    browser.press(Key::Enter).await;
    browser.wait_for("#problems").await;
    browser.fill("#login", ADA.email).await;
    browser.press(Key::Enter).await;
    person::arrives_at(&browser, "check-mail").await;

    let link = server.mailbox().last_to(ADA.email).await.link();
    browser.goto(&link).await;
    person::arrives_at(&browser, "reset-password").await;
    assert!(!browser.url().await.as_str().contains("token"));
    browser.fill("#password", ADA.password).await;
    browser.press(Key::Enter).await;
    browser.wait_for("#password-problem").await;
    person::arrives_at(&browser, "reset-password").await;
    browser.fill("#password", NEW.password).await;
    browser.activate("#reset-password-submit").await;
    browser.wait_for("main a.button").await;
    person::arrives_at(&browser, "reset-password").await;
    browser.activate("main a.button").await;
    person::signs_in(&browser, NEW).await;
    browser.wait_for(".people").await;
    browser.close().await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_keys_alone() {
    ada_forgot_her_password(Options::default()).await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_without_javascript_on_a_phone() {
    ada_forgot_her_password(Options::phone().without_javascript()).await;
}
