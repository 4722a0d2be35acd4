//! The demo app, which is the `openidconnect` crate as the relying party.

use tokio::net::TcpListener;
use url::Url;
use vestibule_examples::{
    api,
    app::{self, Settings},
    listener,
};
use vestibule_test_support::TestApp;

use crate::{
    scenario::{AUDIENCE, PASSWORD, ada_and_the_api},
    visitor::Visitor,
};

const SECRET: &str = "a-demo-secret-of-more-than-32-characters";

/// Starts the demo app as a client of `app`, with or without a secret, and the API it calls; returns where the app lives.
async fn demo_app(app: &TestApp, secret: Option<&str>) -> String {
    let own_socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api_socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listen = own_socket.local_addr().unwrap().to_string();
    let origin = format!("http://{listen}");
    let api_url = format!("http://{}/orders", api_socket.local_addr().unwrap());
    let (secret_line, method) = match secret {
        Some(secret) => (
            format!("client_secret = \"{secret}\""),
            "client_secret_basic",
        ),
        None => (String::new(), "none"),
    };
    app.apply(&format!(
        r#"
        {}
        [[client]]
        client_id = "demo"
        {secret_line}
        client_name = "Demo app"
        redirect_uris = ["{origin}/callback"]
        post_logout_redirect_uris = ["{origin}/"]
        grant_types = ["authorization_code", "refresh_token"]
        token_endpoint_auth_method = "{method}"
        scope = "openid profile email offline_access orders:read"
        "#,
        ada_and_the_api()
    ))
    .await;

    let api = api::router(api::Settings {
        listen: String::new(),
        issuer: app.issuer().to_owned(),
        audience: AUDIENCE.to_owned(),
        scope: "orders:read".to_owned(),
    })
    .unwrap();
    tokio::spawn(listener::serve(api_socket, api));
    let router = app::router(Settings {
        listen,
        origin: origin.clone(),
        issuer: app.issuer().to_owned(),
        client_id: "demo".to_owned(),
        client_secret: secret.map(ToOwned::to_owned),
        api_url,
        resource: Some(AUDIENCE.to_owned()),
        scope: "openid profile email offline_access orders:read".to_owned(),
    })
    .await
    .unwrap();
    tokio::spawn(listener::serve(own_socket, router));
    origin
}

async fn signs_in_calls_refreshes_and_signs_out(secret: Option<&str>) {
    let app = TestApp::start().await;
    let origin = demo_app(&app, secret).await;
    let mut visitor = Visitor::new(&origin);
    assert!(
        visitor
            .open("/")
            .await
            .body
            .contains("id=\"sign-in-button\"")
    );

    let to_issuer = visitor.open("/login").await.location.unwrap();
    let mut browser = app.browser();
    let callback = browser
        .authorize_and_sign_in(&to_issuer, "ada", PASSWORD)
        .await;
    let back = visitor.open(callback.as_str()).await;
    assert_eq!(back.location.as_deref(), Some("/"), "{}", back.body);
    let page = visitor.open("/").await.body;
    assert!(page.contains("Ada Lovelace"), "{page}");
    assert!(page.contains("ada@example.com"), "{page}");

    let called = visitor.press(&page, "/orders").await;
    assert_eq!(
        called.location.as_deref(),
        Some("/#answer"),
        "{}",
        called.body
    );
    let page = visitor.open("/").await.body;
    assert!(
        page.contains("<span id=\"api-status\">200</span>"),
        "{page}"
    );
    assert!(page.contains("Coat hooks"), "{page}");

    let refreshed = visitor.press(&page, "/refresh").await;
    assert_eq!(
        refreshed.location.as_deref(),
        Some("/"),
        "{}",
        refreshed.body
    );
    // The refreshed access token opens the API too.
    visitor.press(&page, "/orders").await;
    let page = visitor.open("/").await.body;
    assert!(
        page.contains("<span id=\"api-status\">200</span>"),
        "{page}"
    );

    let sign_out = visitor.press(&page, "/logout").await.location.unwrap();
    let sign_out = Url::parse(&sign_out).unwrap();
    assert!(
        sign_out
            .as_str()
            .starts_with(&format!("{}/end_session?", app.issuer()))
    );
    assert!(
        sign_out
            .query_pairs()
            .any(|(name, _)| name == "id_token_hint")
    );
    assert!(
        visitor
            .open("/")
            .await
            .body
            .contains("id=\"sign-in-button\"")
    );
}

#[tokio::test]
async fn a_confidential_client_signs_in_calls_an_api_refreshes_and_signs_out() {
    signs_in_calls_refreshes_and_signs_out(Some(SECRET)).await;
}

#[tokio::test]
async fn a_public_client_signs_in_calls_an_api_refreshes_and_signs_out() {
    signs_in_calls_refreshes_and_signs_out(None).await;
}

/// "Clients that support this specification MUST extract the value of the iss parameter from authorization responses ... If the
/// value does not match the expected issuer identifier, clients MUST reject the authorization response" RFC 9207 §2.4
#[tokio::test]
async fn the_demo_app_refuses_an_answer_that_names_another_issuer() {
    let app = TestApp::start().await;
    let origin = demo_app(&app, None).await;
    let mut visitor = Visitor::new(&origin);
    let to_issuer = visitor.open("/login").await.location.unwrap();
    let mut browser = app.browser();
    let mut callback = browser
        .authorize_and_sign_in(&to_issuer, "ada", PASSWORD)
        .await;
    let forged: Vec<(String, String)> = callback
        .query_pairs()
        .map(|(name, value)| {
            let value = if name == "iss" {
                "https://other.example".into()
            } else {
                value
            };
            (name.into_owned(), value.into_owned())
        })
        .collect();
    callback.query_pairs_mut().clear().extend_pairs(forged);
    let answer = visitor.open(callback.as_str()).await;
    assert!(
        answer.body.contains("not from the issuer that was asked"),
        "{}",
        answer.body
    );
}
