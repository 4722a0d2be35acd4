//! A right that an operator takes away, and an old grant that still remembers it.

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, AUDIENCE, AuthMethod, Client};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

const APP: Client = Client {
    id: "app",
    secret: "a-secret-of-some-length-0123456789abcdef",
    auth: AuthMethod::Basic,
    redirect_uri: "https://new.example/cb",
    scope: "openid email offline_access orders:read",
};
const OTHER: &str = "https://other.example.com";

fn registered(scope: &str, more: &str) -> String {
    format!(
        "[[client]]\nclient_id = \"app\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\n\
         grant_types = [\"authorization_code\", \"refresh_token\"]\nscope = {scope:?}\n{more}\n",
        APP.secret, APP.redirect_uri
    )
}

/// "… MAY issue an access token with less rights than requested."  RFC 6749 §10.3: what the client is no longer registered for is not in the next
/// token, whatever was granted once.
#[tokio::test]
async fn a_scope_that_was_taken_from_a_client_is_not_refreshed() {
    let app = TestApp::with_fixture().await;
    app.apply(&registered(APP.scope, "")).await;
    let rp = RelyingParty::new(&app, APP);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    assert_eq!(tokens.scope.as_deref(), Some(APP.scope));
    let code = rp.code_for(&mut browser, ADA).await;
    app.apply(&registered("openid offline_access", "")).await;
    let refreshed = Tokens::of(rp.refresh(tokens.refresh_token()).await);
    assert_eq!(refreshed.scope.as_deref(), Some("openid offline_access"));
    assert_eq!(refreshed.access_claims()["scope"], "openid offline_access");
    let userinfo = rp.userinfo(&refreshed.access_token).await.expect(200);
    assert!(userinfo.json()["email"].is_null(), "{userinfo:?}");
    // A code that was on its way is no exception.
    let late = rp.exchange(&code).await;
    assert_eq!(late.scope.as_deref(), Some("openid offline_access"));
    // Given back, it is there again: the grant did not change.
    app.apply(&registered(APP.scope, "")).await;
    let again = Tokens::of(rp.refresh(refreshed.refresh_token()).await);
    assert_eq!(again.scope.as_deref(), Some(APP.scope));
}

/// RFC 8707 §2: a resource that the client may no longer use is in no further token.
#[tokio::test]
async fn a_resource_that_was_taken_from_a_client_is_not_refreshed() {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[service]]\naudience = {OTHER:?}\nname = \"Other\"\n"
    ))
    .await;
    app.apply(&registered(APP.scope, "")).await;
    let rp = RelyingParty::new(&app, APP);
    let mut browser = app.browser();
    let both = [("resource", AUDIENCE), ("resource", OTHER)];
    let wide = rp.sign_in_and_exchange_with(&mut browser, ADA, &both).await;
    assert_eq!(
        wide.access_claims()["aud"].as_array().map(Vec::len),
        Some(2)
    );
    let narrow = rp
        .sign_in_and_exchange_with(&mut browser, ADA, &[("resource", OTHER)])
        .await;
    app.apply(&registered(
        APP.scope,
        &format!("allowed_resources = [{AUDIENCE:?}]"),
    ))
    .await;
    let refreshed = Tokens::of(rp.refresh(wide.refresh_token()).await);
    assert_eq!(refreshed.access_claims()["aud"], AUDIENCE);
    // Nothing of the grant is left; a token for nothing in particular is not what takes its place.
    assert_oauth_error(
        &rp.refresh(narrow.refresh_token()).await,
        400,
        "invalid_target",
    );
}

/// A token that is taken back a hundred times is announced to the other nodes once.
#[tokio::test]
async fn one_token_does_not_fill_the_sequence_of_changes() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, vestibule_test_support::fixture::SPA);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    for _ in 0..10 {
        rp.revoke(&tokens.access_token).await.expect(200);
    }
    rp.userinfo(&tokens.access_token).await.expect(401);
    let jti = tokens.access_claims()["jti"].as_str().unwrap().to_owned();
    let dump = format!("\n{}", app.dump().await);
    let changes = dump.split("\n# changes").nth(1).unwrap_or_default();
    let changes = changes.split("\n# ").next().unwrap_or_default();
    let announced = changes.lines().filter(|line| line.contains(&jti)).count();
    assert_eq!(announced, 1, "{changes}");
}
