//! A person signs in to somebody else's app: the whole journey in one test.

use vestibule_test_support::fixture;
use vestibule_test_support::{RelyingParty, TestApp};

#[tokio::test]
async fn an_app_gets_tokens_for_a_user_who_agrees() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, fixture::WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let claims = rp.verify_id_token(&app, &tokens).await;
    assert_eq!(claims["aud"], "web");
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
    assert_eq!(userinfo["sub"], claims["sub"]);
    assert_eq!(userinfo["name"], "Ada Lovelace");
    let refreshed = rp.refresh(tokens.refresh_token()).await.expect(200).json();
    assert_ne!(refreshed["refresh_token"], tokens.refresh_token());
}
