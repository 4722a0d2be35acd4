//! RFC 7662: what a token is, told to those who may know.

use serde_json::json;
use vestibule_test_support::assertions::{assert_oauth_error, assert_token_json};
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, POST, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

use super::by_hand::{credentials, get, members, post};

/// "active REQUIRED. Boolean indicator of whether or not the presented token is currently active."; "scope", "client_id",
/// "username", "token_type", "exp", "iat", "sub", "aud", "iss", "jti"  §2.2
#[tokio::test]
async fn an_active_access_token_is_told_in_full() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let changes = [("scope", "openid orders:read"), ("resource", AUDIENCE)];
    let tokens = rp
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &changes)
        .await;
    let claims = tokens.access_claims();
    let answer = rp.introspect(&tokens.access_token).await.expect(200);
    assert_token_json(&answer);
    let expected = json!({
        "active": true,
        "iss": app.issuer(),
        "sub": claims["sub"],
        "aud": AUDIENCE,
        "client_id": "web",
        "username": "ada",
        "scope": "openid orders:read",
        "token_type": "Bearer",
        "exp": claims["exp"],
        "iat": claims["iat"],
        "jti": claims["jti"],
        "sid": claims["sid"],
        "tenant_id": claims["tenant_id"],
        "auth_time": claims["auth_time"],
        "amr": ["pwd"],
    });
    assert_eq!(answer.json(), expected);
    // The API the token is for is told the same.
    assert_eq!(
        RelyingParty::new(&app, API)
            .introspect(&tokens.access_token)
            .await
            .json(),
        expected
    );
}

/// A refresh token is told to its own client, current generation only.
#[tokio::test]
async fn an_active_refresh_token_is_told_to_its_client_alone() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let facts = rp
        .introspect(tokens.refresh_token())
        .await
        .expect(200)
        .json();
    assert_eq!(
        members(&facts),
        [
            "active",
            "client_id",
            "exp",
            "iat",
            "iss",
            "scope",
            "sid",
            "sub",
            "tenant_id",
            "username"
        ]
    );
    assert_eq!(facts["sub"], tokens.access_claims()["sub"]);
    assert_eq!(
        facts["exp"].as_i64().unwrap() - facts["iat"].as_i64().unwrap(),
        30 * 86_400
    );
    for other in [POST, API] {
        let told = RelyingParty::new(&app, other)
            .introspect(tokens.refresh_token())
            .await
            .expect(200)
            .json();
        assert_eq!(told, json!({ "active": false }));
    }
    let next = Tokens::of(rp.refresh(tokens.refresh_token()).await);
    assert_eq!(
        rp.introspect(tokens.refresh_token()).await.json(),
        json!({ "active": false })
    );
    assert_eq!(
        rp.introspect(next.refresh_token()).await.json()["active"],
        true
    );
}

/// "If the introspection call is properly authorized but the token is not active, does not exist on this server, or the
/// protected resource is not allowed to introspect this particular token, then the authorization server MUST return an
/// introspection response with the "active" field set to "false". … SHOULD NOT include any additional information"  §2.2
#[tokio::test]
async fn everything_else_is_inactive_and_nothing_more() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let inactive = json!({ "active": false });
    for token in [
        "x",
        "a.b.c",
        "rt_AAAA",
        tokens.id_token(),
        &tokens.access_token[1..],
    ] {
        let answer = rp.introspect(token).await.expect(200);
        assert_token_json(&answer);
        assert_eq!(answer.json(), inactive, "{token}");
    }
    // Its audience is the issuer, for which this API does not speak.
    for other in [API, POST] {
        assert_eq!(
            RelyingParty::new(&app, other)
                .introspect(&tokens.access_token)
                .await
                .json(),
            inactive
        );
    }
    assert_eq!(
        rp.introspect(&tokens.access_token).await.json()["active"],
        true
    );
    app.advance(601);
    assert_eq!(rp.introspect(&tokens.access_token).await.json(), inactive);
}

/// The life of the user and of the client is part of the answer.
#[tokio::test]
async fn tokens_of_a_disabled_user_are_inactive_at_once() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    assert_eq!(
        rp.introspect(&tokens.access_token).await.json()["active"],
        true
    );
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    for token in [tokens.access_token.as_str(), tokens.refresh_token()] {
        assert_eq!(
            rp.introspect(token).await.json(),
            json!({ "active": false })
        );
    }
}

/// "To prevent token scanning attacks, the endpoint MUST also require some form of authorization to access this endpoint"  §2.1
#[tokio::test]
async fn only_confidential_clients_may_ask() {
    let app = TestApp::with_fixture().await;
    let spa = RelyingParty::new(&app, SPA);
    let tokens = spa.sign_in_and_exchange(&mut app.browser()).await;
    assert_oauth_error(
        &spa.introspect(&tokens.access_token).await,
        401,
        "invalid_client",
    );
    let form = [("token", tokens.access_token.as_str())];
    assert_oauth_error(
        &post(&app, "/introspect", None, &form).await,
        401,
        "invalid_client",
    );
    let bearer = format!("Bearer {}", tokens.access_token);
    assert_oauth_error(
        &post(&app, "/introspect", Some(&bearer), &form).await,
        401,
        "invalid_client",
    );
}

/// "token REQUIRED"; "token_type_hint … MAY ignore"; "The introspection request … POST"  §2.1
#[tokio::test]
async fn the_request_is_a_form_with_one_token() {
    let app = TestApp::with_fixture().await;
    let basic = credentials(&WEB);
    let rp = RelyingParty::new(&app, WEB);
    let token = Tokens::of(rp.client_credentials(&[]).await).access_token;
    assert_oauth_error(
        &post(&app, "/introspect", Some(&basic), &[]).await,
        400,
        "invalid_request",
    );
    let twice = [("token", token.as_str()), ("token", token.as_str())];
    assert_oauth_error(
        &post(&app, "/introspect", Some(&basic), &twice).await,
        400,
        "invalid_request",
    );
    for hint in ["access_token", "refresh_token", "unknown"] {
        let form = [("token", token.as_str()), ("token_type_hint", hint)];
        assert_eq!(
            post(&app, "/introspect", Some(&basic), &form)
                .await
                .expect(200)
                .json()["active"],
            true
        );
    }
    get(&app, &format!("/introspect?token={token}"), Some(&basic))
        .await
        .expect(405);
}
