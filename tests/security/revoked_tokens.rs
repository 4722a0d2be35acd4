//! SECURITY C17: a token that was taken back, or whose user signed out, and that still looks genuine.

use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{ADA, GRACE, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

async fn is_dead(rp: &RelyingParty, token: &str) {
    assert_bearer_error(&rp.userinfo(token).await, 401, Some("invalid_token"));
    if !rp.client.secret.is_empty() {
        assert_eq!(
            rp.introspect(token).await.expect(200).body,
            "{\"active\":false}"
        );
    }
}

/// "the authorization server … invalidates the token. The invalidation takes place immediately"  RFC 7009 §2
#[tokio::test]
async fn a_revoked_token_is_dead_at_once_on_every_node() {
    let app = TestApp::with_fixture().await;
    let node = app.another_node().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let there = RelyingParty::new(&node, client);
        let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let twin = Tokens::of(rp.refresh(tokens.refresh_token()).await);
        there.userinfo(&tokens.access_token).await.expect(200);
        rp.revoke(&tokens.access_token).await.expect(200);
        is_dead(&rp, &tokens.access_token).await;
        // One access token is one; its refresh token is the family.
        rp.userinfo(&twin.access_token).await.expect(200);
        rp.revoke(twin.refresh_token()).await.expect(200);
        is_dead(&rp, &twin.access_token).await;
        assert_oauth_error(
            &rp.refresh(twin.refresh_token()).await,
            400,
            "invalid_grant",
        );
        assert_oauth_error(
            &there.refresh(twin.refresh_token()).await,
            400,
            "invalid_grant",
        );
        // The other node hears of it by itself; here it is asked to listen now.
        node.app().directory.catch_up().await.unwrap();
        is_dead(&there, &tokens.access_token).await;
        is_dead(&there, &twin.access_token).await;
    }
}

/// A revocation is remembered for as long as the token could live, through restarts.
#[tokio::test]
async fn a_revoked_token_stays_dead_through_a_restart_until_it_expires() {
    let mut app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let alive = rp.sign_in_and_exchange(&mut app.browser()).await;
    rp.revoke(&tokens.access_token).await.expect(200);
    app.restart().await;
    is_dead(&rp, &tokens.access_token).await;
    rp.userinfo(&alive.access_token).await.expect(200);
    app.advance(590);
    is_dead(&rp, &tokens.access_token).await;
    rp.userinfo(&alive.access_token).await.expect(200);
    app.advance(11);
    is_dead(&rp, &alive.access_token).await;
}

/// Signing out ends what was given for the time of the session; what was given for the time after it goes on
/// (OpenID Connect Core §11).
#[tokio::test]
async fn a_token_of_a_session_dies_with_it() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let online = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("scope", "openid email")])
        .await;
    let offline = rp.sign_in_and_exchange(&mut browser).await;
    let late = {
        let outcome = browser
            .authorize(&rp.authorization_url(&[("scope", "openid email")]))
            .await;
        rp.code_of(&outcome)
    };
    let mut elsewhere = app.browser();
    let bystander = rp
        .sign_in_and_exchange_with(&mut elsewhere, GRACE, &[("scope", "openid email")])
        .await;
    let twin = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("scope", "openid email")])
        .await;
    let session = browser.cookie("sid").unwrap().value.clone();
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    is_dead(&rp, &online.access_token).await;
    // A code that was waiting died with the session.
    assert_oauth_error(&rp.redeem(&late).await, 400, "invalid_grant");
    // The cookie, kept by whoever copied it, opens nothing.
    let mut thief = app.browser();
    thief.set_cookie(&format!("sid={session}; Path=/"));
    let outcome = thief
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(
        outcome.parameter("error").as_deref(),
        Some("login_required")
    );
    // Other browsers and other people are signed in as before.
    rp.userinfo(&twin.access_token).await.expect(200);
    rp.userinfo(&bystander.access_token).await.expect(200);
    rp.userinfo(&offline.access_token).await.expect(200);
    let refreshed = Tokens::of(rp.refresh(offline.refresh_token()).await);
    rp.userinfo(&refreshed.access_token).await.expect(200);
}
