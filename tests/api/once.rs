//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), and what the answers say of budgets
//! (draft-ietf-httpapi-ratelimit-headers).

use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Answer, TestApp};

use crate::admin_users::operator;

/// Ada, who may do everything, at the console.
async fn root() -> (TestApp, Api, String) {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    (app, api, tokens.access_token)
}

async fn creation(app: &TestApp, path: &str, token: &str, key: &str, body: &Value) -> Answer {
    let request = app.http().post(app.url(&format!("/api/v1/{path}")));
    let request = request.bearer_auth(token).header("Idempotency-Key", key);
    Answer::of(request.json(body)).await
}

/// "The resource server … enforces idempotency": the same key and body is answered alike, and nothing is made twice; even what is
/// told once is told again to whoever did not hear it.
#[tokio::test]
async fn a_creation_that_comes_again_is_answered_again() {
    let (app, api, token) = root().await;
    let client = json!({ "client_id": "made", "grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic" });
    let first = creation(&app, "admin/clients", &token, "\"k-1\"", &client)
        .await
        .expect(201);
    assert_eq!(first.header("idempotency-replayed"), None);
    let again = creation(&app, "admin/clients", &token, "\"k-1\"", &client)
        .await
        .expect(201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(
        (
            &first.body,
            first.header("etag"),
            first.header("content-type")
        ),
        (
            &again.body,
            again.header("etag"),
            again.header("content-type")
        )
    );
    assert!(first.json()["client_secret"].is_string(), "{}", first.body);
    // Without the key it is another request; a new token of the same person is not another person.
    let answer = app
        .http()
        .post(app.url("/api/v1/admin/clients"))
        .bearer_auth(&token);
    problem(&Answer::of(answer.json(&client)).await, 409, "taken");
    let fresh = api.sign_in(ADA).await.access_token;
    let later = creation(&app, "admin/clients", &fresh, "k-1", &client)
        .await
        .expect(201);
    assert_eq!(later.body, first.body);
    // At rest it is sealed.
    let secret = first.json()["client_secret"].as_str().unwrap().to_owned();
    assert!(!app.dump().await.contains(&secret));
    // After an hour it is forgotten.
    app.advance(3601);
    let token = api.sign_in(ADA).await.access_token;
    problem(
        &creation(&app, "admin/clients", &token, "k-1", &client).await,
        409,
        "taken",
    );
}

/// "If there is an attempt to reuse an idempotency key with a different request payload, the resource server SHOULD reply with an
/// HTTP 422 status code"  §2.7. A key is of one person, one endpoint and one tenant.
#[tokio::test]
async fn a_key_is_for_one_request_of_one_person() {
    let (app, api, token) = root().await;
    let role = |name: &str| json!({ "name": name, "permissions": [] });
    creation(&app, "admin/roles", &token, "k", &role("one"))
        .await
        .expect(201);
    let other = creation(&app, "admin/roles", &token, "k", &role("two")).await;
    problem(&other, 422, "idempotency-key-reused");
    let elsewhere = json!({ "name": "one", "roles": [], "service_roles": [] });
    creation(&app, "admin/business-roles", &token, "k", &elsewhere)
        .await
        .expect(201);
    // Somebody else's answer is nobody's: the request is judged by itself.
    let powerless = api.sign_in(GRACE).await.access_token;
    let answer = creation(&app, "admin/roles", &powerless, "k", &role("one")).await;
    problem(&answer, 403, "insufficient-permission");
    let answer = creation(&app, "admin/roles", "no-token", "k", &role("one")).await;
    problem(&answer, 401, "invalid-token");
}

/// J10: an answer that holds a secret is for who may still do what it answers.
#[tokio::test]
async fn whoever_lost_the_right_is_judged_anew() {
    let (app, _, token) = root().await;
    let client = json!({ "client_id": "made", "grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic" });
    creation(&app, "admin/clients", &token, "k", &client)
        .await
        .expect(201);
    app.apply("[[role]]\nname = \"operator\"\npermissions = [\"user:read\"]\n")
        .await;
    let again = creation(&app, "admin/clients", &token, "k", &client).await;
    problem(&again, 403, "insufficient-permission");
    // Nor is a token of theirs for something else good for it.
    app.apply("[[role]]\nname = \"operator\"\npermissions = [\"*\"]\n")
        .await;
    creation(&app, "admin/clients", &token, "k", &client)
        .await
        .expect(201);
    let mobile = Api::new(&app).await.sign_in(ADA).await.access_token;
    let other = creation(&app, "admin/clients", &mobile, "k", &client).await;
    problem(&other, 403, "insufficient-scope");
}

/// What was refused may be asked again under the same key: nothing was made.
#[tokio::test]
async fn a_refusal_is_not_kept() {
    let (app, _, token) = root().await;
    let wrong = json!({ "name": "UPPER CASE", "permissions": ["no permission"] });
    problem(
        &creation(&app, "admin/roles", &token, "k", &wrong).await,
        422,
        "invalid-fields",
    );
    let right = json!({ "name": "right", "permissions": [] });
    creation(&app, "admin/roles", &token, "k", &right)
        .await
        .expect(201);
    let too_long = "x".repeat(256);
    for key in ["", "\"\"", "with space", too_long.as_str()] {
        let answer = creation(&app, "admin/roles", &token, key, &right).await;
        problem(&answer, 400, "invalid-request");
    }
}

/// Of many at once one makes it, and the others are told so or to ask again.
#[tokio::test]
async fn of_many_at_once_one_makes_it() {
    let (app, api, token) = root().await;
    let body = json!({ "username": "once", "email": "once@example.com" });
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let request = app.http().post(app.url("/api/v1/admin/users"));
        let request = request.bearer_auth(&token).header("Idempotency-Key", "k");
        tasks.spawn(Answer::of(request.json(&body)));
    }
    let answers = tasks.join_all().await;
    let made = answers.iter().filter(|answer| answer.status == 201);
    let bodies: Vec<&str> = made.map(|answer| answer.body.as_str()).collect();
    assert!(!bodies.is_empty() && bodies.iter().all(|body| *body == bodies[0]));
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        problem(answer, 409, "idempotency-in-progress");
    }
    let listed = api
        .get("admin/users?q=once", &token)
        .await
        .expect(200)
        .json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

/// Signing up again under the same key sends no second mail.
#[tokio::test]
async fn a_sign_up_that_comes_again_sends_one_mail() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\" }\n")
        .await;
    let _api = Api::new(&app).await;
    let body = json!({ "client_id": "mobile", "username": "lin", "email": "lin@example.com", "password": "eleven purple elephants dance" });
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = app.http().post(app.url("/api/v1/auth/register"));
        let request = request.header("Idempotency-Key", "\"sign-up\"").json(&body);
        answers.push(Answer::of(request).await.expect(202).body);
    }
    assert_eq!(answers[0], answers[1]);
    app.deliver_mail().await;
    assert_eq!(app.mailbox().to("lin@example.com").await.len(), 1);
}

/// "RateLimit-Policy" and "RateLimit": what the network has left, said with every answer that spends of it, refused or not, and
/// alike for accounts that there are and those that there are not (SECURITY L08).
#[tokio::test]
async fn answers_say_what_is_left() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let wrong = async |login: &str| {
        let body = json!({ "login": login, "password": "wrong wrong wrong" });
        let answer = api.auth("login", body).await;
        let policy = answer.header("ratelimit-policy").unwrap();
        assert!(
            policy.starts_with("\"passwords-a-minute\";q=10;w=60"),
            "{policy}"
        );
        // What the first budget refuses the second one does not count.
        let both = policy.ends_with(", \"passwords-an-hour\";q=60;w=3600");
        assert_eq!(both, answer.status == 401, "{policy}");
        (
            answer.status,
            answer.header("ratelimit").unwrap().to_owned(),
        )
    };
    let left = |minute: u32, hour: u32| {
        format!("\"passwords-a-minute\";r={minute}, \"passwords-an-hour\";r={hour}")
    };
    assert_eq!(wrong("ada").await, (401, left(9, 59)));
    assert_eq!(wrong("nobody-of-this-name").await, (401, left(8, 58)));
    // What was right costs nothing.
    let right = api.login(GRACE).await.expect(200);
    assert_eq!(right.header("ratelimit"), Some(left(8, 58).as_str()));
    for name in 0..8 {
        wrong(&format!("nobody-{name}")).await;
    }
    let (status, told) = wrong("nobody-at-all").await;
    assert_eq!(
        (status, told.split(',').next()),
        (429, Some("\"passwords-a-minute\";r=0"))
    );
    // What spends nothing says nothing.
    app.advance(61);
    let token = api.sign_in(ADA).await;
    let me = api
        .send(Method::GET, "me", &token.access_token, Value::Null)
        .await;
    assert_eq!(me.header("ratelimit"), None);
}
