//! Signing out: the question, and both answers.

use url::Url;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::landing::Landing;
use crate::{demo, person};

/// "the OP SHOULD ask the End-User whether to log out of the OP as well" OpenID Connect RP-Initiated Logout §2
#[tokio::test]
async fn whoever_cancels_stays_and_whoever_confirms_is_signed_out() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;

    browser.activate("#home-sign-out").await;
    person::arrives_at(&browser, "sign-out").await;
    browser.activate("#sign-out-cancel").await;
    person::arrives_at(&browser, "signed-out").await;
    assert!(browser.text().await.contains("You are still signed in"));
    browser.activate("main .button").await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;

    browser.activate("#home-sign-out").await;
    person::arrives_at(&browser, "sign-out").await;
    browser.activate("#sign-out-confirm").await;
    person::arrives_at(&browser, "signed-out").await;
    assert!(browser.text().await.contains("You are signed out"));
    browser.activate("main .button").await;
    person::arrives_at(&browser, "sign-in").await;
    browser.goto(&server.url("/")).await;
    person::is_home_as(&browser, &[]).await;
    browser.close().await;
}

/// "post_logout_redirect_uri: URI to which the RP is requesting that the End-User's User Agent be redirected after a logout has
/// been performed." OpenID Connect RP-Initiated Logout §2
#[tokio::test]
async fn after_the_question_the_browser_returns_to_the_app_that_asked() {
    let server = TestApp::with_fixture().await;
    let mut landing = Landing::start().await;
    let party = landing.register(&server).await;
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;

    // Without an ID token nothing proves that the person wants this, so they are asked.
    let target = format!("{}/signed-out", landing.origin);
    let mut url = Url::parse(&party.endpoint("/end_session")).unwrap();
    url.query_pairs_mut()
        .append_pair("client_id", party.client.id)
        .append_pair("post_logout_redirect_uri", &target)
        .append_pair("state", "as it was");
    browser.goto(url.as_str()).await;
    person::arrives_at(&browser, "sign-out").await;
    assert!(
        browser
            .text()
            .await
            .contains("Harbour Books asks to sign you out here.")
    );
    browser.activate("#sign-out-confirm").await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(arrival.path, "/signed-out");
    assert_eq!(arrival.parameter("state"), Some("as it was"));
    browser.goto(&server.url("/")).await;
    person::is_home_as(&browser, &[]).await;
    browser.close().await;
}

/// "the OP … directly communicating … that the End-User … be logged out" OpenID Connect Back-Channel Logout §1: who signs out
/// here is signed out of the app as well, which no browser told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_here_ends_the_session_at_the_app() {
    let server = TestApp::with_fixture().await;
    let app = demo::start(&server).await;
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&app).await;
    browser.activate("#sign-in-button").await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    browser.wait_for_page("signed-in").await;
    browser.goto(&server.url("/sign-out")).await;
    person::arrives_at(&browser, "sign-out").await;
    browser.activate("#sign-out-confirm").await;
    person::arrives_at(&browser, "signed-out").await;
    for _ in 0..100 {
        browser.goto(&app).await;
        if person::texts(&browser, "#sign-in-button").await.len() == 1 {
            browser.close().await;
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the app does not know");
}
