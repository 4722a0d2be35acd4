//! `POST /api/v1/auth/mfa/challenge` and `…/verify`

use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{AuthenticatorApp, TestApp, Tokens, jwt};

async fn with_app(app: &TestApp) -> (AuthenticatorApp, Vec<String>) {
    let turned_on = turn_on(&mut app.browser(), app, ADA).await;
    // Past the step that turned it on: no step is taken twice.
    app.advance(60);
    turned_on
}

fn answer(token: &Value, method: &str, code: &str) -> Value {
    json!({ "mfa_token": token, "method": method, "code": code })
}

/// "a second factor is 403 problem+json with type ending /mfa-required, mfa_token, methods, expires_in"
#[tokio::test]
async fn a_second_factor_is_asked_for_and_ends_the_sign_in() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (authenticator, codes) = with_app(&app).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    assert_eq!(asked["methods"], json!(["totp", "recovery_code"]));
    assert_eq!(asked["expires_in"], 600);
    let right = answer(&asked["mfa_token"], "totp", &authenticator.code(&app));
    let tokens = Tokens::of(api.auth("mfa/verify", right).await);
    let id = jwt::claims(tokens.id_token());
    assert_eq!(id["acr"], "urn:vestibule:acr:aal2");
    assert_eq!(id["amr"], json!(["pwd", "otp", "mfa"]));
    // A recovery code does as well, once.
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let code = answer(&asked["mfa_token"], "recovery_code", &codes[0]);
    Tokens::of(api.auth("mfa/verify", code).await);
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let again = answer(&asked["mfa_token"], "recovery_code", &codes[0]);
    problem(&api.auth("mfa/verify", again).await, 401, "invalid-code");
}

/// "5 per transaction": then the sign-in is over, and the token is spent by success as well.
#[tokio::test]
async fn five_wrong_codes_end_the_sign_in_and_a_right_one_spends_it() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (authenticator, _) = with_app(&app).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let token = &asked["mfa_token"];
    let wrong = authenticator.wrong_code(&app);
    for _ in 0..4 {
        let wrong = api.auth("mfa/verify", answer(token, "totp", &wrong)).await;
        problem(&wrong, 401, "invalid-code");
    }
    let fifth = api.auth("mfa/verify", answer(token, "totp", &wrong)).await;
    problem(&fifth, 410, "mfa-over");
    let right = answer(token, "totp", &authenticator.code(&app));
    problem(&api.auth("mfa/verify", right).await, 410, "mfa-over");
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let right = answer(&asked["mfa_token"], "totp", &authenticator.code(&app));
    Tokens::of(api.auth("mfa/verify", right.clone()).await);
    problem(&api.auth("mfa/verify", right).await, 410, "mfa-over");
}

/// What is on offer is told, and nothing else is taken.
#[tokio::test]
async fn only_what_is_on_offer_is_taken() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    with_app(&app).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let token = &asked["mfa_token"];
    let sent = json!({ "mfa_token": token, "method": "email" });
    problem(
        &api.auth("mfa/challenge", sent).await,
        400,
        "method-not-offered",
    );
    let sent = json!({ "mfa_token": token, "method": "totp" });
    problem(
        &api.auth("mfa/challenge", sent).await,
        400,
        "method-not-offered",
    );
    let code = answer(token, "sms", "123456");
    problem(
        &api.auth("mfa/verify", code).await,
        400,
        "method-not-offered",
    );
    let code = answer(token, "telepathy", "123456");
    let told = problem(&api.auth("mfa/verify", code).await, 422, "invalid-fields");
    assert_eq!(
        errors(&told),
        [("/method".to_owned(), "unknown".to_owned())]
    );
    let code = answer(token, "totp", "twelve");
    let told = problem(&api.auth("mfa/verify", code).await, 422, "invalid-fields");
    assert_eq!(errors(&told), [("/code".to_owned(), "invalid".to_owned())]);
    let other = answer(&json!("nobody's"), "totp", "123456");
    problem(&api.auth("mfa/verify", other).await, 410, "mfa-over");
}

/// "send an email or SMS code for an mfa_token"
#[tokio::test]
async fn a_code_by_mail_is_sent_and_taken_once() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[tenant]]\nslug = \"default\"\nsecond_factor = { kinds = [\"email\"] }\n")
        .await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/two-factor").await;
    browser
        .submit("#factor-email", &[], "button[value=turn-on]")
        .await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    assert_eq!(asked["methods"], json!(["email", "recovery_code"]));
    let sent = json!({ "mfa_token": asked["mfa_token"], "method": "email" });
    let told = api
        .auth("mfa/challenge", sent.clone())
        .await
        .expect(200)
        .json();
    assert!(
        !told["sent_to"].as_str().unwrap().contains("ada@"),
        "{told}"
    );
    let soon = api.auth("mfa/challenge", sent).await;
    problem(&soon, 429, "too-many-requests");
    assert!(soon.header("retry-after").is_some());
    let code = app.mailbox().last_to(ADA.email).await.code();
    let right = answer(&asked["mfa_token"], "email", &code);
    Tokens::of(api.auth("mfa/verify", right.clone()).await);
    problem(&api.auth("mfa/verify", right).await, 410, "mfa-over");
}

/// G07: a sign-in that waits in one application goes on in no other, and in no browser.
#[tokio::test]
async fn a_sign_in_that_waits_is_of_its_application() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[client]]\nclient_id = \"desk\"\ntoken_endpoint_auth_method = \"none\"\napplication_type = \"native\"\nfirst_party = true\ndirect_sign_in = true\ngrant_types = [\"refresh_token\"]\n").await;
    let (authenticator, _) = with_app(&app).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let right = answer(&asked["mfa_token"], "totp", &authenticator.code(&app));
    let desk = Api::of(&app, "desk");
    problem(
        &desk.auth("mfa/verify", right.clone()).await,
        410,
        "mfa-over",
    );
    let token = asked["mfa_token"].as_str().unwrap();
    let mut browser = app.browser();
    let page = browser
        .get(&format!("/second-factor?attempt={token}"))
        .await;
    assert_eq!(
        page.error_code().as_deref(),
        Some("invalid_request"),
        "{}",
        page.text()
    );
    Tokens::of(api.auth("mfa/verify", right).await);
}

/// "remember this device": for the policy, until it is taken back, and only where the application says which device it is.
#[tokio::test]
async fn a_device_can_be_remembered() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (authenticator, _) = with_app(&app).await;
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let mut right = answer(&asked["mfa_token"], "totp", &authenticator.code(&app));
    right["remember_device"] = json!(true);
    let tokens = Tokens::of(api.auth("mfa/verify", right).await);
    let device = &tokens.raw["device_token"];
    let body = json!({ "login": ADA.username, "password": ADA.password, "device_token": device });
    let tokens = Tokens::of(api.auth("login", body).await);
    assert_eq!(
        jwt::claims(tokens.id_token())["acr"],
        "urn:vestibule:acr:aal1"
    );
    problem(&api.login(ADA).await, 403, "mfa-required");
}

/// Whoever has to have a second factor and has none sets one up on the pages.
#[tokio::test]
async fn who_has_none_is_sent_to_set_one_up() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[tenant]]\nslug = \"default\"\nsecond_factor = { required = true }\n")
        .await;
    let told = problem(&api.login(ADA).await, 403, "mfa-enrolment-required");
    assert_eq!(told["sign_in_url"], format!("{}/sign-in", app.issuer()));
    assert_eq!(told["methods"], json!(["totp"]));
}
