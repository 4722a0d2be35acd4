//! The demo API, which is the `jsonwebtoken` crate as the resource server.

use reqwest::{Client, Response, StatusCode, header::WWW_AUTHENTICATE};
use serde_json::Value;
use tokio::net::TcpListener;
use vestibule_examples::{api, listener};
use vestibule_test_support::TestApp;

use crate::scenario::{AUDIENCE, ada_and_the_api};

const SECRET: &str = "a-machine-secret-of-more-than-32-characters";

struct Setting {
    app: TestApp,
    http: Client,
    orders: String,
}

impl Setting {
    /// A server with a machine client and a second API, and the demo API.
    async fn new() -> Self {
        let app = TestApp::start().await;
        app.apply(&format!(
            r#"
            {}
            [[service]]
            audience = "https://other.example.com"
            name = "Another API"
            scopes = ["parcels:read"]

            [[client]]
            client_id = "machine"
            client_secret = "{SECRET}"
            client_name = "Machine"
            grant_types = ["client_credentials"]
            token_endpoint_auth_method = "client_secret_basic"
            scope = "orders:read orders:write parcels:read"
            "#,
            ada_and_the_api()
        ))
        .await;
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let orders = format!("http://{}/orders", socket.local_addr().unwrap());
        let router = api::router(api::Settings {
            listen: String::new(),
            issuer: app.issuer().to_owned(),
            audience: AUDIENCE.to_owned(),
            scope: "orders:read".to_owned(),
        })
        .unwrap();
        tokio::spawn(listener::serve(socket, router));
        let http = Client::builder().no_proxy().build().unwrap();
        Self { app, http, orders }
    }

    /// A token that the machine gets for itself.
    async fn token(&self, resource: &str, scope: &str) -> String {
        let response = self
            .http
            .post(format!("{}/token", self.app.issuer()))
            .basic_auth("machine", Some(SECRET))
            .form(&[
                ("grant_type", "client_credentials"),
                ("resource", resource),
                ("scope", scope),
            ])
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body: Value = response.json().await.unwrap();
        body["access_token"].as_str().unwrap().to_owned()
    }

    async fn call(&self, token: &str) -> Response {
        self.http
            .get(&self.orders)
            .bearer_auth(token)
            .send()
            .await
            .unwrap()
    }
}

fn challenge(response: &Response) -> &str {
    response.headers()[WWW_AUTHENTICATE].to_str().unwrap()
}

#[tokio::test]
async fn a_token_for_this_api_with_its_scope_is_answered() {
    let setting = Setting::new().await;
    let token = setting.token(AUDIENCE, "orders:read").await;
    let response = setting.call(&token).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["client_id"], *"machine");
    assert_eq!(body["orders"].as_array().unwrap().len(), 3);
}

/// "The resource server MUST validate that the aud claim contains a resource indicator value corresponding to an identifier the
/// resource server expects for itself." RFC 9068 §4
#[tokio::test]
async fn a_token_for_another_api_is_refused() {
    let setting = Setting::new().await;
    let token = setting
        .token("https://other.example.com", "parcels:read")
        .await;
    let response = setting.call(&token).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert!(
        challenge(&response).contains("error=\"invalid_token\""),
        "{}",
        challenge(&response)
    );
}

/// "The request requires higher privileges than provided by the access token. The resource server SHOULD respond with the HTTP
/// 403 (Forbidden) status code" RFC 6750 §3.1
#[tokio::test]
async fn a_token_without_the_scope_is_told_which_one_it_needs() {
    let setting = Setting::new().await;
    let token = setting.token(AUDIENCE, "orders:write").await;
    let response = setting.call(&token).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let challenge = challenge(&response);
    assert!(
        challenge.contains("error=\"insufficient_scope\""),
        "{challenge}"
    );
    assert!(challenge.contains("scope=\"orders:read\""), "{challenge}");
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let setting = Setting::new().await;
    let token = setting.token(AUDIENCE, "orders:read").await;
    let (rest, signature) = token.rsplit_once('.').unwrap();
    let swapped: String = signature.chars().rev().collect();
    let response = setting.call(&format!("{rest}.{swapped}")).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert!(
        challenge(&response).contains("error=\"invalid_token\""),
        "{}",
        challenge(&response)
    );
}

/// "If the request lacks any authentication information ..., the resource server SHOULD NOT include an error code or other error
/// information." RFC 6750 §3.1
#[tokio::test]
async fn without_a_token_the_challenge_names_no_error() {
    let setting = Setting::new().await;
    let response = setting.http.get(&setting.orders).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(challenge(&response), "Bearer realm=\"orders\"");
}
