//! An app's side of the redirect: a listener on a loopback port that shows a page and remembers what came.

use std::collections::HashMap;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use url::form_urlencoded;
use vestibule_test_support::fixture::{AuthMethod, Client};
use vestibule_test_support::{RelyingParty, TestApp};

/// How long a browser may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Harbour Books</title>\
    <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
    <body data-page=\"landed\"><h1>Back at Harbour Books</h1>";

/// An app, as far as browsers see it.
pub struct Landing {
    /// Where it listens, such as `http://127.0.0.1:41234`.
    pub origin: String,
    arrivals: UnboundedReceiver<Arrival>,
}

/// A browser that arrived.
#[derive(Debug)]
pub struct Arrival {
    pub method: Method,
    pub path: String,
    /// Of the query, or of the form when it was posted.
    pub parameters: HashMap<String, String>,
}

#[derive(Clone)]
struct Desk {
    arrivals: UnboundedSender<Arrival>,
    /// Where the callback sends the browser on to.
    onward: Option<String>,
}

impl Landing {
    pub async fn start() -> Self {
        Self::sending_on(None).await
    }

    /// An app whose callback sends the browser on to another place.
    pub async fn sending_on(onward: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (sender, arrivals) = unbounded_channel();
        let desk = Desk {
            arrivals: sender,
            onward,
        };
        let router = Router::new().fallback(arrive).with_state(desk);
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { origin, arrivals }
    }

    pub fn redirect_uri(&self) -> String {
        format!("{}/callback", self.origin)
    }

    /// The next browser that arrives.
    pub async fn arrival(&mut self) -> Arrival {
        let arrival = timeout(PATIENCE, self.arrivals.recv()).await;
        arrival.expect("a browser arrives").unwrap()
    }

    /// Registers the app, and returns what it does behind the browser's back.
    pub async fn register(&self, app: &TestApp) -> RelyingParty {
        let (redirect_uri, origin) = (self.redirect_uri(), &self.origin);
        app.apply(&format!(
            r#"
            [[client]]
            client_id = "books"
            client_secret = "{SECRET}"
            client_name = "Harbour Books"
            redirect_uris = ["{redirect_uri}"]
            post_logout_redirect_uris = ["{origin}/signed-out"]
            grant_types = ["authorization_code", "refresh_token"]
            token_endpoint_auth_method = "client_secret_basic"
            scope = "openid profile email offline_access"
            "#
        ))
        .await;
        let client = Client {
            id: "books",
            secret: SECRET,
            auth: AuthMethod::Basic,
            redirect_uri: redirect_uri.leak(),
            scope: "openid profile email",
        };
        RelyingParty::new(app, client)
    }
}

const SECRET: &str = "books-secret-0f1e2d3c4b5a69788796a5b4c3d2e1f0";

impl Arrival {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// The code of a response that is the app's own (RFC 6749 §4.1.2, RFC 9207 §2.4).
    pub fn code(&self, app: &TestApp, party: &RelyingParty) -> &str {
        assert_eq!(self.parameter("error"), None, "{self:?}");
        assert_eq!(self.parameter("state"), Some(&*party.state), "{self:?}");
        assert_eq!(self.parameter("iss"), Some(app.issuer()), "{self:?}");
        self.parameter("code").expect("a code")
    }
}

async fn arrive(State(desk): State<Desk>, method: Method, uri: Uri, body: String) -> Response {
    if uri.path() == "/favicon.ico" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let text = if method == Method::POST {
        body
    } else {
        uri.query().unwrap_or_default().to_owned()
    };
    let arrival = Arrival {
        method,
        path: uri.path().to_owned(),
        parameters: form_urlencoded::parse(text.as_bytes())
            .into_owned()
            .collect(),
    };
    // Nobody waits any more when the test has ended.
    let _ = desk.arrivals.send(arrival);
    match desk.onward {
        Some(onward) => (StatusCode::SEE_OTHER, [(header::LOCATION, onward)]).into_response(),
        None => Html(PAGE).into_response(),
    }
}
