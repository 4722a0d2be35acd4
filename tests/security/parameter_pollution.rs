//! SECURITY A05: a parameter twice, or in two places, means two things to two parsers.

use reqwest::Method;
use vestibule_test_support::assertions::{
    assert_error_page, assert_oauth_error, assert_redirect_error,
};
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "Request and response parameters MUST NOT be included more than once."  RFC 6749 §3.1
#[tokio::test]
async fn a_repeated_parameter_of_an_authorization_request_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    // Who asks and where the answer goes: no redirect at all, whichever of the two is right.
    for (name, values) in [
        ("client_id", ["web", "spa"]),
        ("client_id", ["spa", "web"]),
        ("client_id", ["web", "web"]),
        ("redirect_uri", [WEB.redirect_uri, "https://evil.example/"]),
        ("redirect_uri", ["https://evil.example/", WEB.redirect_uri]),
        ("redirect_uri", [WEB.redirect_uri, WEB.redirect_uri]),
        ("redirect_uri", ["", "https://evil.example/"]),
    ] {
        let url = rp.authorization_url(&[(name, values[0]), (name, values[1])]);
        let page = app.browser().authorize(&url).await.page();
        assert_error_page(&page, "invalid_request");
    }
    // Everything else is told to the client.
    for (name, value) in rp.parameters() {
        if ["client_id", "redirect_uri"].contains(&name.as_str()) {
            continue;
        }
        let url = rp.authorization_url(&[(&name, &value), (&name, "other")]);
        let answer = app.browser().authorize(&url).await.redirect();
        let state = (name != "state").then_some(rp.state.as_str());
        assert_redirect_error(&answer, "invalid_request", state, app.issuer());
    }
    for name in [
        "prompt",
        "max_age",
        "claims",
        "response_mode",
        "id_token_hint",
        "unknown",
    ] {
        let url = rp.authorization_url(&[(name, "none"), (name, "none")]);
        let answer = app.browser().authorize(&url).await.redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
    // `resource` may be repeated (RFC 8707 §2), and an unknown parameter may be there once.
    let resource = vestibule_test_support::fixture::AUDIENCE;
    let url = rp.authorization_url(&[("resource", resource), ("resource", resource), ("x", "1")]);
    let page = app.browser().authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in");
}

/// RFC 6749 §3.1: a request has its parameters in one place; body and query are never merged.
#[tokio::test]
async fn query_and_body_are_never_merged() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let parameters = rp.parameters();
    let fields: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    for query in [
        "redirect_uri=https%3A%2F%2Fevil.example%2F",
        "client_id=spa",
        "x=1",
        "state=other",
    ] {
        for site in [Site::Same, Site::Cross] {
            let url = format!("/authorize?{query}");
            let page = app.browser().post(&url, &fields, site).await.page();
            assert_error_page(&page, "invalid_request");
        }
    }
    for site in [Site::Same, Site::Cross] {
        let page = app.browser().post("/authorize", &fields, site).await.page();
        assert_eq!(page.page_name(), "sign-in");
    }
}

/// "Request and response parameters MUST NOT be included more than once."  RFC 6749 §3.2
#[tokio::test]
async fn a_repeated_parameter_of_a_token_request_is_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (name, other) in [
        ("grant_type", "authorization_code"),
        ("scope", "orders:write"),
        ("x", "y"),
    ] {
        let answer = rp
            .client_credentials(&[("scope", "orders:read"), ("x", "1"), (name, other)])
            .await;
        assert_oauth_error(&answer, 400, "invalid_request");
    }
    rp.client_credentials(&[("scope", "orders:read"), ("x", "1")])
        .await
        .expect(200);
    for path in ["/introspect", "/revoke"] {
        let send = |body: &'static str| {
            let authorization = vestibule_test_support::relying_party::basic(WEB.id, WEB.secret);
            let request = app.wire().request(Method::POST, &rp.endpoint(path));
            let request = request.header("authorization", authorization);
            Answer::of(
                request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body),
            )
        };
        assert_oauth_error(&send("token=a&token=b").await, 400, "invalid_request");
        assert_oauth_error(&send("token=&token=b").await, 400, "invalid_request");
        send("token=a").await.expect(200);
    }
}
