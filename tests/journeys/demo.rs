//! The app that is not ours: the demo relying party on the `openidconnect` crate, and the API it calls.

use tokio::net::TcpListener;
use vestibule_examples::{api, app, listener};
use vestibule_test_support::{TestApp, fixture::AUDIENCE};

const SECRET: &str = "a-demo-secret-of-more-than-32-characters";
const SCOPE: &str = "openid profile email offline_access orders:read";

/// Registers and starts both; returns where the app lives.
pub async fn start(server: &TestApp) -> String {
    let own_socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api_socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listen = own_socket.local_addr().unwrap().to_string();
    let origin = format!("http://{listen}");
    server
        .apply(&format!(
            r#"
            [[client]]
            client_id = "demo"
            client_secret = "{SECRET}"
            client_name = "Demo app"
            redirect_uris = ["{origin}/callback"]
            post_logout_redirect_uris = ["{origin}/"]
            backchannel_logout_uri = "{origin}/backchannel-logout"
            grant_types = ["authorization_code", "refresh_token"]
            token_endpoint_auth_method = "client_secret_basic"
            scope = "{SCOPE}"
            "#
        ))
        .await;
    let api_url = format!("http://{}/orders", api_socket.local_addr().unwrap());
    let orders = api::router(api::Settings {
        listen: String::new(),
        issuer: server.issuer().to_owned(),
        audience: AUDIENCE.to_owned(),
        scope: "orders:read".to_owned(),
    });
    tokio::spawn(listener::serve(api_socket, orders.unwrap()));
    let shop = app::router(app::Settings {
        listen,
        origin: origin.clone(),
        issuer: server.issuer().to_owned(),
        client_id: "demo".to_owned(),
        client_secret: Some(SECRET.to_owned()),
        api_url,
        resource: Some(AUDIENCE.to_owned()),
        scope: SCOPE.to_owned(),
    });
    tokio::spawn(listener::serve(own_socket, shop.await.unwrap()));
    origin
}
