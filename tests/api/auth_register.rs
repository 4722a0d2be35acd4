//! `POST /api/v1/auth/register` and the link that ends it.

use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, Tokens, jwt};

const OPEN: &str = "[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\", ask = [\"given_name\", \"family_name\"], require = [\"given_name\"] }\n";
const PASSWORD: &str = "eleven purple elephants dance";

fn newcomer(username: &str, email: &str) -> Value {
    json!({
        "username": username, "email": email, "password": PASSWORD,
        "profile": { "given_name": "Lin" },
    })
}

async fn token_of_the_mail(app: &TestApp, address: &str) -> String {
    let link = app.mailbox().last_to(address).await.link();
    link.split_once("token=").unwrap().1.to_owned()
}

/// "user saved unverified; verification mail sent": here the account is made by the mail, so that no name is taken before.
#[tokio::test]
async fn an_account_is_made_by_the_link_and_signed_in() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply(OPEN).await;
    let begun = api
        .auth("register", newcomer("lin", "lin@example.com"))
        .await
        .expect(202)
        .json();
    problem(
        &api.auth("login", json!({ "login": "lin", "password": PASSWORD }))
            .await,
        401,
        "invalid-credentials",
    );
    let token = token_of_the_mail(&app, "lin@example.com").await;
    let link = json!({ "token": token, "device_token": begun["device_token"] });
    let tokens = Tokens::of(api.auth("verify-email", link.clone()).await);
    assert_eq!(jwt::claims(&tokens.access_token)["client_id"], "mobile");
    problem(&api.auth("verify-email", link).await, 410, "link-void");
    let body = json!({ "login": "lin@example.com", "password": PASSWORD });
    Tokens::of(api.auth("login", body).await);
}

/// "same answer for a new and a known address"
#[tokio::test]
async fn a_known_address_has_the_same_answer_and_another_mail() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply(OPEN).await;
    let mut answers = Vec::new();
    for (username, email) in [("lin", "lin@example.com"), ("other", ADA.email)] {
        let before = app.password_hashes();
        let answer = api.auth("register", newcomer(username, email)).await;
        assert_eq!(app.password_hashes() - before, 1);
        let mut body = answer.json();
        body["device_token"] = Value::Null;
        answers.push((answer.status, body, answer.headers.len()));
    }
    assert_eq!(answers[0], answers[1]);
    let mail = app.mailbox().last_to(ADA.email).await;
    assert!(!mail.text.contains("token=ve_"), "{}", mail.text);
    problem(
        &api.auth("login", json!({ "login": "other", "password": PASSWORD }))
            .await,
        401,
        "invalid-credentials",
    );
}

/// "An attacker registers the victim's address": the link alone makes no account on another device (I05, `unasked_links`).
#[tokio::test]
async fn the_link_needs_the_password_elsewhere() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply(OPEN).await;
    api.auth("register", newcomer("lin", "lin@example.com"))
        .await
        .expect(202);
    let token = token_of_the_mail(&app, "lin@example.com").await;
    problem(
        &api.auth("verify-email", json!({ "token": token })).await,
        403,
        "password-required",
    );
    let wrong = json!({ "token": token, "password": "wrong wrong wrong wrong" });
    problem(
        &api.auth("verify-email", wrong).await,
        403,
        "password-required",
    );
    let right = json!({ "token": token, "password": PASSWORD });
    Tokens::of(api.auth("verify-email", right).await);
}

/// What is wrong with whom is told by member; J04: members of an operator's are refused.
#[tokio::test]
async fn what_is_wrong_is_told_by_member() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply(OPEN).await;
    let with = |changes: Value| {
        let mut body = newcomer("lin", "lin@example.com");
        for (name, value) in changes.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    };
    for (changes, pointer, code) in [
        (json!({ "username": "" }), "/username", "missing"),
        (json!({ "username": "a@b" }), "/username", "invalid"),
        (json!({ "username": ADA.username }), "/username", "taken"),
        (json!({ "email": "nowhere" }), "/email", "invalid"),
        (json!({ "password": "short" }), "/password", "too_short"),
        (
            json!({ "password": "passwordpassword" }),
            "/password",
            "breached",
        ),
        (json!({ "profile": {} }), "/profile/given_name", "missing"),
        (
            json!({ "profile": { "given_name": 7 } }),
            "/profile/given_name",
            "invalid",
        ),
        (
            json!({ "profile": { "given_name": "Lin", "email_verified": true } }),
            "/profile",
            "unknown",
        ),
        (json!({ "roles": ["admin"] }), "/roles", "unknown"),
        (
            json!({ "email_verified": true }),
            "/email_verified",
            "unknown",
        ),
    ] {
        let answer = api.auth("register", with(changes.clone())).await;
        let told = problem(&answer, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{changes}"
        );
    }
    assert!(app.mailbox().all().await.is_empty());
}

/// "by policy open, invitation only, allowed domains, or closed"
#[tokio::test]
async fn who_may_not_come_is_refused() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    for mode in ["closed", "invitation"] {
        app.apply(&format!(
            "[[tenant]]\nslug = \"default\"\nsign_up = {{ mode = \"{mode}\" }}\n"
        ))
        .await;
        let answer = api
            .auth("register", newcomer("lin", "lin@example.com"))
            .await;
        problem(&answer, 403, "sign-up-closed");
    }
    app.apply("[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"domains\", domains = [\"corp.example\"] }\n").await;
    let mut body = newcomer("lin", "lin@example.com");
    body["profile"] = json!({});
    let told = problem(
        &api.auth("register", body.clone()).await,
        422,
        "invalid-fields",
    );
    assert_eq!(
        errors(&told),
        [("/email".to_owned(), "not_allowed".to_owned())]
    );
    body["email"] = json!("lin@corp.example");
    api.auth("register", body).await.expect(202);
}
