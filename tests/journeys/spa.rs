//! A single-page application: `examples/spa` is a public client in the browser, on a library that others wrote. By keys alone.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, services};

use crate::person::{self, arrives_at, texts};

/// How long its little server may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

const CLIENT_ID: &str = "example-spa";
const SCOPE: &str = "openid profile email offline_access";

/// The application, served by its own program, which ends with this value.
struct Spa {
    origin: String,
    _program: Child,
}

impl Spa {
    /// Starts it and registers it where it listens; `members` are more of the client's.
    async fn start(server: &TestApp, scope: &str, api: &str, members: &str) -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/spa/serve.mjs");
        let mut program = Command::new("node")
            .arg(program)
            .env("NODE_PATH", services::node_modules())
            .env("ISSUER", server.issuer())
            .env("CLIENT_ID", CLIENT_ID)
            .env("SCOPE", scope)
            .env("API_URL", format!("{}{api}", server.issuer()))
            .env("LISTEN", "127.0.0.1:0")
            .env("EXIT_WITH_STDIN", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node starts");
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let line = timeout(PATIENCE, lines.next_line()).await;
        let line = line.expect("it listens").unwrap();
        let said: Value = serde_json::from_str(&line.expect("a line")).unwrap();
        let origin = said["listening"].as_str().expect("an origin").to_owned();
        server
            .apply(&format!(
                r#"
                [[client]]
                client_id = "{CLIENT_ID}"
                client_name = "Example app"
                application_type = "web"
                token_endpoint_auth_method = "none"
                redirect_uris = ["{origin}/callback"]
                post_logout_redirect_uris = ["{origin}/"]
                grant_types = ["authorization_code", "refresh_token"]
                scope = "{scope}"
                {members}
                "#
            ))
            .await;
        Self {
            origin,
            _program: program,
        }
    }

    /// Opens it for the first time, and goes to sign in as Ada.
    async fn sends_ada_to_sign_in(&self, browser: &Chromium) {
        browser.goto(&self.origin).await;
        arrives_at(browser, "signed-out").await;
        browser.activate("#sign-in").await;
        person::signs_in(browser, ADA).await;
    }

    /// It knows Ada, and neither the address bar nor a storage has anything that somebody else could use.
    async fn knows_ada(&self, browser: &Chromium) {
        arrives_at(browser, "signed-in").await;
        assert_eq!(texts(browser, "#name").await, ["Ada Lovelace"]);
        assert_eq!(texts(browser, "#email").await, [ADA.email]);
        assert_eq!(
            browser.url().await.as_str(),
            format!("{}/", self.origin),
            "the code is gone"
        );
        assert_eq!(stored(browser).await, ["was-signed-in"]);
    }
}

/// The names of all that the application left in the browser's storages.
async fn stored(browser: &Chromium) -> Vec<String> {
    let script = "return [...Object.keys(localStorage), ...Object.keys(sessionStorage)]";
    let answer = browser.driver().execute(script, vec![]).await;
    answer.unwrap().convert().unwrap()
}

async fn is_told(browser: &Chromium, code: &str, words: &str) {
    browser
        .wait_for(&format!("#error[data-error={code}]"))
        .await;
    browser.wait_for_text("#error", words).await;
    assert!(browser.is_focused("#error").await);
}

async fn refreshes(browser: &Chromium) {
    browser.activate("#refresh").await;
    browser
        .wait_for_text("#status", "There is a new access token.")
        .await;
}

/// "Browser-based applications that are public clients MUST implement the Proof Key for Code Exchange"
/// OAuth 2.0 for Browser-Based Applications §6.3.2.1. The operator's own application, which calls the API of accounts.
#[tokio::test]
async fn a_single_page_application_signs_somebody_in_and_out() {
    let server = TestApp::with_fixture().await;
    let scope = format!("{SCOPE} account");
    let spa = Spa::start(&server, &scope, "/api/v1/me", "first_party = true").await;
    let browser = Chromium::start(Options::default()).await;
    spa.sends_ada_to_sign_in(&browser).await;
    spa.knows_ada(&browser).await;

    browser.activate("#call-api").await;
    browser
        .wait_for_text("#api-answer", r#""username": "ada""#)
        .await;
    arrives_at(&browser, "signed-in").await;

    // The second time with the token that the first one brought: the old one would count as stolen by then.
    refreshes(&browser).await;
    server.advance(60);
    browser.activate("#call-api").await;
    browser
        .wait_for_text("#status", "The API has answered.")
        .await;
    refreshes(&browser).await;

    // A reload forgets the tokens; the server still knows who is there, and nobody is asked.
    browser.driver().refresh().await.unwrap();
    spa.knows_ada(&browser).await;

    browser.activate("#sign-out").await;
    arrives_at(&browser, "signed-out").await;
    assert!(stored(&browser).await.is_empty());
    browser.activate("#sign-in").await;
    arrives_at(&browser, "sign-in").await;
    browser.close().await;
}

/// "access_denied: The resource owner or authorization server denied the request." RFC 6749 §4.1.2.1; "invalid_token: The access
/// token provided is expired, revoked, malformed, or invalid for other reasons." RFC 6750 §3.1; and an answer to no request.
#[tokio::test]
async fn a_single_page_application_says_what_went_wrong() {
    let server = TestApp::with_fixture().await;
    let spa = Spa::start(&server, SCOPE, "/userinfo", "").await;
    let browser = Chromium::start(Options::phone().dark()).await;
    spa.sends_ada_to_sign_in(&browser).await;
    arrives_at(&browser, "consent").await;
    browser.activate("#consent-deny").await;
    is_told(&browser, "access_denied", "You did not agree").await;
    arrives_at(&browser, "signed-out").await;
    assert!(stored(&browser).await.is_empty());

    // The no was for this time.
    browser.activate("#sign-in").await;
    person::agrees(&browser).await;
    spa.knows_ada(&browser).await;

    server.advance(601);
    browser.activate("#call-api").await;
    is_told(&browser, "invalid_token", "not good any more").await;
    arrives_at(&browser, "signed-in").await;
    refreshes(&browser).await;
    browser.activate("#call-api").await;
    browser.wait_for_text("#api-answer", ADA.email).await;

    let forged = format!("{}/callback?code=forged&state=forged", spa.origin);
    browser.goto(&forged).await;
    is_told(&browser, "unexpected_answer", "belongs to no sign-in").await;
    assert!(texts(&browser, "#name").await.concat().is_empty());
    browser.close().await;
}
