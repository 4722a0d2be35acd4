//! The main job: an app that is not ours sends its user here, the user signs in and agrees, the app gets tokens and an
//! API takes them. «The same journey passes in real Chromium with the keyboard only, with JavaScript off, and at 320 px.»

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::{demo, person};

/// The whole journey by keys alone; every page of ours is looked at on the way.
async fn ada_signs_in_to_an_app(options: Options) {
    let server = TestApp::with_fixture().await;
    let app = demo::start(&server).await;
    let browser = Chromium::start(options).await;

    browser.goto(&app).await;
    browser.activate("#sign-in-button").await;
    person::arrives_at(&browser, "sign-in").await;
    assert!(browser.text().await.contains("Demo app"));
    browser.fill("#login", ADA.username).await;
    browser.fill("#password", "not her password").await;
    browser.press(Key::Enter).await;

    // What went wrong is said, has the focus, and tells nobody whether the account exists. The name is still there.
    browser.wait_for("#problems").await;
    person::arrives_at(&browser, "sign-in").await;
    assert!(browser.is_focused("#problems").await);
    assert!(
        browser
            .text()
            .await
            .contains("This username and password do not match.")
    );
    let login = browser.wait_for("#login").await.prop("value").await;
    assert_eq!(login.unwrap().as_deref(), Some(ADA.username));
    browser.fill("#password", ADA.password).await;
    browser.activate("#sign-in-submit").await;

    person::arrives_at(&browser, "consent").await;
    let question = browser.text().await;
    assert!(
        question.contains("Allow Demo app to use your account?"),
        "{question}"
    );
    assert!(
        question.contains("Ada Lovelace") && question.contains(ADA.email),
        "{question}"
    );
    browser.activate("#consent-allow").await;

    // The app has checked the ID token and fetched the user info by now.
    browser.wait_for_url(&format!("{app}/")).await;
    browser.wait_for_page("signed-in").await;
    assert_eq!(person::texts(&browser, "#name").await, ["Ada Lovelace"]);
    assert_eq!(person::texts(&browser, "#email").await, [ADA.email]);
    browser.activate("#call-api").await;
    browser.wait_for("#api-status").await;
    assert_eq!(person::texts(&browser, "#api-status").await, ["200"]);

    // Back through the door: she agreed before and is signed in, so nothing is asked.
    browser.goto(&format!("{app}/login")).await;
    browser.wait_for_page("signed-in").await;
    // Signed out by the app with her ID token as the hint, so nothing is asked either.
    browser.activate("#sign-out").await;
    browser.wait_for("#sign-in-button").await;
    browser.activate("#sign-in-button").await;
    person::arrives_at(&browser, "sign-in").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job_is_done_by_keyboard_alone() {
    ada_signs_in_to_an_app(Options::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job_is_done_without_javascript() {
    ada_signs_in_to_an_app(Options::default().without_javascript()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job_is_done_on_a_screen_of_320_pixels() {
    ada_signs_in_to_an_app(Options::phone()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job_is_done_in_the_dark_on_a_phone_without_javascript() {
    ada_signs_in_to_an_app(Options::phone().dark().without_javascript()).await;
}
