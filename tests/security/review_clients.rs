//! Clients that prove who they are at the same moment, by strange names, or not at all.

use reqwest::Method;
use tokio::task::JoinSet;
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{API, AuthMethod, Client, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty, TestApp, TestProcess, Tokens};

const PROGRAM: &str = env!("CARGO_BIN_EXE_vestibule");

/// Its secret is short, so it is kept under Argon2id.
const SHORT: Client = Client {
    id: "short",
    secret: "short-secret",
    auth: AuthMethod::Basic,
    redirect_uri: "",
    scope: "openid",
};

fn registered() -> String {
    format!(
        "[[client]]\nclient_id = {:?}\nclient_secret = {:?}\nscope = {:?}\ngrant_types = [\"client_credentials\"]\n",
        SHORT.id, SHORT.secret, SHORT.scope
    )
}

/// What so many requests for a token get that are sent at the same moment.
async fn at_once(rp: &RelyingParty, requests: usize) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for _ in 0..requests {
        let rp = rp.clone();
        tasks.spawn(async move { rp.client_credentials(&[]).await });
    }
    tasks.join_all().await
}

/// A service that starts again asks for many tokens at once. None of its requests is a guess, and all are one hash.
#[tokio::test(flavor = "multi_thread")]
async fn right_secrets_of_one_moment_are_all_right() {
    let app = TestApp::with_fixture().await;
    app.apply(&registered()).await;
    let hashes = app.password_hashes();
    let rp = RelyingParty::new(&app, SHORT);
    let mut liar = rp.clone();
    liar.client.secret = "wrong-secret";
    for answer in at_once(&rp, 60).await {
        answer.expect(200);
    }
    assert_eq!(app.password_hashes(), hashes + 1);
    for answer in at_once(&liar, 30).await {
        assert_oauth_error(&answer, 401, "invalid_client");
    }
    // What is known is not locked out by guesses.
    rp.client_credentials(&[]).await.expect(200);
}

/// Wrong secrets of the same moment neither hold up the right one nor escape their limit.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_secrets_of_one_moment_are_counted_one_by_one() {
    let app = TestApp::with_fixture().await;
    app.apply(&registered()).await;
    let hashes = app.password_hashes();
    let mut liar = RelyingParty::new(&app, SHORT);
    liar.client.secret = "wrong-secret";
    for answer in at_once(&liar, 40).await {
        assert_oauth_error(&answer, 401, "invalid_client");
    }
    assert_eq!(app.password_hashes(), hashes + 20);
}

/// "client-id = *VSCHAR"  RFC 6749 appendix A.1: what no client can be called is not looked up.
#[tokio::test]
async fn a_name_that_no_client_can_have_costs_no_lookup() {
    // Nothing is done by itself: every statement is the request's.
    let app = TestApp::builder().fixture().without_jobs().start().await;
    let ask = async |id: &str| {
        let request = app
            .wire()
            .request(Method::POST, &app.url("/token"))
            .header("authorization", basic(id, "x"))
            .form(&[("grant_type", "client_credentials")]);
        let before = app.sql_statements();
        assert_oauth_error(&Answer::of(request).await, 401, "invalid_client");
        app.sql_statements() - before
    };
    assert!(ask(&"x".repeat(128)).await > 0, "such a client may exist");
    for strange in [&"x".repeat(129), "a b", "a\u{e9}", "a\n", "a\u{7f}"] {
        assert_eq!(ask(strange).await, 0, "{strange:?}");
    }
    let rp = RelyingParty::new(&app, WEB);
    rp.client_credentials(&[]).await.expect(200);
}

/// "Verify that … credentials … are not logged."  ASVS 16.2.5: people and programs put a secret where a name belongs.
#[tokio::test]
async fn a_name_that_nobody_has_is_not_logged() {
    const MISPLACED: &str = "Tr0ub4dor-and-3";
    let mut process = TestProcess::with_fixture(PROGRAM).await;
    process.set("log", "trace");
    process.set("log_format", "json");
    process.start();
    process.wait_ready().await;
    let rp = RelyingParty::of_process(&process, WEB);
    for id in [MISPLACED, WEB.id] {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", id),
            ("client_secret", "x"),
        ];
        rp.token_without_credentials(&form).await.expect(401);
    }
    let mut browser = process.browser();
    browser.get("/sign-in").await;
    for _ in 0..21 {
        browser.fill_sign_in(MISPLACED, "x").await.page();
    }
    process.terminate().await;
    let output = process.output();
    assert!(
        !output.to_lowercase().contains(&MISPLACED.to_lowercase()),
        "{output}"
    );
    let failures: Vec<&str> = output
        .lines()
        .filter(|line| line.contains("client_auth.failed"))
        .collect();
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(
        failures[1].contains("\"client_id\":\"web\""),
        "{failures:?}"
    );
    // The attempts on one name still belong together.
    let tag = |line: &str| {
        let (_, rest) = line.split_once("unknown:").unwrap();
        rest.chars().take(43).collect::<String>()
    };
    let events = ["login.failure", "login.throttled"];
    let attempts: Vec<String> = output
        .lines()
        .filter(|line| events.iter().any(|event| line.contains(event)))
        .map(tag)
        .collect();
    assert_eq!(attempts.len(), 21, "{attempts:?}");
    assert!(attempts.iter().all(|one| *one == attempts[0]));
}

/// "scope = scope-token *( SP scope-token )"  RFC 6749 §3.3: an empty scope is none, and is not told.
#[tokio::test]
async fn an_answer_without_scope_has_no_empty_one() {
    let app = TestApp::with_fixture().await;
    app.apply(&registered()).await;
    let answer = RelyingParty::new(&app, SHORT).client_credentials(&[]).await;
    let answer = answer.expect(200);
    assert!(answer.json().get("scope").is_none(), "{answer:?}");
    assert!(Tokens::of(answer).access_claims().get("scope").is_none());
    let api = RelyingParty::new(&app, API).client_credentials(&[]).await;
    assert_eq!(api.expect(200).json()["scope"], "orders:read");
}

/// "Refresh tokens for public clients MUST be sender-constrained or use refresh token rotation"  RFC 9700 §2.2.2
#[tokio::test]
async fn a_public_client_cannot_be_registered_without_rotation() {
    let process = TestProcess::with_fixture(PROGRAM).await;
    let secret = format!("client_secret = {:?}\n", SHORT.secret);
    for (method, secret, good) in [
        ("none", "", false),
        ("client_secret_basic", secret.as_str(), true),
    ] {
        let text = format!(
            "[[client]]\nclient_id = \"steady\"\n{secret}token_endpoint_auth_method = {method:?}\nredirect_uris = [\"https://app.example/cb\"]\n\
             grant_types = [\"authorization_code\", \"refresh_token\"]\nrefresh_token_rotation = false\n"
        );
        let file = process.file(&format!("{method}.toml"), &text);
        let output = process.run(&["apply", file.to_str().unwrap()]).await;
        assert_eq!(output.status.success(), good, "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.contains("refresh_token_rotation"), !good, "{said}");
    }
}
