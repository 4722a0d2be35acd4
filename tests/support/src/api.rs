//! An application of the operator's own, which signs people in by the JSON API.

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::TestApp;
use crate::answer::Answer;
use crate::fixture::Person;
use crate::tokens::Tokens;
use crate::wire::Wire;

/// The application `mobile`: public, first-party, with `direct_sign_in`, as `vestibule apply` reads it.
pub const MOBILE: &str = r#"
[[client]]
client_id = "mobile"
client_name = "Our Phone App"
application_type = "native"
token_endpoint_auth_method = "none"
first_party = true
direct_sign_in = true
grant_types = ["refresh_token"]
scope = "openid profile email account orders:read"
"#;

/// A client of the API.
#[derive(Clone, Debug)]
pub struct Api {
    wire: Wire,
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    by_header: bool,
}

impl Api {
    /// The API of the default tenant, as [`MOBILE`], which is registered by the way.
    ///
    /// # Panics
    /// When it cannot be registered.
    pub async fn new(app: &TestApp) -> Self {
        app.apply(MOBILE).await;
        Self::of(app, "mobile")
    }

    /// The same as another application.
    pub fn of(app: &TestApp, client_id: &str) -> Self {
        Self {
            wire: app.wire().clone(),
            issuer: app.issuer().to_owned(),
            client_id: client_id.to_owned(),
            client_secret: None,
            by_header: false,
        }
    }

    /// At another issuer of the same server.
    #[must_use]
    pub fn at(&self, app: &TestApp, issuer: &str) -> Self {
        Self {
            wire: app.wire_at(issuer),
            issuer: issuer.to_owned(),
            ..self.clone()
        }
    }

    /// With a secret, sent as `client_secret`.
    #[must_use]
    pub fn with_secret(mut self, secret: &str) -> Self {
        self.client_secret = Some(secret.to_owned());
        self
    }

    /// With a secret, sent by HTTP Basic.
    #[must_use]
    pub fn with_basic(self, secret: &str) -> Self {
        Self {
            by_header: true,
            ..self.with_secret(secret)
        }
    }

    /// `POST /api/v1/auth/{path}` with the members that say who the application is.
    ///
    /// # Panics
    /// When the body is no object, or no answer comes.
    pub async fn auth(&self, path: &str, body: Value) -> Answer {
        let mut members = match body {
            Value::Object(members) => members,
            other => panic!("{other} is no object"),
        };
        let mut put = |name: &str, value: &str| {
            members
                .entry(name.to_owned())
                .or_insert_with(|| json!(value));
        };
        if !self.by_header {
            put("client_id", &self.client_id);
            if let Some(secret) = &self.client_secret {
                put("client_secret", secret);
            }
        }
        self.call(Method::POST, &format!("auth/{path}"), None, members)
            .await
    }

    /// `POST /api/v1/auth/login`
    pub async fn login(&self, person: Person) -> Answer {
        let body = json!({ "login": person.username, "password": person.password });
        self.auth("login", body).await
    }

    /// The tokens of somebody who signs in.
    ///
    /// # Panics
    /// When more is asked for.
    pub async fn sign_in(&self, person: Person) -> Tokens {
        Tokens::of(self.login(person).await)
    }

    /// A request with an access token; the body may be null.
    ///
    /// # Panics
    /// When no answer comes.
    pub async fn send(&self, method: Method, path: &str, token: &str, body: Value) -> Answer {
        let members = match body {
            Value::Object(members) => members,
            Value::Null => Map::new(),
            other => panic!("{other} is no object"),
        };
        self.call(method, path, Some(token), members).await
    }

    /// `GET /api/v1/{path}` with an access token.
    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.send(Method::GET, path, token, Value::Null).await
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Map<String, Value>,
    ) -> Answer {
        let mut request = self
            .wire
            .request(method, &format!("{}/api/v1/{path}", self.issuer));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        } else if self.by_header {
            request = request.basic_auth(&self.client_id, self.client_secret.as_ref());
        }
        if !body.is_empty() {
            request = request.json(&body);
        }
        Answer::of(request).await
    }
}

/// Asserts that an answer is that problem (RFC 9457), and returns its body.
///
/// # Panics
/// When it is not.
pub fn problem(answer: &Answer, status: u16, kind: &str) -> Value {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{answer:?}"
    );
    assert_eq!(
        answer.header("cache-control"),
        Some("no-store"),
        "{answer:?}"
    );
    let body = answer.json();
    let named = body["type"].as_str().unwrap_or_default();
    assert!(
        named.ends_with(&format!("/api/problems/{kind}")),
        "{answer:?}"
    );
    assert_eq!(body["status"], status, "{answer:?}");
    assert!(body["title"].is_string(), "{answer:?}");
    // "The server generating a 401 response MUST send a WWW-Authenticate header field"  RFC 9110 §15.5.2
    assert!(
        status != 401 || answer.header("www-authenticate").is_some(),
        "{answer:?}"
    );
    body
}

/// The pointers and codes of a problem's `errors`.
pub fn errors(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
    errors
        .iter()
        .map(|error| (text(error, "pointer"), text(error, "code")))
        .collect()
}
