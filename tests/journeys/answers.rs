//! How the answer reaches the app through a browser that holds every form to the page's `form-action`.

use std::collections::HashMap;

use axum::http::Method;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::{ADA, Client, NATIVE};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::landing::Landing;
use crate::person;

/// A server, an app of it, and a browser.
async fn beginning(options: Options) -> (TestApp, Landing, RelyingParty, Chromium) {
    let server = TestApp::with_fixture().await;
    let landing = Landing::start().await;
    let party = landing.register(&server).await;
    (server, landing, party, Chromium::start(options).await)
}

/// "the authorization server … redirects the user-agent back to the client using the redirection URI provided earlier" RFC 6749 §4.1
#[tokio::test]
async fn a_redirect_to_another_origin_passes_the_form_action_policy() {
    let (server, mut landing, party, browser) = beginning(Options::default()).await;
    browser.goto(&party.authorization_url(&[])).await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(
        (&arrival.method, arrival.path.as_str()),
        (&Method::GET, "/callback")
    );
    let tokens = party.exchange(arrival.code(&server, &party)).await;
    party.verify_id_token(&server, &tokens).await;

    // Signed in and agreed before: the next answer comes without a page, also where no page may be shown.
    let again = party.again();
    browser
        .goto(&again.authorization_url(&[("prompt", "none")]))
        .await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    again.exchange(arrival.code(&server, &again)).await;
    browser.close().await;
}

/// "the Authorization Server MUST NOT display any authentication or consent user interface pages. An error is returned if an
/// End-User is not already Authenticated" OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn prompt_none_before_signing_in_is_answered_without_a_page() {
    let (server, mut landing, party, browser) = beginning(Options::default()).await;
    browser
        .goto(&party.authorization_url(&[("prompt", "none")]))
        .await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(arrival.parameter("error"), Some("login_required"));
    assert_eq!(arrival.parameter("code"), None);
    assert_eq!(arrival.parameter("iss"), Some(server.issuer()));
    browser.close().await;
}

/// "the response parameters are encoded as HTML form values that are auto-submitted in the User Agent" Form Post Response Mode §2
#[tokio::test]
async fn form_post_submits_itself_where_scripts_run() {
    let (server, mut landing, party, browser) = beginning(Options::default()).await;
    browser
        .goto(&party.authorization_url(&[("response_mode", "form_post")]))
        .await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(
        (&arrival.method, arrival.path.as_str()),
        (&Method::POST, "/callback")
    );
    party.exchange(arrival.code(&server, &party)).await;
    browser.close().await;
}

#[tokio::test]
async fn form_post_has_a_button_where_scripts_do_not_run() {
    let (server, mut landing, party, browser) =
        beginning(Options::phone().without_javascript()).await;
    browser
        .goto(&party.authorization_url(&[("response_mode", "form_post")]))
        .await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    person::arrives_at(&browser, "form-post").await;
    browser.activate("#form-post-submit").await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(arrival.method, Method::POST);
    party.exchange(arrival.code(&server, &party)).await;
    browser.close().await;
}

/// "access_denied: The resource owner or authorization server denied the request." RFC 6749 §4.1.2.1
#[tokio::test]
async fn whoever_does_not_allow_sends_the_app_away_empty_handed_and_is_asked_again() {
    let (server, mut landing, party, browser) = beginning(Options::default()).await;
    browser.goto(&party.authorization_url(&[])).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "consent").await;
    browser.activate("#consent-deny").await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(arrival.parameter("error"), Some("access_denied"));
    assert_eq!(arrival.parameter("code"), None);
    assert_eq!(arrival.parameter("state"), Some(&*party.state));

    // The no was for this time: she is signed in, and asked once more.
    let again = party.again();
    browser.goto(&again.authorization_url(&[])).await;
    person::agrees(&browser).await;
    browser.wait_for_page("landed").await;
    landing.arrival().await.code(&server, &again);
    browser.close().await;
}

/// "The authorization server MUST allow any port to be specified at the time of the request for loopback IP redirect URIs" RFC 8252 §7.3
#[tokio::test]
async fn a_native_app_gets_its_code_at_the_port_it_chose() {
    let server = TestApp::with_fixture().await;
    let mut landing = Landing::start().await;
    let redirect_uri = format!("{}/cb", landing.origin);
    let client = Client {
        redirect_uri: redirect_uri.leak(),
        ..NATIVE
    };
    let party = RelyingParty::new(&server, client);
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&party.authorization_url(&[])).await;
    person::signs_in(&browser, ADA).await;
    person::arrives_at(&browser, "consent").await;
    assert!(browser.text().await.contains("a program on this device"));
    browser.activate("#consent-allow").await;
    browser.wait_for_page("landed").await;
    let arrival = landing.arrival().await;
    assert_eq!(arrival.path, "/cb");
    party.exchange(arrival.code(&server, &party)).await;
    browser.close().await;
}

/// The other loopback literal (RFC 8252 §7.3), which no Content Security Policy can name. Nothing needs to listen there: it is
/// enough that the browser goes, so this holds on machines without IPv6, too.
#[tokio::test]
async fn a_native_app_may_listen_on_ipv6() {
    let server = TestApp::with_fixture().await;
    server
        .apply(
            r#"
            [[client]]
            client_id = "six"
            client_name = "Phone App"
            application_type = "native"
            redirect_uris = ["http://[::1]/cb"]
            grant_types = ["authorization_code"]
            token_endpoint_auth_method = "none"
            scope = "openid"
            "#,
        )
        .await;
    let landing = Landing::start().await;
    let redirect_uri = format!("{}/cb", landing.origin.replace("127.0.0.1", "[::1]"));
    let target = format!("{redirect_uri}?");
    let client = Client {
        id: "six",
        redirect_uri: redirect_uri.leak(),
        scope: "openid",
        ..NATIVE
    };
    let party = RelyingParty::new(&server, client);
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&party.authorization_url(&[])).await;
    person::signs_in(&browser, ADA).await;
    person::agrees(&browser).await;
    let url = browser.wait_for_url(&target).await;
    let parameters: HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(parameters.get("state"), Some(&party.state));
    party.exchange(&parameters["code"]).await;
    browser.close().await;
}
