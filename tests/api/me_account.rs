//! `/api/v1/me`: password, copy, leaving, sessions, consents, accounts elsewhere.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::upstream::{FakeOpenId, agreed};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

const ANOTHER: &str = "seven yellow submarines sink";

async fn send(api: &Api, method: Method, path: &str, tokens: &Tokens, body: Value) -> Answer {
    api.send(method, path, &tokens.access_token, body).await
}

/// "asks the current one; strength, breach and reuse rules"
#[tokio::test]
async fn another_password_wants_the_present_one_and_ends_the_other_sign_ins() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (here, there) = (api.sign_in(ADA).await, api.sign_in(ADA).await);
    let put = async |body: Value| send(&api, Method::PUT, "me/password", &here, body).await;
    for (body, pointer, code) in [
        (json!({ "password": ANOTHER }), "/current_password", "wrong"),
        (
            json!({ "current_password": "wrong", "password": ANOTHER }),
            "/current_password",
            "wrong",
        ),
        (
            json!({ "current_password": ADA.password, "password": "short" }),
            "/password",
            "too_short",
        ),
        (
            json!({ "current_password": ADA.password, "password": ADA.password }),
            "/password",
            "used_before",
        ),
    ] {
        let told = problem(&put(body.clone()).await, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
        // Wrong ones make the next one wait.
        app.advance(5);
    }
    let told = app.mailbox().to(ADA.email).await.len();
    let body = json!({ "current_password": ADA.password, "password": ANOTHER });
    put(body).await.expect(204);
    assert_eq!(app.mailbox().to(ADA.email).await.len(), told + 1);
    problem(
        &api.get("me", &there.access_token).await,
        401,
        "invalid-token",
    );
    let dead = json!({ "refresh_token": there.refresh_token() });
    problem(&api.auth("refresh", dead).await, 400, "invalid-grant");
    api.get("me", &here.access_token).await.expect(200);
    let alive = json!({ "refresh_token": here.refresh_token() });
    Tokens::of(api.auth("refresh", alive).await);
    problem(&api.login(ADA).await, 401, "invalid-credentials");
}

/// "GDPR erasure and export (JSON, everything held on the person)"
#[tokio::test]
async fn a_copy_is_everything_and_leaving_takes_days() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let copy = api.get("me/export", &tokens.access_token).await.expect(200);
    assert!(
        copy.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    assert!(copy.body.contains(ADA.email), "{}", copy.body);
    assert!(!copy.body.contains("argon2"), "{}", copy.body);
    let leave = async |body: Value| send(&api, Method::DELETE, "me", &tokens, body).await;
    let told = problem(&leave(Value::Null).await, 422, "invalid-fields");
    assert_eq!(
        errors(&told),
        [("/password".to_owned(), "wrong".to_owned())]
    );
    app.advance(5);
    let scheduled = leave(json!({ "password": ADA.password }))
        .await
        .expect(202)
        .json();
    assert!(scheduled["deletion_at"].is_string(), "{scheduled}");
    let me = api.get("me", &tokens.access_token).await.json();
    assert!(me["deletion_at"].is_string(), "{me}");
    send(&api, Method::DELETE, "me/deletion", &tokens, Value::Null)
        .await
        .expect(204);
    let me = api.get("me", &tokens.access_token).await.json();
    assert!(me["deletion_at"].is_null(), "{me}");
    app.apply("[[tenant]]\nslug = \"default\"\naccounts = { deletion = false }\n")
        .await;
    problem(
        &leave(json!({ "password": ADA.password })).await,
        403,
        "not-allowed",
    );
}

/// "every device: user agent, IP, first and last seen; log out one or all"
#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let (here, there) = (api.sign_in(ADA).await, api.sign_in(ADA).await);
    let others = api.sign_in(GRACE).await;
    let list = async || {
        let answer = api.get("me/sessions", &here.access_token).await.expect(200);
        answer.json()["items"].as_array().unwrap().clone()
    };
    let all = list().await;
    assert_eq!(all.len(), 3, "{all:?}");
    let current: Vec<_> = all
        .iter()
        .filter(|session| session["current"] == true)
        .collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0]["application"], "Our Phone App");
    assert_eq!(
        all.iter()
            .filter(|session| session["application"].is_null())
            .count(),
        1
    );
    for session in &all {
        for member in ["id", "device", "address", "created_at", "last_seen_at"] {
            assert!(session[member].is_string(), "{member} in {session}");
        }
    }
    // J02: somebody else's is not told apart from none.
    let theirs = vestibule_test_support::jwt::claims(&others.access_token)["sid"].clone();
    let mut bodies = Vec::new();
    for id in [
        theirs.as_str().unwrap(),
        "0190a3f4-7a3b-7e51-9f11-2b0c5f7e1d11",
        "x",
    ] {
        let answer = send(
            &api,
            Method::DELETE,
            &format!("me/sessions/{id}"),
            &here,
            Value::Null,
        )
        .await;
        problem(&answer, 404, "not-found");
        bodies.push(answer.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    api.get("me", &others.access_token).await.expect(200);
    let one = vestibule_test_support::jwt::claims(&there.access_token)["sid"].clone();
    let path = format!("me/sessions/{}", one.as_str().unwrap());
    send(&api, Method::DELETE, &path, &here, Value::Null)
        .await
        .expect(204);
    problem(
        &api.get("me", &there.access_token).await,
        401,
        "invalid-token",
    );
    assert_eq!(list().await.len(), 2);
    send(&api, Method::DELETE, "me/sessions", &here, Value::Null)
        .await
        .expect(204);
    assert_eq!(list().await.len(), 1);
    assert_eq!(browser.get("/account").await.page_name(), "sign-in");
}

/// "apps that hold a grant"
#[tokio::test]
async fn what_an_application_was_allowed_is_listed_and_taken_back() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let rp = RelyingParty::new(&app, WEB);
    let theirs = rp.sign_in_and_exchange(&mut app.browser()).await;
    let tokens = api.sign_in(ADA).await;
    let all = api
        .get("me/consents", &tokens.access_token)
        .await
        .expect(200)
        .json();
    let all = all["items"].as_array().unwrap();
    let web = all.iter().find(|app| app["client_id"] == WEB.id).unwrap();
    assert_eq!(web["client_name"], "Web App");
    assert!(web["scope"].as_str().unwrap().contains("email"), "{web}");
    for nobody in ["nobody", "post", "%00", "..%2f"] {
        let path = format!("me/consents/{nobody}");
        let answer = send(&api, Method::DELETE, &path, &tokens, Value::Null).await;
        problem(&answer, 404, "not-found");
    }
    rp.userinfo(&theirs.access_token).await.expect(200);
    send(
        &api,
        Method::DELETE,
        "me/consents/web",
        &tokens,
        Value::Null,
    )
    .await
    .expect(204);
    assert_eq!(rp.userinfo(&theirs.access_token).await.status, 401);
}

/// "linked Google/GitHub/… accounts"
#[tokio::test]
async fn accounts_elsewhere_are_listed_and_disconnected() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let fake = FakeOpenId::start(app.clock()).await;
    let toml = fake.toml("fake", "trusted_email = true\nfirst_sign_in = \"link\"");
    app.apply(&toml).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    let tokens = api.sign_in(ADA).await;
    let all = api
        .get("me/identities", &tokens.access_token)
        .await
        .expect(200)
        .json();
    let id = all["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    for nobody in ["x", "0190a3f4-7a3b-7e51-9f11-2b0c5f7e1d11"] {
        let path = format!("me/identities/{nobody}");
        let answer = send(&api, Method::DELETE, &path, &tokens, Value::Null).await;
        problem(&answer, 404, "not-found");
    }
    let path = format!("me/identities/{id}");
    send(&api, Method::DELETE, &path, &tokens, Value::Null)
        .await
        .expect(204);
    let all = api.get("me/identities", &tokens.access_token).await.json();
    assert_eq!(all["items"], json!([]));
    // Its sessions ended with it.
    assert_eq!(browser.get("/account").await.page_name(), "sign-in");
}
