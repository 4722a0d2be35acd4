//! `POST /api/v1/auth/refresh` and `…/logout`

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::assertions::assert_bearer_error;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, AUDIENCE, SPA};
use vestibule_test_support::{RelyingParty, TestApp, Tokens, jwt};

async fn refresh(api: &Api, token: &str) -> vestibule_test_support::Answer {
    api.auth("refresh", json!({ "refresh_token": token })).await
}

async fn is_live(app: &TestApp, tokens: &Tokens) -> bool {
    let rp = RelyingParty::new(app, SPA);
    rp.userinfo(&tokens.access_token).await.status == 200
}

/// "rotates: the old token is dead …; replay kills the family"
#[tokio::test]
async fn a_refresh_token_is_good_once_and_its_replay_ends_everything() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let first = api.sign_in(ADA).await;
    let second = Tokens::of(refresh(&api, first.refresh_token()).await);
    assert_ne!(first.refresh_token(), second.refresh_token());
    assert_eq!(
        jwt::claims(&second.access_token)["sid"],
        jwt::claims(&first.access_token)["sid"]
    );
    // Past the grace for lost answers.
    app.advance(60);
    problem(
        &refresh(&api, first.refresh_token()).await,
        400,
        "invalid-grant",
    );
    problem(
        &refresh(&api, second.refresh_token()).await,
        400,
        "invalid-grant",
    );
    assert!(!is_live(&app, &second).await);
}

/// "the new one extends the idle window up to an absolute end (rolling)"
#[tokio::test]
async fn the_window_rolls_up_to_an_end() {
    let app = TestApp::builder()
        .fixture()
        .setting("tokens.refresh_token_idle_seconds", 1000)
        .setting("tokens.refresh_token_absolute_seconds", 2500)
        .start()
        .await;
    let api = Api::new(&app).await;
    let mut tokens = api.sign_in(ADA).await;
    for _ in 0..2 {
        app.advance(900);
        tokens = Tokens::of(refresh(&api, tokens.refresh_token()).await);
    }
    app.advance(900);
    problem(
        &refresh(&api, tokens.refresh_token()).await,
        400,
        "invalid-grant",
    );
    let idle = api.sign_in(ADA).await;
    app.advance(1001);
    problem(
        &refresh(&api, idle.refresh_token()).await,
        400,
        "invalid-grant",
    );
}

/// A refresh can ask for less, and for another API (RFC 6749 §6, RFC 8707 §2.2).
#[tokio::test]
async fn a_refresh_may_ask_for_less() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let body = json!({ "refresh_token": tokens.refresh_token(), "scope": "orders:read", "resource": [AUDIENCE] });
    let narrow = Tokens::of(api.auth("refresh", body).await);
    let claims = jwt::claims(&narrow.access_token);
    assert_eq!(
        (claims["aud"].as_str(), claims["scope"].as_str()),
        (Some(AUDIENCE), Some("orders:read"))
    );
    let body = json!({ "refresh_token": narrow.refresh_token(), "scope": "orders:write" });
    problem(&api.auth("refresh", body).await, 400, "invalid-scope");
    let full = Tokens::of(refresh(&api, narrow.refresh_token()).await);
    assert_eq!(full.scope, tokens.scope);
}

/// "revokes this session's refresh token and access tokens"
#[tokio::test]
async fn signing_out_ends_this_sign_in_and_no_other() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (here, there) = (api.sign_in(ADA).await, api.sign_in(ADA).await);
    api.send(Method::POST, "auth/logout", &here.access_token, Value::Null)
        .await
        .expect(204);
    assert!(!is_live(&app, &here).await);
    problem(
        &refresh(&api, here.refresh_token()).await,
        400,
        "invalid-grant",
    );
    let again = api
        .send(Method::POST, "auth/logout", &here.access_token, Value::Null)
        .await;
    problem(&again, 401, "invalid-token");
    assert!(is_live(&app, &there).await);
    Tokens::of(refresh(&api, there.refresh_token()).await);
}

/// "{"everywhere": true} revokes all"
#[tokio::test]
async fn signing_out_everywhere_ends_all() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let (here, there) = (api.sign_in(ADA).await, api.sign_in(ADA).await);
    let body = json!({ "everywhere": true });
    api.send(Method::POST, "auth/logout", &here.access_token, body)
        .await
        .expect(204);
    for tokens in [&here, &there] {
        assert!(!is_live(&app, tokens).await);
        problem(
            &refresh(&api, tokens.refresh_token()).await,
            400,
            "invalid-grant",
        );
    }
    assert_eq!(browser.get("/account").await.page_name(), "sign-in");
}

/// The account page shows applications that somebody signed in to, for as long as they can be used, and ends them.
#[tokio::test]
async fn the_account_page_ends_an_application() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    // Longer than a browser may be idle.
    app.advance(3 * 3600);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/sessions").await;
    assert!(page.text().contains("Our Phone App"), "{}", page.text());
    let token = page
        .attribute("#sessions input[name=csrf]", "value")
        .unwrap();
    let fields = [("csrf", token.as_str()), ("which", "others")];
    browser.post("/account/sessions", &fields, Site::Same).await;
    problem(
        &refresh(&api, tokens.refresh_token()).await,
        400,
        "invalid-grant",
    );
    let page = browser.get("/account/sessions").await;
    assert!(!page.text().contains("Our Phone App"), "{}", page.text());
}

/// A password that is replaced ends what was signed in with the one before.
#[tokio::test]
async fn another_password_ends_applications_too() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    app.apply("[[user]]\nusername = \"ada\"\npassword = \"four green bottles on a wall\"\n")
        .await;
    problem(
        &refresh(&api, tokens.refresh_token()).await,
        400,
        "invalid-grant",
    );
    assert!(!is_live(&app, &tokens).await);
}

/// J13: what another client has does not sign anybody out here.
#[tokio::test]
async fn a_token_of_another_client_signs_nobody_out() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let rp = RelyingParty::new(&app, SPA);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let answer = api
        .send(
            Method::POST,
            "auth/logout",
            &tokens.access_token,
            Value::Null,
        )
        .await;
    problem(&answer, 403, "unauthorized-client");
    rp.userinfo(&tokens.access_token).await.expect(200);
    // Nor does its refresh token go round its own endpoint.
    let body = json!({ "refresh_token": tokens.refresh_token() });
    problem(&api.auth("refresh", body).await, 400, "invalid-grant");
    let mobile = api.sign_in(ADA).await;
    let other = rp.refresh(mobile.refresh_token()).await;
    assert_eq!(other.error().as_deref(), Some("invalid_grant"));
    assert_bearer_error(&rp.userinfo("nonsense").await, 401, Some("invalid_token"));
}
