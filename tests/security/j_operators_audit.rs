//! SECURITY §4.7, for the operators' API: what was done is in the audit with who did it, and what was refused is not.

use reqwest::Method;
use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::api::{Api, MOBILE, problem};
use vestibule_test_support::fixture::ADA;

use crate::audit_lines::AuditLines;

#[tokio::test]
async fn only_what_was_done_is_written_down_as_done() {
    let audit = AuditLines::listen();
    let app = TestApp::with_fixture().await;
    let console = MOBILE
        .replace("\"mobile\"", "\"console\"")
        .replace("account orders:read", "account admin");
    app.apply(&format!(
        "{console}\n[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\nroles = [\"admin\"]\n"
    ))
    .await;
    let api = Api::of(&app, "console");
    let tokens = api.sign_in(ADA).await;
    let by = tokens.access_claims()["sub"].clone();
    let done = |event: &str| {
        let lines = audit.of(event).into_iter();
        lines.filter(|line| line["by"] == by).count()
    };
    for (kind, event, good, bad) in [
        (
            "roles",
            "role.written",
            json!({ "name": "packer" }),
            json!({ "name": "x", "permissions": ["No"] }),
        ),
        (
            "business-roles",
            "business_role.written",
            json!({ "name": "desk" }),
            json!({ "name": "x", "roles": ["nothing"] }),
        ),
        (
            "services",
            "service.written",
            json!({ "audience": "https://boxes.example.com" }),
            json!({ "audience": "https://x.example", "permissions": ["*"] }),
        ),
    ] {
        let path = format!("admin/{kind}");
        let send = async |body| {
            api.send(Method::POST, &path, &tokens.access_token, body)
                .await
        };
        problem(&send(bad).await, 422, "invalid-fields");
        assert_eq!(done(event), 0, "{kind}");
        send(good.clone()).await.expect(201);
        assert_eq!(done(event), 1, "{kind}");
        problem(&send(good).await, 409, "taken");
        assert_eq!(done(event), 1, "{kind}");
    }
}
