//! `schemathesis` (Python): requests made of the OpenAPI document, right ones and wrong ones, and every answer held against it.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use vestibule_test_support::api::{Api, MOBILE};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, services};

/// A password that is right in form is wrong all the same, so that what the document describes may be refused; and the header
/// that a run is given cannot be left out of it.
const NOT_ASKED: &str = "positive_data_acceptance,missing_required_header";
/// How long one run may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// Runs it over the operations that match, with further arguments.
async fn run(app: &TestApp, environment: &[(&str, &str)], arguments: &[&str]) {
    let hooks = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/python");
    let folder = tempfile::tempdir().unwrap();
    let child = Command::new(services::python())
        .args(["-B", "-m", "schemathesis.cli", "--config-file"])
        .arg(format!("{hooks}/schemathesis.toml"))
        .arg("run")
        .arg(app.url("/api/v1/openapi.json"))
        .args(["--phases", "examples,coverage,fuzzing", "--checks", "all"])
        .args(["--exclude-checks", NOT_ASKED])
        .args(["--max-examples", "25", "--seed", "20261125", "--no-color"])
        .args(["--generation-database", "none", "--workers", "1"])
        .args(arguments)
        .current_dir(folder.path())
        .env("PYTHONPATH", hooks)
        .env("SCHEMATHESIS_HOOKS", "api_hooks")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let done = tokio::time::timeout(PATIENCE, child).await;
    let done = done.expect("it ends in time").unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(said.contains(" passed"), "nothing was tested:\n{said}");
}

async fn server() -> TestApp {
    TestApp::builder()
        .fixture()
        .setting("server.trusted_proxies", "127.0.0.1/32")
        .start()
        .await
}

/// "finds no 500, no undocumented status and no schema violation"
#[tokio::test]
async fn signing_in_is_as_the_document_says() {
    let app = server().await;
    Api::new(&app).await;
    let environment = [("API_CLIENT", "mobile")];
    let arguments = [
        "--include-path-regex",
        "/auth/",
        "--exclude-path-regex",
        "/auth/logout",
    ];
    run(&app, &environment, &arguments).await;
}

/// The same for whoever has an access token.
#[tokio::test]
async fn what_needs_a_token_is_as_the_document_says() {
    let app = server().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let bearer = format!("Authorization: Bearer {}", tokens.access_token);
    let arguments = [
        "--exclude-path-regex",
        "/auth/(?!logout)",
        "--header",
        &bearer,
    ];
    run(&app, &[], &arguments).await;
}

/// The same for whoever administers.
#[tokio::test]
async fn administration_is_as_the_document_says() {
    let app = server().await;
    let console = MOBILE
        .replace("\"mobile\"", "\"console\"")
        .replace("account orders:read", "admin");
    app.apply(&console).await;
    app.apply(
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\nroles = [\"admin\"]\n\
         [[provider]]\nslug = \"google\"\nkind = \"google\"\nclient_id = \"x\"\nclient_secret = \"y\"\n",
    )
    .await;
    let tokens = Api::of(&app, "console").sign_in(ADA).await;
    let bearer = format!("Authorization: Bearer {}", tokens.access_token);
    let arguments = ["--include-path-regex", "/admin/", "--header", &bearer];
    run(&app, &[], &arguments).await;
}
