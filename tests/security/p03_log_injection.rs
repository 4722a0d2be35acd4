//! P03: input that writes lines of its own into the log (CVE-2023-6484, RUSTSEC-2025-0055). P01: secrets in the log.

use reqwest::Method;
use reqwest::header::USER_AGENT;
use vestibule_test_support::assertions::{assert_absent, assert_no_secrets};
use vestibule_test_support::fixture::{ADA, API, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestProcess};

const PROGRAM: &str = env!("CARGO_BIN_EXE_vestibule");

/// A line that would look like one of ours, and what makes a terminal hide or colour it.
const FORGED: &str = "x\r\n{\"level\":\"INFO\",\"event\":\"login.success\",\"user\":\"root\"}\r\n\u{1b}[2J\u{9b}31m\u{202e}\u{2028}\u{7}\"}";

async fn attack(process: &TestProcess) {
    let mut browser = process.browser();
    browser.user_agent = "agent \u{9b}31m".to_owned();
    browser.get("/sign-in").await;
    browser.fill_sign_in(FORGED, FORGED).await;
    let rp = RelyingParty::of_process(process, WEB);
    for change in [
        "client_id",
        "redirect_uri",
        "state",
        "nonce",
        "scope",
        "login_hint",
        "id_token_hint",
        "ui_locales",
        "prompt",
    ] {
        browser
            .authorize(&rp.authorization_url(&[(change, FORGED)]))
            .await;
    }
    let form = [
        ("grant_type", FORGED),
        ("client_id", FORGED),
        ("client_secret", FORGED),
        ("code", FORGED),
    ];
    rp.token_without_credentials(&form).await.expect(401);
    rp.token(&[("grant_type", FORGED)]).await.expect(400);
    rp.introspect(FORGED).await.expect(200);
    let bytes = b"agent\x1b[2J\x9b31m".as_slice();
    let request = process
        .wire()
        .request(Method::GET, &rp.endpoint("/sign-in"));
    // Control characters are no header value; the library does not even send them.
    assert!(reqwest::header::HeaderValue::from_bytes(bytes).is_err());
    Answer::of(request.header(USER_AGENT, &b"agent \x9b31m\xff"[..]))
        .await
        .expect(200);
    let path = format!(
        "/{}",
        url::form_urlencoded::byte_serialize(FORGED.as_bytes()).collect::<String>()
    );
    Answer::of(process.wire().request(Method::GET, &rp.endpoint(&path)))
        .await
        .expect(404);
}

/// "Verify that all logging components appropriately encode data to prevent log injection."  ASVS 16.4.1: an event is one line.
#[tokio::test]
async fn no_input_forges_a_line() {
    for format in ["json", "text"] {
        let mut process = TestProcess::with_fixture(PROGRAM).await;
        process.set("log_format", format);
        process.set("log", "trace");
        process.start();
        process.wait_ready().await;
        attack(&process).await;
        process.terminate().await;
        let output = process.output();
        assert!(
            output.contains("login.failure"),
            "the attack is not in the log at all:\n{output}"
        );
        for line in output.lines() {
            assert!(
                !line
                    .chars()
                    .any(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c)),
                "{line:?}"
            );
            if format == "json" && line.starts_with('{') {
                let event: serde_json::Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
                assert_ne!(event["user"], "root", "{line}");
                assert!(event["timestamp"].is_string(), "{line}");
            }
            // A forged event would begin a line.
            assert!(
                !line.starts_with(
                    "{\"level\":\"INFO\",\"event\":\"login.success\",\"user\":\"root\"}"
                ),
                "{line}"
            );
        }
    }
}

/// "Verify that … credentials or payment details … are not logged. Session tokens must only be logged in … hashed or masked"  ASVS 16.2.5
#[tokio::test]
async fn not_even_the_most_talkative_log_holds_a_secret() {
    let mut process = TestProcess::with_fixture(PROGRAM).await;
    process.set("log", "trace");
    process.start();
    process.wait_ready().await;
    let rp = RelyingParty::of_process(&process, WEB);
    let mut browser = process.browser();
    let code = rp.code_for(&mut browser, ADA).await;
    let tokens = rp.exchange(&code).await;
    let renewed = rp.refresh(tokens.refresh_token()).await.expect(200).json();
    rp.redeem(&code).await.expect(400);
    rp.userinfo(&tokens.access_token).await;
    RelyingParty::of_process(&process, API)
        .introspect(&tokens.access_token)
        .await
        .expect(200);
    rp.revoke(renewed["refresh_token"].as_str().unwrap())
        .await
        .expect(200);
    let wrong = [
        ("grant_type", "client_credentials"),
        ("client_id", "web"),
        ("client_secret", "a wrong secret that nobody may read"),
    ];
    rp.token_without_credentials(&wrong).await.expect(401);
    browser.get("/sign-in").await;
    browser
        .fill_sign_in(ADA.username, "a wrong password that nobody may read")
        .await;
    let mut secrets = vec![
        code,
        rp.verifier.clone(),
        rp.state.clone(),
        rp.nonce.clone(),
    ];
    secrets.extend(
        [
            &tokens.access_token,
            tokens.refresh_token(),
            tokens.id_token(),
        ]
        .map(ToOwned::to_owned),
    );
    secrets.extend(
        [
            "a wrong secret that nobody may read",
            "a wrong password that nobody may read",
        ]
        .map(str::to_owned),
    );
    secrets.extend(browser.cookies().iter().map(|cookie| cookie.value.clone()));
    process.terminate().await;
    let output = process.output();
    assert!(
        output.contains("login.success") && output.contains("code.replayed"),
        "{output}"
    );
    assert_no_secrets(&output);
    for secret in secrets {
        assert_absent(&output, &secret);
    }
}
