//! OpenID Connect Core §6: requests as JWTs, which this server does not take.

use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "Should an OP not support this parameter and an RP uses it, the OP MUST return the request_not_supported error."  §6.1,
/// and likewise request_uri_not_supported (§6.2) and registration_not_supported (§7.2.1): never silently ignored.
#[tokio::test]
async fn request_objects_are_refused_and_not_ignored() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (name, value, code) in [
        (
            "request",
            "eyJhbGciOiJub25lIn0.eyJzY29wZSI6Im9wZW5pZCJ9.",
            "request_not_supported",
        ),
        (
            "request_uri",
            "https://app.example/request.jwt#hash",
            "request_uri_not_supported",
        ),
        (
            "request_uri",
            "urn:ietf:params:oauth:request_uri:abc",
            "request_uri_not_supported",
        ),
        ("registration", "{}", "registration_not_supported"),
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[(name, value)]))
            .await
            .redirect();
        assert_redirect_error(&answer, code, Some(&rp.state), app.issuer());
    }
}

/// "request_parameter_supported … request_uri_parameter_supported … If omitted, the default value is true" for the latter
/// (OpenID Connect Discovery §3), so it has to be said.
#[tokio::test]
async fn metadata_says_that_request_objects_are_not_taken() {
    let app = TestApp::with_fixture().await;
    let url = app.url("/.well-known/openid-configuration");
    let metadata = Answer::of(app.http().get(url)).await.expect(200).json();
    assert_eq!(metadata["request_parameter_supported"], false);
    assert_eq!(metadata["request_uri_parameter_supported"], false);
}
