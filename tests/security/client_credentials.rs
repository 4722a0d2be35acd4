//! SECURITY B28: a client that acts for itself and would like to be taken for a user.

use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{API, AUDIENCE, AuthMethod, Client, SPA, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// "Authorization servers SHOULD NOT allow clients to influence their client_id or any claim that could cause confusion with
/// a genuine resource owner"  RFC 9700 §4.15.1
#[tokio::test]
async fn a_clients_own_token_never_names_a_user() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let ada = rp.sign_in_and_exchange(&mut app.browser()).await;
    let sub = ada.id_claims()["sub"].as_str().unwrap().to_owned();
    // An operator is talked into a client that is named like a user.
    let id: &'static str = sub.clone().leak();
    app.apply(&format!(
        "[[client]]\nclient_id = {id:?}\nclient_secret = \"a-secret-of-some-length-0123456789abcdef\"\ngrant_types = [\"client_credentials\"]\nscope = \"openid profile email orders:read\"\n"
    ))
    .await;
    let twin = RelyingParty::new(
        &app,
        Client {
            id,
            secret: "a-secret-of-some-length-0123456789abcdef",
            auth: AuthMethod::Basic,
            redirect_uri: "",
            scope: "orders:read",
        },
    );
    for client in [&twin, &rp, &RelyingParty::new(&app, API)] {
        let answer = client
            .client_credentials(&[("scope", "orders:read"), ("resource", AUDIENCE)])
            .await
            .expect(200)
            .json();
        assert!(
            answer["refresh_token"].is_null() && answer["id_token"].is_null(),
            "{answer}"
        );
        let token = answer["access_token"].as_str().unwrap();
        let claims = vestibule_test_support::jwt::claims(token);
        assert_ne!(claims["sub"], sub);
        let own = if client.client.id == id {
            format!("client:{id}")
        } else {
            client.client.id.to_owned()
        };
        assert_eq!(claims["sub"], own);
        assert_bearer_error(
            &client.userinfo(token).await,
            403,
            Some("insufficient_scope"),
        );
        let introspected = client.introspect(token).await.expect(200).json();
        assert_eq!(introspected["active"], true);
        assert!(introspected["username"].is_null(), "{introspected}");
    }
    assert_eq!(
        rp.userinfo(&ada.access_token).await.expect(200).json()["sub"],
        sub
    );
}

/// There is no user to tell about, and nobody who could be away.
#[tokio::test]
async fn scopes_about_users_are_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for scope in [
        "openid",
        "offline_access",
        "profile",
        "email",
        "openid orders:read",
        "orders:read offline_access",
        "ORDERS:READ",
        "admin",
        "orders:read admin",
    ] {
        assert_oauth_error(
            &rp.client_credentials(&[("scope", scope)]).await,
            400,
            "invalid_scope",
        );
    }
    let answer = rp.client_credentials(&[]).await.expect(200).json();
    assert_eq!(answer["scope"], "orders:read orders:write");
    // A client has what it registered for: the API itself may read and not write.
    let api = RelyingParty::new(&app, API);
    assert_oauth_error(
        &api.client_credentials(&[("scope", "orders:write")]).await,
        400,
        "invalid_scope",
    );
    api.client_credentials(&[("scope", "orders:read")])
        .await
        .expect(200);
    // "The client credentials grant type MUST only be used by confidential clients."  RFC 6749 §4.4
    assert_oauth_error(
        &RelyingParty::new(&app, SPA).client_credentials(&[]).await,
        400,
        "unauthorized_client",
    );
}
