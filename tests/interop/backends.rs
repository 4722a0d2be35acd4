//! The examples of resource servers, in Rust, JavaScript and Python: roles, permissions and revocation, each checked offline.

use reqwest::{Method, StatusCode, header::WWW_AUTHENTICATE};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule_examples::{api, listener};
use vestibule_test_support::api::Api;
use vestibule_test_support::{TestApp, Tokens};

use crate::program::Program;

const REPORTS: &str = "https://reports.example.com";
const OTHER: &str = "https://other.example.com";

const OBJECTS: &str = r#"
[[service]]
audience = "https://reports.example.com"
scopes = []
permissions = ["report:read", "report:write"]
roles = [
    { name = "reader", permissions = ["report:read"] },
    { name = "manager", permissions = ["report:read", "report:write"] },
]

[[service]]
audience = "https://other.example.com"
permissions = ["report:read"]
roles = [{ name = "manager", permissions = ["report:read"] }]
"#;

async fn server() -> (TestApp, Api) {
    // The program has a clock of its own and keeps a list for its `ttl`.
    let app = TestApp::builder()
        .setting("tokens.status_list_seconds", 1)
        .start()
        .await;
    app.apply(OBJECTS).await;
    for (name, access) in [
        (
            "reader",
            "services = [{ service = \"https://reports.example.com\", role = \"reader\" }, { service = \"https://other.example.com\", role = \"manager\" }]",
        ),
        (
            "manager",
            "services = [{ service = \"https://reports.example.com\", role = \"manager\" }]",
        ),
        ("stranger", ""),
    ] {
        person(&app, name, access).await;
    }
    let api = Api::new(&app).await;
    (app, api)
}

async fn person(app: &TestApp, name: &str, access: &str) {
    app.apply(&format!(
        "[[user]]\nusername = {name:?}\nemail = \"{name}@example.com\"\nemail_verified = true\npassword = \"eleven purple elephants dance\"\n{access}\n"
    ))
    .await;
}

async fn token(api: &Api, name: &str, resource: &str) -> Tokens {
    let body = json!({ "login": name, "password": "eleven purple elephants dance", "resource": [resource] });
    Tokens::of(api.auth("login", body).await)
}

struct Backend {
    http: reqwest::Client,
    base: String,
}

impl Backend {
    fn at(base: String) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { http, base }
    }

    async fn call(&self, method: Method, path: &str, token: Option<&str>) -> reqwest::Response {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap()
    }

    async fn get(&self, token: &str) -> reqwest::Response {
        self.call(Method::GET, "/reports", Some(token)).await
    }

    async fn refuses(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        expected: (u16, &str),
    ) {
        let answer = self.call(method, path, token).await;
        let challenge = answer.headers()[WWW_AUTHENTICATE].to_str().unwrap();
        assert_eq!(answer.status().as_u16(), expected.0, "{challenge}");
        assert!(challenge.contains(expected.1), "{challenge}");
        assert_eq!(
            expected.1.is_empty(),
            !challenge.contains("error="),
            "{challenge}"
        );
    }

    /// Until what the backend keeps of a list is over, which is a second, by its clock.
    async fn learns(&self, token: &str) {
        for _ in 0..100 {
            let answer = self.get(token).await;
            if answer.status() == StatusCode::UNAUTHORIZED {
                let challenge = answer.headers()[WWW_AUTHENTICATE].to_str().unwrap();
                assert!(challenge.contains("error=\"invalid_token\""), "{challenge}");
                return;
            }
            assert_eq!(answer.status(), StatusCode::OK);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("the backend never learned of it");
    }
}

/// "check role and permission offline", and what offline verification never saw before: who was signed out or shut out.
async fn guards(app: &TestApp, api: &Api, backend: &Backend) {
    let reader = token(api, "reader", REPORTS).await;
    let manager = token(api, "manager", REPORTS).await;
    let stranger = token(api, "stranger", REPORTS).await;
    let elsewhere = token(api, "reader", OTHER).await;
    let answer: Value = backend
        .get(&reader.access_token)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(answer["sub"], reader.access_claims()["sub"]);
    assert_eq!(answer["reports"].as_array().unwrap().len(), 2);
    // Roles and permissions, and no token at all, of another kind or for another API.
    let report = || (Method::DELETE, "/reports/r-1");
    let no_scope = (403, "error=\"insufficient_scope\"");
    let invalid = (401, "error=\"invalid_token\"");
    let (delete, one) = report();
    backend
        .refuses(delete, one, Some(&reader.access_token), no_scope)
        .await;
    backend
        .refuses(
            Method::GET,
            "/reports",
            Some(&stranger.access_token),
            no_scope,
        )
        .await;
    backend
        .refuses(
            Method::GET,
            "/reports",
            Some(&elsewhere.access_token),
            invalid,
        )
        .await;
    backend
        .refuses(Method::GET, "/reports", Some(reader.id_token()), invalid)
        .await;
    backend
        .refuses(Method::GET, "/reports", None, (401, ""))
        .await;
    let (delete, one) = report();
    assert_eq!(
        backend
            .call(delete, one, Some(&manager.access_token))
            .await
            .status(),
        204
    );
    let (delete, one) = report();
    assert_eq!(
        backend
            .call(delete, one, Some(&manager.access_token))
            .await
            .status(),
        404
    );
    // Shut out of this service, and taken back by the application.
    let suspended = "services = [{ service = \"https://reports.example.com\", role = \"reader\", status = \"suspended\" }]";
    person(app, "reader", suspended).await;
    backend.learns(&reader.access_token).await;
    let form = [("token", manager.refresh_token()), ("client_id", "mobile")];
    let taken_back = backend.http.post(app.url("/revoke")).form(&form).send();
    assert_eq!(taken_back.await.unwrap().status(), 200);
    backend.learns(&manager.access_token).await;
}

#[tokio::test]
async fn the_backend_in_rust_checks_roles_permissions_and_revocation_offline() {
    let (app, api) = server().await;
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let backend = Backend::at(format!("http://{}", socket.local_addr().unwrap()));
    let router = api::router(api::Settings {
        listen: String::new(),
        issuer: app.issuer().to_owned(),
        audience: REPORTS.to_owned(),
        scope: "orders:read".to_owned(),
    });
    tokio::spawn(listener::serve(socket, router.unwrap()));
    guards(&app, &api, &backend).await;
}

fn environment(app: &TestApp) -> Vec<(&'static str, String)> {
    vec![
        ("ISSUER", app.issuer().to_owned()),
        ("AUDIENCE", REPORTS.to_owned()),
        ("LISTEN", "127.0.0.1:0".to_owned()),
        ("EXIT_WITH_STDIN", "1".to_owned()),
        ("NO_PROXY", "127.0.0.1".to_owned()),
    ]
}

async fn program_guards(app: &TestApp, api: &Api, mut program: Program) {
    let line = program.read().await.unwrap();
    let backend = Backend::at(line["listening"].as_str().unwrap().to_owned());
    guards(app, api, &backend).await;
    program.finish().await;
}

#[tokio::test]
async fn the_backend_in_javascript_checks_roles_permissions_and_revocation_offline() {
    let (app, api) = server().await;
    let program = Program::example_in_node("server.mjs", &environment(&app));
    program_guards(&app, &api, program).await;
}

#[tokio::test]
async fn the_backend_in_python_checks_roles_permissions_and_revocation_offline() {
    let (app, api) = server().await;
    let program = Program::example_in_python("server.py", &environment(&app));
    program_guards(&app, &api, program).await;
}
