//! Times: in the reader's own zone, and without scripts in UTC.

use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::person;

async fn sees_her_sessions(server: &TestApp, options: Options) -> Chromium {
    let browser = Chromium::start(options).await;
    browser.move_to("Asia/Kathmandu").await;
    browser.goto(&server.url("/account/sessions")).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "account-sessions").await;
    browser
}

#[tokio::test]
async fn times_are_in_the_readers_zone_and_name_it() {
    let server = TestApp::with_fixture().await;
    let browser = sees_her_sessions(&server, Options::default()).await;
    // Where there is one, the script was here.
    browser.wait_for("time[title]").await;
    for text in person::texts(&browser, "time").await {
        assert!(text.contains("GMT+5:45") && !text.contains("UTC"), "{text}");
    }
    let utc = browser.wait_for("time").await.attr("title").await.unwrap();
    assert!(utc.is_some_and(|utc| utc.ends_with("UTC")));
    browser.close().await;
}

#[tokio::test]
async fn without_scripts_times_are_in_utc_and_say_so() {
    let server = TestApp::with_fixture().await;
    let browser = sees_her_sessions(&server, Options::phone().without_javascript()).await;
    let texts = person::texts(&browser, "time").await;
    assert_eq!(texts.len(), 2, "{texts:?}");
    for text in texts {
        assert!(text.ends_with("UTC"), "{text}");
    }
    browser.close().await;
}
