//! `POST /api/v1/auth/password/forgot` and `…/reset`

use serde_json::json;
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, Tokens};

const ANOTHER: &str = "seven yellow submarines sink";

/// "single-use, expiring; reset revokes every session; no account enumeration"
#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let before = api.sign_in(ADA).await;
    let mut answers = Vec::new();
    for login in [ADA.email, "nobody@example.com", "nobody"] {
        let answer = api
            .auth("password/forgot", json!({ "email": login }))
            .await
            .expect(202);
        answers.push((answer.body, answer.headers.len()));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert!(app.mailbox().to("nobody@example.com").await.is_empty());
    let link = app.mailbox().last_to(ADA.email).await.link();
    let token = link.split_once("token=").unwrap().1;
    let told = api
        .auth(
            "password/reset",
            json!({ "token": token, "password": "short" }),
        )
        .await;
    let told = problem(&told, 422, "invalid-fields");
    assert_eq!(
        errors(&told),
        [("/password".to_owned(), "too_short".to_owned())]
    );
    let body = json!({ "token": token, "password": ANOTHER });
    api.auth("password/reset", body.clone()).await.expect(204);
    problem(&api.auth("password/reset", body).await, 410, "link-void");
    problem(&api.login(ADA).await, 401, "invalid-credentials");
    let dead = json!({ "refresh_token": before.refresh_token() });
    problem(&api.auth("refresh", dead).await, 400, "invalid-grant");
    let body = json!({ "login": ADA.username, "password": ANOTHER });
    Tokens::of(api.auth("login", body).await);
}

/// "15–30 min, once": and a token of another kind resets nothing (F13).
#[tokio::test]
async fn a_link_is_for_what_it_was_sent_for_and_for_a_while() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    api.auth("password/forgot", json!({ "login": ADA.username }))
        .await
        .expect(202);
    let link = app.mailbox().last_to(ADA.email).await.link();
    let token = link.split_once("token=").unwrap().1;
    problem(
        &api.auth("verify-email", json!({ "token": token })).await,
        410,
        "link-void",
    );
    app.advance(31 * 60);
    let body = json!({ "token": token, "password": ANOTHER });
    problem(&api.auth("password/reset", body).await, 410, "link-void");
    for strange in ["", "pr_", "nonsense"] {
        let body = json!({ "token": strange, "password": ANOTHER });
        problem(&api.auth("password/reset", body).await, 410, "link-void");
    }
}
