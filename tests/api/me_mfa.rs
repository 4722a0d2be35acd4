//! `/api/v1/me/mfa`: setting a second factor up, taking it away, and recovery codes.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Answer, AuthenticatorApp, SmsGateway, TestApp, Tokens};

async fn send(api: &Api, method: Method, path: &str, tokens: &Tokens, body: Value) -> Answer {
    let path = format!("me/mfa{path}");
    api.send(method, &path, &tokens.access_token, body).await
}

async fn offering(app: &TestApp, kinds: &str) {
    app.apply(&format!(
        "[[tenant]]\nslug = \"default\"\nsecond_factor = {{ kinds = [{kinds}] }}\n"
    ))
    .await;
}

/// Ada has an app from now on; its recovery codes.
async fn with_app(app: &TestApp, api: &Api, tokens: &Tokens) -> (AuthenticatorApp, Vec<String>) {
    let begun = send(api, Method::POST, "/totp", tokens, Value::Null).await;
    let begun = begun.expect(200);
    assert_eq!(begun.header("cache-control"), Some("no-store"));
    let begun = begun.json();
    let authenticator = AuthenticatorApp::from_link(begun["otpauth_url"].as_str().unwrap());
    let code = json!({ "code": authenticator.code(app) });
    let on = send(api, Method::POST, "/totp/confirm", tokens, code).await;
    let on = on.expect(200);
    assert_eq!(on.header("cache-control"), Some("no-store"));
    let codes = on.json()["recovery_codes"].as_array().unwrap().clone();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned());
    (authenticator, codes.collect())
}

/// The whole of it: nothing, a secret that stays until it is proven, a wrong code, on, asked for at the next sign-in, off.
#[tokio::test]
async fn an_authenticator_app_comes_and_goes() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let none = send(&api, Method::GET, "", &tokens, Value::Null).await;
    let none = none.expect(200).json();
    assert_eq!(none["required"], false);
    assert_eq!(none["offered"], json!(["totp"]));
    assert_eq!(
        (&none["methods"], &none["recovery_codes_left"]),
        (&json!([]), &json!(0))
    );
    let nothing = json!({ "code": "123456" });
    let early = send(
        &api,
        Method::POST,
        "/totp/confirm",
        &tokens,
        nothing.clone(),
    )
    .await;
    problem(&early, 410, "mfa-over");
    let first = send(&api, Method::POST, "/totp", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    let second = send(&api, Method::POST, "/totp", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(first, second);
    let letters = json!({ "code": "12345x" });
    let malformed = send(&api, Method::POST, "/totp/confirm", &tokens, letters).await;
    let told = problem(&malformed, 422, "invalid-fields");
    assert_eq!(errors(&told), [("/code".to_owned(), "invalid".to_owned())]);
    let authenticator = AuthenticatorApp::from_link(first["otpauth_url"].as_str().unwrap());
    let wrong = json!({ "code": authenticator.wrong_code(&app) });
    let wrong = send(&api, Method::POST, "/totp/confirm", &tokens, wrong).await;
    problem(&wrong, 401, "invalid-code");
    let (authenticator, codes) = with_app(&app, &api, &tokens).await;
    assert_eq!(codes.len(), 10);
    let on = send(&api, Method::GET, "", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(on["methods"][0]["method"], "totp");
    assert_eq!(on["recovery_codes_left"], 10);
    app.advance(60);
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let answer = json!({ "mfa_token": asked["mfa_token"], "method": "totp", "code": authenticator.code(&app) });
    let strong = Tokens::of(api.auth("mfa/verify", answer).await);
    // The sign-in that set it up has proven it, and every other one without it is too weak to take it away.
    send(&api, Method::DELETE, "/totp", &strong, Value::Null)
        .await
        .expect(204);
    let gone = send(&api, Method::DELETE, "/totp", &strong, Value::Null).await;
    problem(&gone, 404, "not-found");
    Tokens::of(api.login(ADA).await);
    let kinds = ["mfa.enrolled", "recovery_code.regenerated", "mfa.removed"];
    let log = api
        .get("me/activity", &strong.access_token)
        .await
        .expect(200)
        .json();
    let log: Vec<&str> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    for kind in kinds {
        assert!(log.contains(&kind), "{kind}: {log:?}");
    }
}

/// "`GET …/totp/qrcode` (SVG and PNG)"
#[tokio::test]
async fn the_secret_is_a_picture_in_two_forms() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let get = async |accept: &str| {
        let request = app
            .http()
            .get(app.url("/api/v1/me/mfa/totp/qrcode"))
            .bearer_auth(&tokens.access_token)
            .header("accept", accept);
        request.send().await.unwrap()
    };
    for (accept, kind, begins) in [
        ("*/*", "image/svg+xml", b"<?xml".as_slice()),
        ("image/svg+xml, image/png", "image/svg+xml", b"<?xml"),
        ("image/png", "image/png", b"\x89PNG"),
    ] {
        let answer = get(accept).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], kind, "{accept}");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(
            answer.bytes().await.unwrap().starts_with(begins),
            "{accept}"
        );
    }
}

/// "AAL2 … SHALL be required before binding a new authenticator": a sign-in that has not proven the second factor changes nothing.
#[tokio::test]
async fn a_weaker_sign_in_changes_nothing() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (weak, tokens) = (api.sign_in(ADA).await, api.sign_in(ADA).await);
    with_app(&app, &api, &tokens).await;
    for (method, path, body) in [
        (Method::DELETE, "/totp", Value::Null),
        (Method::PUT, "", json!({ "methods": [] })),
        (Method::POST, "/recovery-codes", Value::Null),
        (Method::POST, "/totp", Value::Null),
        (Method::GET, "/totp/qrcode", Value::Null),
    ] {
        let refused = send(&api, method, path, &weak, body).await;
        problem(&refused, 401, "insufficient-user-authentication");
        let challenge = refused.header("www-authenticate").unwrap();
        assert!(
            challenge.ends_with("acr_values=\"urn:vestibule:acr:aal2\""),
            "{challenge}"
        );
    }
    // Whoever set it up has proven it.
    let codes = send(&api, Method::POST, "/recovery-codes", &tokens, Value::Null).await;
    let codes = codes.expect(200).json();
    assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
}

/// `PUT /me/mfa`: codes by mail are switched on, what is not named goes, and what has to be set up is not.
#[tokio::test]
async fn what_is_wanted_is_on_and_nothing_else() {
    let app = TestApp::with_fixture().await;
    offering(&app, "\"totp\", \"email\"").await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let put = async |body: Value| send(&api, Method::PUT, "", &tokens, body).await;
    problem(&put(json!({ "methods": ["totp"] })).await, 409, "conflict");
    let unknown = problem(
        &put(json!({ "methods": ["email", "passkey"] })).await,
        422,
        "invalid-fields",
    );
    assert_eq!(
        errors(&unknown),
        [("/methods/1".to_owned(), "unknown".to_owned())]
    );
    let on = put(json!({ "methods": ["email"] }))
        .await
        .expect(200)
        .json();
    assert_eq!(on["recovery_codes"].as_array().unwrap().len(), 10);
    // What was switched on without a code proves nothing of this sign-in.
    problem(
        &put(json!({ "methods": [] })).await,
        401,
        "insufficient-user-authentication",
    );
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    assert_eq!(asked["methods"], json!(["email", "recovery_code"]));
    let code = json!({ "mfa_token": asked["mfa_token"], "method": "recovery_code", "code": on["recovery_codes"][0] });
    let strong = Tokens::of(api.auth("mfa/verify", code).await);
    with_app(&app, &api, &strong).await;
    let now = send(&api, Method::GET, "", &strong, Value::Null)
        .await
        .expect(200);
    let etag = now.header("etag").unwrap().to_owned();
    let with_match = async |etag: &str| {
        let request = app
            .http()
            .put(app.url("/api/v1/me/mfa"))
            .bearer_auth(&strong.access_token)
            .header("if-match", etag)
            .json(&json!({ "methods": ["totp"] }));
        Answer::of(request).await
    };
    problem(&with_match("\"other\"").await, 412, "precondition-failed");
    with_match(&etag).await.expect(200);
    let now = send(&api, Method::GET, "", &strong, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(now["methods"].as_array().unwrap().len(), 1);
    assert_eq!(now["methods"][0]["method"], "totp");
    // Nobody without a proven address has codes by mail.
    let graces = api.sign_in(GRACE).await;
    let refused = send(
        &api,
        Method::PUT,
        "",
        &graces,
        json!({ "methods": ["email"] }),
    )
    .await;
    problem(&refused, 409, "conflict");
}

/// The last one of somebody who must have one stays.
#[tokio::test]
async fn a_demanded_factor_is_not_taken_away() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    with_app(&app, &api, &tokens).await;
    app.apply("[[tenant]]\nslug = \"default\"\nsecond_factor = { required = true }\n")
        .await;
    let refused = send(&api, Method::DELETE, "/totp", &tokens, Value::Null).await;
    problem(&refused, 409, "conflict");
    let refused = send(&api, Method::PUT, "", &tokens, json!({ "methods": [] })).await;
    problem(&refused, 409, "conflict");
    let now = send(&api, Method::GET, "", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&now["required"], &now["methods"][0]["method"]),
        (&json!(true), &json!("totp"))
    );
}

/// A phone: a code goes to it, a wrong one is refused, the right one switches it on.
#[tokio::test]
async fn a_phone_is_set_up_by_a_code() {
    let gateway = SmsGateway::start().await;
    let app = TestApp::builder()
        .fixture()
        .setting("sms.url", gateway.url())
        .start()
        .await;
    offering(&app, "\"totp\", \"sms\"").await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let none = send(
        &api,
        Method::POST,
        "/sms",
        &tokens,
        json!({ "phone_number": "12" }),
    )
    .await;
    let told = problem(&none, 422, "invalid-fields");
    assert_eq!(
        errors(&told),
        [("/phone_number".to_owned(), "invalid".to_owned())]
    );
    let number = "+491701234567";
    let begun = send(
        &api,
        Method::POST,
        "/sms",
        &tokens,
        json!({ "phone_number": number }),
    )
    .await;
    begun.expect(202);
    let code = gateway.last_to(&app, number).await.code();
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let wrong = send(
        &api,
        Method::POST,
        "/sms/confirm",
        &tokens,
        json!({ "code": wrong }),
    )
    .await;
    problem(&wrong, 401, "invalid-code");
    let on = send(
        &api,
        Method::POST,
        "/sms/confirm",
        &tokens,
        json!({ "code": code }),
    )
    .await;
    assert_eq!(
        on.expect(200).json()["recovery_codes"]
            .as_array()
            .unwrap()
            .len(),
        10
    );
    let now = send(&api, Method::GET, "", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(now["methods"][0]["method"], "sms");
    let shown = now["methods"][0]["sent_to"].as_str().unwrap();
    assert!(
        shown.ends_with("67") && !shown.contains("170123"),
        "{shown}"
    );
    // Where it is not offered nothing is sent.
    offering(&app, "\"totp\"").await;
    let refused = send(
        &api,
        Method::POST,
        "/sms",
        &tokens,
        json!({ "phone_number": number }),
    )
    .await;
    problem(&refused, 400, "method-not-offered");
}

/// A remembered device is seen, and asked again when its owner says so.
#[tokio::test]
async fn remembered_devices_are_forgotten() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let (authenticator, _) = with_app(&app, &api, &tokens).await;
    app.advance(60);
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let answer = json!({ "mfa_token": asked["mfa_token"], "method": "totp", "code": authenticator.code(&app), "remember_device": true });
    let signed_in = api.auth("mfa/verify", answer).await.expect(200).json();
    let with_device = json!({ "login": ADA.username, "password": ADA.password, "device_token": signed_in["device_token"] });
    let remembered = Tokens::of(api.auth("login", with_device.clone()).await);
    let shown = send(&api, Method::GET, "", &remembered, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(shown["remembered_devices"].as_array().unwrap().len(), 1);
    send(
        &api,
        Method::DELETE,
        "/remembered-devices",
        &remembered,
        Value::Null,
    )
    .await
    .expect(204);
    problem(&api.auth("login", with_device).await, 403, "mfa-required");
}
