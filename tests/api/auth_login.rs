//! `POST /api/v1/auth/login`

use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, AUDIENCE, GRACE, POST, SPA};
use vestibule_test_support::{RelyingParty, ResourceServer, TestApp, Tokens, jwt};

/// "username or email + password → access JWT, refresh token, ID token"; "success is the RFC 6749 token response"
#[tokio::test]
async fn a_name_or_an_address_and_the_password_give_tokens() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    for (member, name) in [
        ("login", ADA.username),
        ("login", ADA.email),
        ("username", ADA.username),
        ("email", ADA.email),
    ] {
        let body = json!({ member: name, "password": ADA.password });
        let answer = api.auth("login", body).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let tokens = Tokens::of(answer);
        assert_eq!(
            tokens.scope.as_deref(),
            Some("openid profile email account orders:read")
        );
        let access = jwt::claims(&tokens.access_token);
        let id = jwt::claims(tokens.id_token());
        assert_eq!(access["client_id"], "mobile");
        assert_eq!(access["aud"], app.issuer());
        assert_eq!(id["aud"], "mobile");
        assert_eq!(access["sub"], id["sub"]);
        assert_eq!(access["sid"], id["sid"]);
        assert_eq!(id["amr"], json!(["pwd"]));
        assert!(tokens.refresh_token.is_some());
        let rp = RelyingParty::new(&app, SPA);
        let userinfo = rp.userinfo(&tokens.access_token).await.expect(200).json();
        assert_eq!(userinfo["email"], ADA.email);
    }
}

/// The same tokens as the protocol's, so that whoever checks those offline checks these.
#[tokio::test]
async fn a_token_for_a_service_is_good_there_and_nowhere_else() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let body = json!({
        "login": ADA.username, "password": ADA.password,
        "scope": "openid orders:read", "resource": [AUDIENCE],
    });
    let tokens = Tokens::of(api.auth("login", body).await);
    let server = ResourceServer::new(&app, AUDIENCE).await;
    server
        .verify(&tokens.access_token)
        .expect("it is good there");
    let out = api
        .send(
            reqwest::Method::POST,
            "auth/logout",
            &tokens.access_token,
            Value::Null,
        )
        .await;
    problem(&out, 401, "invalid-token");
    // What the client may not have is refused, and nothing is given in its place.
    for (more, kind) in [
        (json!({ "scope": "orders:write" }), "invalid-scope"),
        (
            json!({ "resource": ["https://other.example"] }),
            "invalid-target",
        ),
    ] {
        let mut body = json!({ "login": ADA.username, "password": ADA.password });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        problem(&api.auth("login", body).await, 400, kind);
    }
}

/// *GENERIC-LOGIN-FAIL*: same status, body and timing for every cause.
#[tokio::test]
async fn every_cause_of_a_wrong_sign_in_has_one_answer() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[user]]\nusername = \"gone\"\npassword = \"a stone under the water\"\ndisabled = true\n[[user]]\nusername = \"blank\"\n").await;
    let mut answers = Vec::new();
    for (login, password) in [
        (ADA.username, "wrong wrong wrong wrong"),
        ("nobody-of-that-name", "wrong wrong wrong wrong"),
        ("nobody@example.com", "wrong wrong wrong wrong"),
        ("gone", "a stone under the water"),
        ("blank", "a stone under the water"),
    ] {
        let before = app.password_hashes();
        let answer = api
            .auth("login", json!({ "login": login, "password": password }))
            .await;
        problem(&answer, 401, "invalid-credentials");
        assert_eq!(app.password_hashes() - before, 1, "{login}");
        answers.push(answer.body);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// "This specification MUST only be used by first-party applications"  OAuth 2.0 for First-Party Applications §1.1
#[tokio::test]
async fn only_an_application_that_is_registered_for_it_sees_passwords() {
    let app = TestApp::with_fixture().await;
    Api::new(&app).await;
    for api in [
        Api::of(&app, SPA.id),
        Api::of(&app, POST.id).with_secret(POST.secret),
    ] {
        let before = app.password_hashes();
        problem(&api.login(ADA).await, 403, "unauthorized-client");
        assert_eq!(app.password_hashes(), before, "no password is judged");
    }
    for unknown in [
        Api::of(&app, "nobody"),
        Api::of(&app, "mobile").with_secret("x"),
    ] {
        problem(&unknown.login(ADA).await, 401, "invalid-client");
    }
}

/// A registration that lets somebody else's program see passwords is refused.
#[tokio::test]
async fn third_parties_cannot_be_registered_for_it() {
    let app = TestApp::with_fixture().await;
    for (more, why) in [
        ("direct_sign_in = true", "direct_sign_in"),
        ("scope = \"openid account\"", "scope"),
    ] {
        let toml = format!(
            "[[client]]\nclient_id = \"other\"\nredirect_uris = [\"https://other.example/cb\"]\n{more}\n"
        );
        let problems = app.try_apply(&toml).await.expect_err("it is refused");
        assert!(problems.contains(why), "{problems}");
    }
}

/// "unverified email refused where the tenant requires verification"
#[tokio::test]
async fn an_unverified_address_is_refused_where_the_tenant_says_so() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { verified_email = true }\n")
        .await;
    let waits = problem(&api.login(GRACE).await, 403, "email-unverified");
    let again = json!({ "sign_in_token": waits["sign_in_token"] });
    api.auth("verify-email/resend", again).await.expect(202);
    let token = app.mailbox().last_to(GRACE.email).await.link();
    let token = token.split_once("token=").unwrap().1;
    // On another device the link alone is not enough.
    let link = json!({ "token": token });
    problem(
        &api.auth("verify-email", link).await,
        403,
        "password-required",
    );
    let link = json!({ "token": token, "password": GRACE.password });
    api.auth("verify-email", link).await.expect(204);
    api.sign_in(GRACE).await;
}

/// What is wrong is told by member, before anything is judged.
#[tokio::test]
async fn a_body_that_lacks_something_says_what() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    for (body, expected) in [
        (json!({ "login": "ada" }), ("/password", "missing")),
        (json!({ "password": "x" }), ("/login", "missing")),
        (
            json!({ "login": 7, "password": "x" }),
            ("/login", "invalid"),
        ),
        (
            json!({ "login": "ada", "password": "x", "resource": [1] }),
            ("/resource/0", "invalid"),
        ),
        (
            json!({ "login": "ada", "password": "x", "admin": true }),
            ("/admin", "unknown"),
        ),
    ] {
        let told = problem(&api.auth("login", body).await, 422, "invalid-fields");
        let (pointer, code) = expected;
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{told}"
        );
    }
}

/// Whoever signs in by the API is told of a new device once, and not again while the application says which it is.
#[tokio::test]
async fn a_device_is_known_again_by_its_token() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let first = api.sign_in(ADA).await;
    let device = first.raw["device_token"].as_str().unwrap().to_owned();
    let told = app.mailbox().to(ADA.email).await.len();
    let body = json!({ "login": ADA.username, "password": ADA.password, "device_token": device });
    let second = Tokens::of(api.auth("login", body).await);
    assert_eq!(second.raw["device_token"], device.as_str());
    assert_eq!(app.mailbox().to(ADA.email).await.len(), told);
    // Another device is new; its owner is told.
    api.sign_in(ADA).await;
    assert_eq!(app.mailbox().to(ADA.email).await.len(), told + 1);
    for bad in ["short", "not base64 at all, but as long as a token is"] {
        let body = json!({ "login": ADA.username, "password": ADA.password, "device_token": bad });
        problem(&api.auth("login", body).await, 422, "invalid-fields");
    }
}

/// "one commit per login"  DESIGN §9
#[tokio::test]
async fn a_login_is_one_commit() {
    let app = TestApp::builder().fixture().without_jobs().start().await;
    let api = Api::new(&app).await;
    let first = api.sign_in(ADA).await;
    let body = json!({ "login": ADA.username, "password": ADA.password, "device_token": first.raw["device_token"] });
    let before = app.app().database.counters().commits();
    Tokens::of(api.auth("login", body).await);
    assert_eq!(app.app().database.counters().commits() - before, 1);
}
