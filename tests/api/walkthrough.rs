//! The commands of `docs/api.md`, run as they stand.

use std::process::Stdio;

use tokio::process::Command;
use vestibule_test_support::TestApp;

const PAGE: &str = include_str!("../../docs/api.md");

/// The blocks of a language, in the order of the page.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let begun = PAGE.split(fence.as_str()).skip(1);
    begun
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

/// The token of the last link that went to an address.
async fn mail_token(app: &TestApp, address: &str) -> String {
    let link = app.mailbox().last_to(address).await.link();
    link.split_once("token=").unwrap().1.to_owned()
}

/// "The documentation's commands are run by a test."
#[tokio::test]
async fn the_commands_of_the_page_work() {
    let app = TestApp::start().await;
    for toml in blocks("toml") {
        app.apply(toml).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    std::fs::write(&state, "").unwrap();
    let commands = blocks("sh");
    assert!(commands.len() >= 8, "{}", commands.len());
    for block in commands {
        let token = if block.contains("$MAIL_TOKEN") {
            mail_token(&app, "lin@example.com").await
        } else {
            String::new()
        };
        // What one block sets the next one knows.
        let script = format!(
            "set -euo pipefail; source {0}\n{block}\ndeclare -p ISSUER API ${{!DEVICE@}} ${{!TOKENS@}} ${{!ACCESS@}} ${{!REFRESH@}} >{0}",
            state.display()
        );
        let done = Command::new("bash")
            .args(["-c", &script])
            .env("ISSUER", app.issuer())
            .env("MAIL_TOKEN", token)
            .stdin(Stdio::null())
            .output()
            .await
            .unwrap();
        assert!(
            done.status.success(),
            "{block}\n{}\n{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
}
