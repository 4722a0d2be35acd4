//! The parties against a live server: what each believes, and what it refuses to believe.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed expectation is a failed test"
)]

use vestibule_test_support::assertions::{
    assert_bearer_error, assert_error_page, assert_no_secrets, assert_oauth_error,
    assert_redirect_error,
};
use vestibule_test_support::browser::SameSite;
use vestibule_test_support::fixture::{self, ADA, CLIENTS, GRACE};
use vestibule_test_support::jwt::Jwt;
use vestibule_test_support::{Outcome, RelyingParty, ResourceServer, TestApp};

#[tokio::test]
async fn an_api_believes_the_issuer_and_nobody_else() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, fixture::SPA);
    let scope = format!("{} orders:read", fixture::SCOPE);
    let asked = [("resource", fixture::AUDIENCE), ("scope", scope.as_str())];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), GRACE, &asked)
        .await;
    let api = ResourceServer::new(&app, fixture::AUDIENCE).await;
    let claims = api.verify(&tokens.access_token).unwrap();
    assert_eq!(claims["client_id"], "spa");
    let token = Jwt::read(&tokens.access_token);
    for (wrong, why) in [
        (tokens.id_token().to_owned(), "typ"),
        (token.clone().with_broken_signature().text(), "signature"),
        (token.clone().with_claim("sub", "eve").text(), "signature"),
        (token.with_header("kid", "other").text(), "kid"),
    ] {
        let refused = api.verify(&wrong).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
    app.advance(3601);
    assert!(
        api.verify(&tokens.access_token)
            .unwrap_err()
            .contains("exp")
    );
}

#[tokio::test]
async fn every_client_of_the_fixture_gets_its_tokens() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for client in CLIENTS {
        let rp = RelyingParty::new(&app, client);
        if !client.redirect_uri.is_empty() {
            let tokens = rp.sign_in_and_exchange(&mut browser).await;
            rp.verify_id_token(&app, &tokens).await;
            rp.refresh(tokens.refresh_token()).await.expect(200);
        }
        if !client.secret.is_empty() {
            let own = rp.client_credentials(&[]).await.expect(200).json();
            assert!(own["refresh_token"].is_null());
        }
    }
    assert_no_secrets(&app.dump().await);
}

#[tokio::test]
async fn errors_are_told_to_whom_they_concern() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, fixture::WEB);
    let mut browser = app.browser();
    let url = rp.authorization_url(&[("redirect_uri", "https://attacker.example/")]);
    let page = browser.authorize(&url).await.page();
    let code = page.error_code().unwrap();
    assert_error_page(&page, &code);
    let url = rp.authorization_url(&[("prompt", "none")]);
    let away = browser.authorize(&url).await.redirect();
    assert_redirect_error(&away, "login_required", Some(&rp.state), app.issuer());
    assert_oauth_error(&rp.redeem("nothing").await, 400, "invalid_grant");
    let mut liar = rp.clone();
    liar.client.secret = "a-wrong-secret";
    assert_oauth_error(&liar.redeem("nothing").await, 401, "invalid_client");
    assert_bearer_error(&rp.userinfo("nothing").await, 401, Some("invalid_token"));
}

#[tokio::test]
async fn an_issuer_behind_tls_sets_cookies_that_only_its_host_gets() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await;
    let rp = RelyingParty::new(&app, fixture::FIRST);
    let mut browser = app.browser();
    let url = rp.authorization_url(&[("response_mode", "form_post")]);
    let outcome = browser.authorize_as(&url, ADA.username, ADA.password).await;
    assert!(matches!(outcome, Outcome::FormPost { .. }), "{outcome:?}");
    rp.exchange(&rp.code_of(&outcome)).await;
    assert!(!browser.cookies().is_empty());
    for cookie in browser.cookies() {
        assert!(cookie.name.starts_with("__Host-"), "{cookie:?}");
        assert!(
            cookie.http_only && cookie.same_site != SameSite::None,
            "{cookie:?}"
        );
    }
}
