//! RFC 6749 §4.4: a client for itself.

use serde_json::json;
use vestibule_test_support::assertions::{
    assert_bearer_error, assert_oauth_error, assert_token_json,
};
use vestibule_test_support::fixture::{API, AUDIENCE, Client, POST, WEB};
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens};

use super::by_hand::members;

/// "A refresh token SHOULD NOT be included."  §4.4.3
#[tokio::test]
async fn a_client_gets_an_access_token_and_nothing_else() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST, API] {
        let answer = RelyingParty::new(&app, client)
            .client_credentials(&[])
            .await
            .expect(200);
        assert_token_json(&answer);
        assert_eq!(
            members(&answer.json()),
            ["access_token", "expires_in", "scope", "token_type"]
        );
    }
}

/// "the value of "sub" SHOULD correspond to an identifier the authorization server uses to indicate the client application"
/// RFC 9068 §2.2
#[tokio::test]
async fn the_subject_is_the_client() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, API);
    let tokens = Tokens::of(rp.client_credentials(&[("resource", AUDIENCE)]).await);
    let claims = ResourceServer::new(&app, AUDIENCE)
        .await
        .verify(&tokens.access_token)
        .unwrap();
    assert_eq!(claims["sub"], "api");
    assert_eq!(claims["client_id"], "api");
    let all = [
        "aud",
        "client_id",
        "exp",
        "iat",
        "iss",
        "jti",
        "scope",
        "status",
        "sub",
        "tenant_id",
    ];
    assert_eq!(members(&claims), all);
}

/// "Authorization servers SHOULD NOT allow clients to influence their client_id or any other claim that could cause confusion
/// with a genuine resource owner"  RFC 9700 §4.15: a client whose name is a person's identifier is not taken for that person.
#[tokio::test]
async fn a_client_named_like_a_person_is_not_that_person() {
    let app = TestApp::with_fixture().await;
    let person = RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut app.browser())
        .await;
    let sub = person.id_claims()["sub"].as_str().unwrap().to_owned();
    for id in [sub.clone(), sub.to_uppercase(), sub.replace('-', "")] {
        let id: &'static str = Box::leak(id.into_boxed_str());
        app.apply(&format!(
            "[[client]]\nclient_id = {id:?}\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\n",
            API.secret
        ))
        .await;
        let rp = RelyingParty::new(&app, Client { id, ..API });
        let tokens = Tokens::of(rp.client_credentials(&[]).await);
        assert_eq!(tokens.access_claims()["sub"], format!("client:{id}"));
        assert_bearer_error(
            &rp.userinfo(&tokens.access_token).await,
            403,
            Some("insufficient_scope"),
        );
        let facts = rp.introspect(&tokens.access_token).await.json();
        assert_eq!(
            (&facts["active"], facts.get("username")),
            (&json!(true), None)
        );
    }
}

/// "The requested scope is invalid, unknown, malformed, or exceeds the scope granted"  §5.2; "If the client omits the scope
/// parameter …, the authorization server MUST either process the request using a pre-defined default value or fail"  §3.3
#[tokio::test]
async fn scope_is_what_the_client_registered_or_less_and_never_about_users() {
    let app = TestApp::with_fixture().await;
    let web = RelyingParty::new(&app, WEB);
    let granted = async |rp: &RelyingParty, scope: &str| {
        Tokens::of(rp.client_credentials(&[("scope", scope)]).await).raw["scope"].clone()
    };
    assert_eq!(granted(&web, "orders:read").await, "orders:read");
    assert_eq!(
        granted(&web, "orders:write orders:read").await,
        "orders:write orders:read"
    );
    assert_eq!(
        Tokens::of(web.client_credentials(&[]).await).raw["scope"],
        "orders:read orders:write"
    );
    let api = RelyingParty::new(&app, API);
    assert_eq!(
        Tokens::of(api.client_credentials(&[]).await).raw["scope"],
        "orders:read"
    );
    for (rp, scope) in [
        (&api, "orders:write"),
        (&api, "orders:read orders:write"),
        (&web, "unknown"),
        (&web, "openid"),
        (&web, "orders:read profile"),
        (&web, "offline_access"),
        (&web, "orders:\"read\""),
        (&web, "orders\\read"),
    ] {
        assert_oauth_error(
            &rp.client_credentials(&[("scope", scope)]).await,
            400,
            "invalid_scope",
        );
    }
    let huge = "x ".repeat(2000);
    assert_oauth_error(
        &web.client_credentials(&[("scope", &huge)]).await,
        400,
        "invalid_scope",
    );
}

/// "the UserInfo Endpoint … End-User": a client's own token speaks for nobody (OpenID Connect Core §5.3).
#[tokio::test]
async fn the_token_says_nothing_about_a_person() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = Tokens::of(rp.client_credentials(&[]).await);
    assert_bearer_error(
        &rp.userinfo(&tokens.access_token).await,
        403,
        Some("insufficient_scope"),
    );
    let facts = rp.introspect(&tokens.access_token).await.expect(200).json();
    assert_eq!(facts["active"], json!(true));
    assert_eq!(facts["sub"], "web");
    assert!(
        facts.get("username").is_none() && facts.get("sid").is_none(),
        "{facts}"
    );
}

/// A client that is disabled afterwards: its tokens are not active any more.
#[tokio::test]
async fn tokens_of_a_disabled_client_are_not_active() {
    let app = TestApp::with_fixture().await;
    let web = RelyingParty::new(&app, WEB);
    let token = Tokens::of(web.client_credentials(&[("resource", AUDIENCE)]).await).access_token;
    let api = RelyingParty::new(&app, API);
    assert_eq!(api.introspect(&token).await.json()["active"], json!(true));
    app.apply("[[client]]\nclient_id = \"web\"\ngrant_types = [\"client_credentials\"]\ndisabled = true\n").await;
    assert_eq!(
        api.introspect(&token).await.json(),
        json!({ "active": false })
    );
}
