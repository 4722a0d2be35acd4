//! Apps that send the browser on from where our answer reaches them.

use url::Url;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;

use crate::landing::Landing;
use crate::person;

/// An app may send the browser on from its callback to where its pages are. Chromium holds that redirect, too, against the
/// policy of the page whose form began the chain.
#[tokio::test]
async fn an_app_may_send_the_browser_on_to_yet_another_origin() {
    let server = TestApp::with_fixture().await;
    let pages = Landing::start().await;
    let mut callback = Landing::sending_on(Some(format!("{}/welcome", pages.origin))).await;
    let party = callback.register(&server).await;
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&party.authorization_url(&[])).await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    browser
        .wait_for_url(&format!("{}/welcome", pages.origin))
        .await;
    browser.wait_for_page("landed").await;
    callback.arrival().await.code(&server, &party);
    browser.close().await;
}

/// The same after signing out, where the browser runs no scripts.
#[tokio::test]
async fn an_app_may_send_the_browser_on_after_signing_out() {
    let server = TestApp::with_fixture().await;
    let pages = Landing::start().await;
    let mut callback = Landing::sending_on(Some(format!("{}/bye", pages.origin))).await;
    let party = callback.register(&server).await;
    let browser = Chromium::start(Options::phone().without_javascript()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;
    let mut url = Url::parse(&party.endpoint("/end_session")).unwrap();
    url.query_pairs_mut()
        .append_pair("client_id", party.client.id)
        .append_pair(
            "post_logout_redirect_uri",
            &format!("{}/signed-out", callback.origin),
        )
        .append_pair("state", "'a;b' \"<c>&amp;");
    browser.goto(url.as_str()).await;
    person::arrives_at(&browser, "sign-out").await;
    browser.activate("#sign-out-confirm").await;
    browser.wait_for_url(&format!("{}/bye", pages.origin)).await;
    browser.wait_for_page("landed").await;
    let arrival = callback.arrival().await;
    assert_eq!(arrival.parameter("state"), Some("'a;b' \"<c>&amp;"));
    browser.close().await;
}
