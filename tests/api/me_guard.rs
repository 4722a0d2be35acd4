//! What stands before everything below `me`.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::{ADA, AUDIENCE, GRACE, SPA};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

/// An identifier that nobody has.
const NOBODYS: &str = "0190a3f4-7a3b-7e51-9f11-2b0c5f7e1d11";

/// Every operation below `me`, and whether it wants a fresh sign-in.
async fn operations(app: &TestApp) -> Vec<(Method, String, bool)> {
    let document = Answer::of(app.http().get(app.url("/api/v1/openapi.json"))).await;
    let document = document.expect(200).json();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(path) = path.strip_prefix("/api/v1/me") else {
            continue;
        };
        for (method, operation) in item.as_object().unwrap() {
            let path = path
                .replace("{id}", NOBODYS)
                .replace("{client_id}", "nobody");
            let fresh = !operation["responses"]["401"].is_null();
            all.push((
                method.to_uppercase().parse().unwrap(),
                format!("me{path}"),
                fresh,
            ));
        }
    }
    assert!(all.len() >= 33, "{all:?}");
    all
}

/// A body that is right in form.
fn body(method: &Method, path: &str) -> Value {
    match (method.as_str(), path) {
        ("PUT", "me/username") => json!({ "username": "ada" }),
        ("PUT", "me/password") => json!({ "password": "six small boats at sea" }),
        ("PUT", "me/email") => json!({ "email": "new@people.example" }),
        ("PUT", "me/mfa") => json!({ "methods": [] }),
        ("POST", "me/mfa/sms") => json!({ "phone_number": "+442071838750" }),
        ("POST", "me/mfa/totp/confirm" | "me/mfa/sms/confirm") => json!({ "code": "123456" }),
        ("POST", "me/passkeys") => json!({ "ceremony": "x", "credential": {} }),
        ("PATCH", "me") => json!({ "nickname": "A" }),
        ("PATCH", _) => json!({ "name": "A" }),
        _ => Value::Null,
    }
}

/// For every route: no token, another scope, another audience, another tenant, an ended sign-in, a disabled person.
#[tokio::test]
async fn whoever_is_not_the_holder_gets_nowhere() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    app.apply("[[tenant]]\nslug = \"other\"\nname = \"Other\"\n")
        .await;
    app.apply(
        &vestibule_test_support::api::MOBILE
            .replace("[[client]]", "[[client]]\ntenant = \"other\""),
    )
    .await;
    let other = api.at(&app, &format!("{}/t/other", app.issuer()));
    let rp = RelyingParty::new(&app, SPA);
    let third_party = rp.sign_in_and_exchange(&mut app.browser()).await;
    let elsewhere =
        json!({ "login": ADA.username, "password": ADA.password, "resource": [AUDIENCE] });
    let elsewhere = Tokens::of(api.auth("login", elsewhere).await);
    let gone = api.sign_in(ADA).await;
    api.send(Method::POST, "auth/logout", &gone.access_token, Value::Null)
        .await
        .expect(204);
    let mine = api.sign_in(ADA).await;
    let disabled = api.sign_in(GRACE).await;
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\ndisabled = true\n",
        GRACE.username, GRACE.email
    ))
    .await;
    for (method, path, _) in operations(&app).await {
        let send = async |api: &Api, token: &str| {
            api.send(method.clone(), &path, token, body(&method, &path))
                .await
        };
        let bare = app
            .http()
            .request(method.clone(), app.url(&format!("/api/v1/{path}")));
        let answer = Answer::of(bare).await;
        problem(&answer, 401, "invalid-token");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        let answer = send(&api, &third_party.access_token).await;
        problem(&answer, 403, "insufficient-scope");
        assert_eq!(
            answer.header("www-authenticate"),
            Some("Bearer error=\"insufficient_scope\", scope=\"account\"")
        );
        for token in [&elsewhere, &gone, &disabled] {
            problem(&send(&api, &token.access_token).await, 401, "invalid-token");
        }
        problem(&send(&api, "nonsense").await, 401, "invalid-token");
        // K01: a token of one tenant is nothing at another.
        problem(
            &send(&other, &mine.access_token).await,
            401,
            "invalid-token",
        );
    }
    api.get("me", &mine.access_token).await.expect(200);
    // "The access token provided is expired"  RFC 6750 §3.1
    app.advance(700);
    for (method, path, _) in operations(&app).await {
        let body = body(&method, &path);
        let late = api.send(method, &path, &mine.access_token, body).await;
        problem(&late, 401, "invalid-token");
    }
}

/// "full re-authentication before allowing modifications to sensitive account attributes"  ASVS 5.0 V7.5.1, as RFC 9470 says it
#[tokio::test]
async fn what_is_dangerous_wants_a_fresh_sign_in() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    app.advance(301);
    let mut wanted = 0;
    for (method, path, fresh) in operations(&app).await {
        let sent = body(&method, &path);
        let answer = api
            .send(method.clone(), &path, &tokens.access_token, sent)
            .await;
        if fresh {
            wanted += 1;
            problem(&answer, 401, "insufficient-user-authentication");
            assert_eq!(
                answer.header("www-authenticate"),
                Some("Bearer error=\"insufficient_user_authentication\", max_age=\"300\""),
                "{method} {path}"
            );
        } else {
            assert!(
                // A picture is no JSON.
                [200, 202, 204, 404, 415].contains(&answer.status),
                "{method} {path}: {answer:?}"
            );
        }
    }
    assert!(wanted >= 19, "{wanted}");
}

/// "AAL2 … SHALL be required": with a second factor on, a sign-in without it (a remembered device) is not enough.
#[tokio::test]
async fn what_is_dangerous_wants_the_second_factor_of_whoever_has_one() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let (authenticator, _) = turn_on(&mut app.browser(), &app, ADA).await;
    app.advance(60);
    let asked = problem(&api.login(ADA).await, 403, "mfa-required");
    let code = json!({
        "mfa_token": asked["mfa_token"], "method": "totp",
        "code": authenticator.code(&app), "remember_device": true,
    });
    let strong = Tokens::of(api.auth("mfa/verify", code).await);
    let again = json!({
        "login": ADA.username, "password": ADA.password, "device_token": strong.raw["device_token"],
    });
    let weak = Tokens::of(api.auth("login", again).await);
    let answer = api.get("me/export", &weak.access_token).await;
    problem(&answer, 401, "insufficient-user-authentication");
    let wanted = answer.header("www-authenticate").unwrap();
    assert!(
        wanted.ends_with("acr_values=\"urn:vestibule:acr:aal2\""),
        "{wanted}"
    );
    api.get("me/export", &strong.access_token).await.expect(200);
}
