//! A person looks after their own account: by keyboard, on a phone, without JavaScript.

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::person::{self, arrives_at, texts};

/// Opens the folded menu and goes to a page.
async fn goes_to(browser: &Chromium, path: &str, page: &str) {
    browser.activate(".rooms-menu > summary").await;
    browser
        .activate(&format!(".rooms-menu a.way[href='{path}']"))
        .await;
    arrives_at(browser, page).await;
    // The menu is folded again, so that the page begins where it should.
    let current = texts(browser, ".rooms-menu a[aria-current=page]").await;
    assert_eq!(current.len(), 1);
}

#[tokio::test]
async fn somebody_looks_after_their_account_on_a_phone_without_scripts() {
    let server = TestApp::with_fixture().await;
    let mut elsewhere = server.browser();
    elsewhere.sign_in_as(GRACE).await;
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&server.url("/account/profile")).await;
    person::signs_in(&browser, GRACE).await;
    arrives_at(&browser, "account-profile").await;

    // What is wrong is said first, and leads to its field.
    browser.fill("#birthdate", "yesterday").await;
    browser.press(Key::Enter).await;
    browser.wait_for("#problems").await;
    arrives_at(&browser, "account-profile").await;
    assert!(browser.is_focused("#problems").await);
    browser.activate("#problems a[href='#birthdate']").await;
    assert!(browser.is_focused("#birthdate[aria-invalid='true']").await);
    for _ in 0.."yesterday".len() {
        browser.press(Key::Backspace).await;
    }
    browser.press(Key::End).await;
    for _ in 0.."yesterday".len() {
        browser.press(Key::Backspace).await;
    }
    browser.type_text("1906-12-09").await;
    browser.activate("#profile-submit").await;
    browser.wait_for("[role=status]").await;
    arrives_at(&browser, "account-profile").await;

    goes_to(&browser, "/account/sessions", "account-sessions").await;
    assert_eq!(texts(&browser, ".things > li").await.len(), 2);
    browser.activate("#sessions-others").await;
    browser.wait_for("[role=status]").await;
    assert_eq!(texts(&browser, ".things > li").await.len(), 1);
    assert_eq!(elsewhere.get("/account").await.page_name(), "sign-in");

    goes_to(&browser, "/account/apps", "account-apps").await;

    goes_to(&browser, "/account/password", "account-password").await;
    browser.fill("#current", GRACE.password).await;
    browser
        .fill("#password", "eleven purple lanterns over the harbour")
        .await;
    browser.activate("#account-password-submit").await;
    browser.wait_for("[role=status]").await;
    arrives_at(&browser, "account-password").await;

    goes_to(&browser, "/account/data", "account-data").await;
    browser
        .fill("#current", "eleven purple lanterns over the harbour")
        .await;
    browser.activate("#account-delete-submit").await;
    browser.wait_for("#account-keep").await;
    arrives_at(&browser, "account-data").await;
    browser.activate("#account-keep-submit").await;
    browser.wait_for("#account-delete").await;

    goes_to(&browser, "/account/activity", "account-activity").await;
    let sentences = texts(&browser, ".thing-name").await;
    for expected in [
        "The deletion of this account was called off",
        "This account was marked for deletion",
        "Your password was changed",
        "Your profile was changed",
        "You signed in",
    ] {
        assert!(
            sentences.iter().any(|sentence| sentence == expected),
            "{expected}: {sentences:?}"
        );
    }
    goes_to(&browser, "/account", "account").await;
    browser.close().await;
}

/// Two people share a browser: each sees their own account, and says which.
#[tokio::test]
async fn two_people_look_after_their_accounts_in_one_browser() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::default().without_javascript()).await;
    browser.goto(&server.url("/sign-in?to=account")).await;
    person::signs_in(&browser, ADA).await;
    arrives_at(&browser, "account").await;
    browser.goto(&server.url("/sign-in?to=account")).await;
    person::signs_in(&browser, GRACE).await;
    arrives_at(&browser, "account").await;
    let shown = texts(&browser, ".rooms-wide .rooms-who").await;
    assert!(shown[0].contains("Grace"), "{shown:?}");
    browser.activate(".rooms-wide .other").await;
    browser.wait_for_text(".rooms-wide .rooms-who", "Ada").await;
    arrives_at(&browser, "account").await;
    browser.close().await;
}
