//! RFC 9207: the authorization response says who it comes from.

use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "In authorization responses to the client, including error responses, an authorization server supporting this
/// specification MUST indicate its identity by including the iss parameter in the response."  §2
#[tokio::test]
async fn success_and_error_carry_the_exact_issuer_in_every_response_mode() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    let metadata = app.url("/.well-known/openid-configuration");
    let metadata = Answer::of(app.http().get(metadata))
        .await
        .expect(200)
        .json();
    let issuer = metadata["issuer"].as_str().unwrap();
    for mode in ["query", "fragment", "form_post"] {
        let success = browser
            .authorize(&rp.authorization_url(&[("response_mode", mode)]))
            .await;
        assert!(success.parameter("code").is_some());
        assert_eq!(success.parameter("iss").as_deref(), Some(issuer), "{mode}");
        let changes = [("response_mode", mode), ("response_type", "token")];
        let error = browser.authorize(&rp.authorization_url(&changes)).await;
        assert!(error.parameter("error").is_some());
        assert_eq!(error.parameter("iss").as_deref(), Some(issuer), "{mode}");
    }
}

/// "access_denied" is an authorization response as any other.
#[tokio::test]
async fn a_denial_carries_the_issuer() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.authorize(&rp.authorization_url(&[])).await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    let denied = browser.submit("#consent", &[], "#consent-deny").await;
    assert_eq!(denied.parameter("error").as_deref(), Some("access_denied"));
    assert_eq!(denied.parameter("iss").as_deref(), Some(app.issuer()));
}

/// Clients compare the value "by simple string comparison" (§2.4), so it is the same text everywhere, however the operator
/// wrote the URL.
#[tokio::test]
async fn the_issuer_has_one_spelling() {
    for (written, spelt) in [
        ("https://id.example.com/", "https://id.example.com"),
        ("https://id.example.com:443", "https://id.example.com"),
        ("https://id.example.com:8443", "https://id.example.com:8443"),
        ("https://example.com/auth/", "https://example.com/auth"),
    ] {
        let app = TestApp::builder()
            .fixture()
            .setting("server.public_url", written)
            .start()
            .await;
        let rp = RelyingParty::of_issuer(&app, spelt, WEB);
        let mut browser = app.browser_at(spelt);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        let claims = rp.verify_id_token(&app, &tokens).await;
        assert_eq!(claims["iss"], spelt, "{written}");
        assert_eq!(tokens.access_claims()["iss"], spelt, "{written}");
    }
}

/// "authorization_response_iss_parameter_supported … Boolean parameter indicating whether the authorization server provides
/// the iss parameter"  §3
#[tokio::test]
async fn metadata_promises_the_issuer() {
    let app = TestApp::with_fixture().await;
    for path in [
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
    ] {
        let metadata = Answer::of(app.http().get(app.url(path)))
            .await
            .expect(200)
            .json();
        assert_eq!(
            metadata["authorization_response_iss_parameter_supported"],
            true
        );
        assert_eq!(metadata["issuer"], *app.issuer());
    }
}
