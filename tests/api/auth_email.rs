//! `POST /api/v1/auth/verify-email/resend`: see `auth_register` and `auth_login` for the link itself.

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::ADA;

/// Nobody learns of an account by asking for its mail again: only a sign-in that waits for it can.
#[tokio::test]
async fn only_a_sign_in_that_waits_for_the_mail_has_it_sent_again() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let body = json!({ "sign_in_token": "nobody's" });
    problem(
        &api.auth("verify-email/resend", body).await,
        410,
        "mfa-over",
    );
    // One that waits for something else has none.
    turn_on(&mut app.browser(), &app, ADA).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let body = json!({ "sign_in_token": asked["mfa_token"] });
    problem(
        &api.auth("verify-email/resend", body).await,
        410,
        "mfa-over",
    );
}
