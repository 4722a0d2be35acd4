//! Two people share a browser.

use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::landing::Landing;
use crate::person;

/// Signs both in at the front door, Grace last.
async fn both_sign_in(server: &TestApp, browser: &Chromium) {
    browser.goto(&server.url("/")).await;
    person::arrives_at(browser, "home").await;
    browser.activate("#home-sign-in").await;
    person::signs_in(browser, ADA).await;
    person::is_home_as(browser, &["Ada Lovelace"]).await;
    browser.activate("#home-sign-in").await;
    person::signs_in(browser, GRACE).await;
    person::is_home_as(browser, &["Grace Hopper", "Ada Lovelace"]).await;
}

/// "select_account: The Authorization Server SHOULD prompt the End-User to select a user account." OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn of_two_accounts_the_chosen_one_goes_to_the_app() {
    let server = TestApp::with_fixture().await;
    let mut landing = Landing::start().await;
    let party = landing.register(&server).await;
    let browser = Chromium::start(Options::phone()).await;
    both_sign_in(&server, &browser).await;

    // The one who was here last is not simply taken.
    browser.goto(&party.authorization_url(&[])).await;
    person::arrives_at(&browser, "select-account").await;
    let names = person::texts(&browser, ".choice .person-name").await;
    assert_eq!(
        names,
        ["Grace Hopper", "Ada Lovelace", "Use another account"]
    );
    browser.activate("li:nth-child(2) > .choice").await;
    person::arrives_at(&browser, "consent").await;
    assert_eq!(
        person::texts(&browser, ".person-name").await,
        ["Ada Lovelace"]
    );
    browser.activate("#consent-allow").await;
    browser.wait_for_page("landed").await;
    let tokens = party
        .exchange(landing.arrival().await.code(&server, &party))
        .await;
    let info = party
        .userinfo(&tokens.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(info["email"], ADA.email);

    // The app may insist on the question, and the answer may change.
    let again = party.again();
    browser
        .goto(&again.authorization_url(&[("prompt", "select_account")]))
        .await;
    person::arrives_at(&browser, "select-account").await;
    let names = person::texts(&browser, ".choice .person-name").await;
    let grace = 1 + names
        .iter()
        .position(|name| name == "Grace Hopper")
        .unwrap();
    browser
        .activate(&format!("li:nth-child({grace}) > .choice"))
        .await;
    person::agrees(&browser).await;
    browser.wait_for_page("landed").await;
    let tokens = again
        .exchange(landing.arrival().await.code(&server, &again))
        .await;
    let info = again
        .userinfo(&tokens.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(info["email"], GRACE.email);
    browser.close().await;
}

#[tokio::test]
async fn whoever_is_not_in_the_list_signs_in_on_the_way() {
    let server = TestApp::with_fixture().await;
    let mut landing = Landing::start().await;
    let party = landing.register(&server).await;
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&server.url("/sign-in")).await;
    person::signs_in(&browser, ADA).await;
    person::is_home_as(&browser, &["Ada Lovelace"]).await;

    browser
        .goto(&party.authorization_url(&[("prompt", "select_account")]))
        .await;
    person::arrives_at(&browser, "select-account").await;
    browser.activate(".choice-other").await;
    person::signs_in(&browser, GRACE).await;
    person::arrives_at(&browser, "consent").await;
    assert_eq!(
        person::texts(&browser, ".person-name").await,
        ["Grace Hopper"]
    );
    // On second thoughts: the consent page leads back to the choice.
    browser.activate(".who-change a").await;
    person::arrives_at(&browser, "select-account").await;
    browser.activate("li:nth-child(1) > .choice").await;
    person::agrees(&browser).await;
    browser.wait_for_page("landed").await;
    party
        .exchange(landing.arrival().await.code(&server, &party))
        .await;
    browser.close().await;
}
