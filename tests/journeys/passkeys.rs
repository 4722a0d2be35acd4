//! Passkeys in a real browser, by its own virtual authenticator and with the keyboard alone.

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::person;

async fn house() -> TestApp {
    TestApp::builder().fixture().on_localhost().start().await
}

async fn goes_to(browser: &Chromium, app: &TestApp, path: &str) {
    browser.goto(&format!("{}{path}", app.issuer())).await;
}

/// Ada signs in with her password, and makes a passkey on her account's page.
async fn ada_makes_a_passkey(browser: &Chromium, app: &TestApp) {
    goes_to(browser, app, "/sign-in").await;
    person::signs_in(browser, ADA).await;
    person::arrives_at(browser, "home").await;
    goes_to(browser, app, "/account/passkeys").await;
    person::arrives_at(browser, "account-passkeys").await;
    browser.wait_for("#passkey:not([hidden])").await;
    browser.activate("#passkey-submit").await;
    // The first factor of an account brings codes for when it is lost.
    person::arrives_at(browser, "recovery-codes").await;
    goes_to(browser, app, "/account/passkeys").await;
    browser.wait_for("#passkeys > li").await;
}

/// A browser that nobody is signed in with, of the same device.
async fn forgets_everything(browser: &Chromium) {
    browser.driver().delete_all_cookies().await.unwrap();
}

/// Presses the sign-in page's button, unless the browser is quicker and offers the passkey by itself: then there is none
/// to press, and Enter on the next page does nothing.
async fn signs_in_with_a_passkey(browser: &Chromium, app: &TestApp) {
    goes_to(browser, app, "/sign-in").await;
    browser
        .wait_for("#passkey:not([hidden]), body[data-page=home]")
        .await;
    let script = "document.querySelector('#passkey-submit')?.focus()";
    browser.driver().execute(script, vec![]).await.unwrap();
    browser.press(Key::Enter).await;
    person::arrives_at(browser, "home").await;
}

/// "sign in with no username"; "several per person, named, last used shown, removal guarded"
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passkey_is_made_used_without_a_name_renamed_and_removed() {
    let app = house().await;
    let browser = Chromium::start(Options::default()).await;
    let device = browser.add_authenticator().await;
    ada_makes_a_passkey(&browser, &app).await;
    assert_eq!(browser.passkeys(&device).await.len(), 1);

    forgets_everything(&browser).await;
    signs_in_with_a_passkey(&browser, &app).await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;

    goes_to(&browser, &app, "/account/passkeys").await;
    let list = browser.wait_for("#passkeys").await.text().await.unwrap();
    assert!(list.contains("Last used on"), "{list}");
    browser.activate("#passkeys a").await;
    browser.wait_for("#passkey-name").await;
    person::arrives_at(&browser, "account-passkeys").await;
    browser.tab_to("#name").await;
    browser.press(Key::End).await;
    browser.type_text(" in my pocket").await;
    browser.press(Key::Enter).await;
    browser.wait_for("#passkeys > li").await;
    assert!(browser.text().await.contains("in my pocket"));

    browser.activate("#passkeys a").await;
    browser.activate("#passkey-remove").await;
    browser.wait_for("#passkey-removal-confirm").await;
    person::arrives_at(&browser, "account-passkeys").await;
    browser.activate("#passkey-removal-confirm").await;
    browser.wait_for("#passkeys-none").await;
    browser.close().await;
}

/// "as second factor"
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passkey_is_the_second_factor_after_a_password() {
    let app = house().await;
    let browser = Chromium::start(Options::phone()).await;
    browser.add_authenticator().await;
    ada_makes_a_passkey(&browser, &app).await;
    forgets_everything(&browser).await;
    // Not by the passkey alone: the page that offers it is left by the password's form.
    let tenant =
        "[[tenant]]\nslug = \"default\"\nname = \"Default\"\n[tenant.sign_in]\npasskeys = false\n";
    app.apply(tenant).await;
    goes_to(&browser, &app, "/sign-in").await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "second-factor").await;
    browser.wait_for("#passkey:not([hidden])").await;
    browser.activate("#passkey-submit").await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;
    browser.close().await;
}

/// What went wrong is said in calm words, beside the button, and the button is there to be pressed again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_without_a_passkey_says_so_and_lets_go_on_another_way() {
    let app = house().await;
    let browser = Chromium::start(Options::default()).await;
    let device = browser.add_authenticator().await;
    goes_to(&browser, &app, "/sign-in").await;
    browser.wait_for("#passkey:not([hidden])").await;
    browser.activate("#passkey-submit").await;
    browser.wait_for("[data-passkey-status]:not(:empty)").await;
    assert!(browser.text().await.contains("No passkey was used."));
    person::arrives_at(&browser, "sign-in").await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "home").await;
    browser.remove_authenticator(&device).await;
    browser.close().await;
}

/// Without scripts nothing is shown that could not work.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_javascript_no_dead_button_is_shown() {
    let app = house().await;
    let browser = Chromium::start(Options::default().without_javascript()).await;
    goes_to(&browser, &app, "/sign-in").await;
    person::arrives_at(&browser, "sign-in").await;
    let button = browser.wait_for("#passkey-submit").await;
    assert!(!button.is_displayed().await.unwrap());
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "home").await;
    goes_to(&browser, &app, "/account/passkeys").await;
    person::arrives_at(&browser, "account-passkeys").await;
    assert!(browser.text().await.contains("Passkeys need JavaScript"));
    let button = browser.wait_for("#passkey-submit").await;
    assert!(!button.is_displayed().await.unwrap());
    browser.close().await;
}
