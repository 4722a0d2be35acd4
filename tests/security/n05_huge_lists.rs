//! N05: lists without measure (CVE-2026-4634).

use std::time::{Duration, Instant};

use reqwest::Method;
use vestibule_test_support::assertions::{assert_oauth_error, assert_redirect_error};
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, Outcome, RelyingParty, TestApp};

/// Generous for a debug build on a busy machine, and far below what quadratic work on 60 KiB would take.
const MOMENT: Duration = Duration::from_secs(2);

fn scopes(count: usize) -> String {
    (0..count)
        .map(|number| format!("s{number}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// "Verify that … input … is … limited"  ASVS 2.2.1. A request of any size is sent by POST here: a URL of more than 32 KiB is 431.
#[tokio::test]
async fn every_list_of_an_authorization_request_has_its_limit() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let long = |length: usize| "x".repeat(length);
    let many_words = |count: usize| "ab ".repeat(count);
    let cases = [
        ("scope", scopes(65), "invalid_scope"),
        ("scope", format!("openid {}", long(2048)), "invalid_scope"),
        ("scope", scopes(10_000), "invalid_scope"),
        ("acr_values", many_words(700), "invalid_request"),
        ("acr_values", many_words(20_000), "invalid_request"),
        ("ui_locales", many_words(400), "invalid_request"),
        ("ui_locales", many_words(20_000), "invalid_request"),
        (
            "claims",
            format!("{{\"a\":\"{}\"}}", long(4096)),
            "invalid_request",
        ),
        (
            "claims",
            format!("{{\"a\":\"{}\"}}", long(60_000)),
            "invalid_request",
        ),
        ("nonce", long(1025), "invalid_request"),
        ("nonce", long(60_000), "invalid_request"),
        ("login_hint", long(513), "invalid_request"),
        ("prompt", many_words(20_000), "invalid_request"),
        ("max_age", "9".repeat(60_000), "invalid_request"),
        (
            "response_type",
            "code ".repeat(10_000),
            "unsupported_response_type",
        ),
        ("response_mode", long(60_000), "invalid_request"),
        ("code_challenge", long(60_000), "invalid_request"),
        ("id_token_hint", long(60_000), "invalid_request"),
        (
            "resource",
            format!("https://{}", long(60_000)),
            "invalid_target",
        ),
    ];
    for (name, value, code) in cases {
        let mut parameters = rp.parameters();
        parameters.retain(|(known, _)| known != name);
        parameters.push((name.to_owned(), value));
        let begun = Instant::now();
        let request = app
            .wire()
            .request(Method::POST, &rp.endpoint("/authorize"))
            .form(&parameters);
        let answer = Answer::of(request).await.expect(303);
        assert!(
            begun.elapsed() < MOMENT,
            "{name} took {:?}",
            begun.elapsed()
        );
        let url = url::Url::parse(answer.header("location").unwrap()).unwrap();
        assert_redirect_error(&url, code, Some(&rp.state), app.issuer());
    }
    // A `state` that is not copied cannot be answered with either.
    let outcome = app
        .browser()
        .authorize(&rp.authorization_url(&[("state", &long(2049))]))
        .await;
    assert_redirect_error(&outcome.redirect(), "invalid_request", None, app.issuer());
}

/// What is within the limits is served.
#[tokio::test]
async fn what_is_at_the_limit_is_served() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let scope = format!("openid {}", scopes(63));
    let state = "x".repeat(2048);
    for change in [
        ("scope", scope.as_str()),
        ("state", &state),
        ("nonce", &state[..1024]),
        ("acr_values", &state),
    ] {
        let outcome = app
            .browser()
            .authorize(&rp.authorization_url(&[change]))
            .await;
        assert!(
            matches!(outcome, Outcome::Page(_)),
            "{}: {outcome:?}",
            change.0
        );
    }
}

/// The token endpoint has the same limits.
#[tokio::test]
async fn every_list_of_a_token_request_has_its_limit() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let resource = vestibule_test_support::fixture::AUDIENCE;
    for scope in [scopes(65), "y".repeat(2049), "y".repeat(60_000)] {
        let begun = Instant::now();
        assert_oauth_error(
            &rp.client_credentials(&[("scope", &scope)]).await,
            400,
            "invalid_scope",
        );
        assert!(begun.elapsed() < MOMENT, "{:?}", begun.elapsed());
    }
    for resource in [
        format!("{resource}/{}", "z".repeat(60_000)),
        "urn:".to_owned() + "x:".repeat(10_000).as_str(),
    ] {
        assert_oauth_error(
            &rp.client_credentials(&[("resource", &resource)]).await,
            400,
            "invalid_target",
        );
    }
    rp.client_credentials(&[("resource", resource); 16])
        .await
        .expect(200);
}
