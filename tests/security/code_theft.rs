//! SECURITY A14, B04, B05: a code in the wrong hands, or in the wrong session of the right ones.

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{
    ADA, Client, GRACE, POST, SPA, WEB, WEB_REDIRECT_WITH_QUERY,
};
use vestibule_test_support::{RelyingParty, TestApp};

/// "ensure that the authorization code was issued to the authenticated confidential client"  RFC 6749 §4.1.3. The thief does not even spend it.
#[tokio::test]
async fn a_code_of_one_client_is_nothing_to_another_and_stays_good() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for (owner, thief) in [
        (WEB, POST),
        (WEB, SPA),
        (SPA, WEB),
        (SPA, vestibule_test_support::fixture::NATIVE),
    ] {
        let rp = RelyingParty::new(&app, owner);
        let code = rp.code_for(&mut browser, ADA).await;
        // The thief knows everything: the verifier and the redirect URI too.
        let mut stolen = rp.clone();
        stolen.client = Client {
            redirect_uri: owner.redirect_uri,
            ..thief
        };
        assert_oauth_error(&stolen.redeem(&code).await, 400, "invalid_grant");
        // Nor with the owner's name and his own secret.
        let lie = stolen
            .token(&[
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", owner.redirect_uri),
                ("code_verifier", &rp.verifier),
                ("client_id", owner.id),
            ])
            .await;
        assert!(matches!(lie.status, 400 | 401), "{lie:?}");
        assert!(lie.json()["access_token"].is_null());
        let tokens = rp.exchange(&code).await;
        rp.userinfo(&tokens.access_token).await.expect(200);
    }
}

/// RFC 9700 §4.5: a stolen code is put into another session of the same client, whose verifier is another.
#[tokio::test]
async fn a_code_injected_into_another_session_of_the_client_is_refused() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let victim = RelyingParty::new(&app, client);
        let attacker = victim.again();
        let code = victim.code_for(&mut app.browser(), ADA).await;
        assert_oauth_error(&attacker.redeem(&code).await, 400, "invalid_grant");
        // Whoever tried has seen the code: nobody can use it any more (RFC 7636 §4.6).
        assert_oauth_error(&victim.redeem(&code).await, 400, "invalid_grant");
        // The nonce of the ID token is that of the request which asked.
        let tokens = victim.sign_in_and_exchange(&mut app.browser()).await;
        let claims = victim.verify_id_token(&app, &tokens).await;
        assert_ne!(claims["nonce"], *attacker.nonce);
        let other = attacker
            .sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
            .await;
        attacker.verify_id_token(&app, &other).await;
        assert_ne!(other.id_claims()["sub"], claims["sub"]);
    }
}

/// "if the redirect_uri parameter was included in the authorization request …, their values MUST be identical"  RFC 6749 §4.1.3
#[tokio::test]
async fn the_redirect_uri_of_the_token_request_is_that_of_the_authorization_request() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    for wrong in [
        None,
        Some(""),
        Some(WEB_REDIRECT_WITH_QUERY),
        Some("https://app.example/callback/"),
        Some("https://APP.example/callback"),
        Some("https://evil.example/"),
    ] {
        let code = rp.code_for(&mut browser, ADA).await;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", &*code),
            ("code_verifier", &*rp.verifier),
        ];
        form.extend(wrong.map(|uri| ("redirect_uri", uri)));
        assert_oauth_error(&rp.token(&form).await, 400, "invalid_grant");
    }
    let code = rp.code_for(&mut browser, ADA).await;
    rp.exchange(&code).await;
}
