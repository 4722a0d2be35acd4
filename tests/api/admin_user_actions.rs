//! What operators do with somebody's account besides changing it, and whose accounts they never reach.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::GRACE;
use vestibule_test_support::{TestApp, Tokens};

use crate::admin_providers::{send, with_match};
use crate::admin_users::{change, id_of, operator};

/// "enable, disable …, force logout of all sessions": at once, everywhere.
#[tokio::test]
async fn whoever_is_disabled_or_signed_out_is_out() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\", \"session:*\"").await;
    let mobile = Api::new(&app).await;
    let grace = id_of(&app, GRACE).await;
    let theirs = mobile.sign_in(GRACE).await;
    let path = format!("admin/users/{grace}/sessions");
    let listed = send(&api, Method::GET, &path, &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["application"], "Our Phone App");
    send(&api, Method::DELETE, &path, &tokens, Value::Null)
        .await
        .expect(204);
    problem(
        &mobile.get("me", &theirs.access_token).await,
        401,
        "invalid-token",
    );
    let theirs = mobile.sign_in(GRACE).await;
    change(&app, &api, &tokens, &grace, json!({ "disabled": true }))
        .await
        .expect(200);
    problem(
        &mobile.get("me", &theirs.access_token).await,
        401,
        "invalid-token",
    );
    problem(&mobile.login(GRACE).await, 401, "invalid-credentials");
    change(&app, &api, &tokens, &grace, json!({ "disabled": false }))
        .await
        .expect(200);
    mobile.sign_in(GRACE).await;
}

/// A link to choose a password: shown where no mail can be sent, and the operator never chooses.
#[tokio::test]
async fn a_password_is_chosen_by_its_owner() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\"").await;
    let grace = id_of(&app, GRACE).await;
    let path = format!("admin/users/{grace}/reset-password");
    let made = send(&api, Method::POST, &path, &tokens, Value::Null)
        .await
        .expect(200);
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let made = made.json();
    assert_eq!(made["sent_to"], Value::Null);
    let link = made["link"].as_str().unwrap();
    let mut browser = app.browser();
    browser.get(link).await;
    let fields = [("password", "eleven tall ships come in")];
    browser
        .submit("#reset-password", &fields, "#reset-password-submit")
        .await;
    let mobile = Api::new(&app).await;
    let body = json!({ "login": GRACE.username, "password": "eleven tall ships come in" });
    Tokens::of(mobile.auth("login", body).await);
}

/// Somebody who lost every second factor has none afterwards, and is told.
#[tokio::test]
async fn lost_factors_are_taken_away() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\"").await;
    turn_on(&mut app.browser(), &app, GRACE).await;
    let grace = id_of(&app, GRACE).await;
    let mobile = Api::new(&app).await;
    problem(&mobile.login(GRACE).await, 403, "mfa-required");
    let path = format!("admin/users/{grace}/reset-mfa");
    send(&api, Method::POST, &path, &tokens, Value::Null)
        .await
        .expect(204);
    mobile.sign_in(GRACE).await;
}

/// "`PUT …/{id}/services` replaces all service mappings"
#[tokio::test]
async fn the_services_of_somebody_are_replaced() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\"").await;
    app.apply("[[service]]\naudience = \"https://api.example.com\"\nscopes = [\"orders:read\", \"orders:write\"]\npermissions = [\"order:read\"]\nroles = [{ name = \"reader\", permissions = [\"order:read\"] }]\n[[service]]\naudience = \"https://other.example.com\"\n")
        .await;
    let grace = id_of(&app, GRACE).await;
    let path = format!("admin/users/{grace}");
    let put = async |services: Value| {
        let now = send(&api, Method::GET, &path, &tokens, Value::Null).await;
        let etag = now.header("etag").unwrap().to_owned();
        let path = format!("{path}/services");
        with_match(
            &app,
            Method::PUT,
            &path,
            (&tokens, &etag),
            json!({ "services": services }),
        )
        .await
    };
    let first = put(json!([{ "service": "https://api.example.com", "role": "reader" }]))
        .await
        .expect(200)
        .json();
    assert_eq!(
        first["services"],
        json!([{ "service": "https://api.example.com", "role": "reader", "status": "active" }])
    );
    let mobile = Api::new(&app).await;
    let body = json!({ "login": GRACE.username, "password": GRACE.password, "resource": ["https://api.example.com"] });
    let theirs = Tokens::of(mobile.auth("login", body).await);
    assert_eq!(theirs.access_claims()["roles"], json!(["reader"]));
    let second = put(json!([{ "service": "https://other.example.com", "status": "suspended" }]))
        .await
        .expect(200)
        .json();
    assert_eq!(
        second["services"],
        json!([{ "service": "https://other.example.com", "status": "suspended" }])
    );
    for wrong in [
        json!([{ "service": "x" }]),
        json!([{ "service": "https://api.example.com", "status": "away" }]),
        json!("x"),
    ] {
        problem(&put(wrong).await, 422, "invalid-fields");
    }
}

/// K01: another tenant's people are nobody.
#[tokio::test]
async fn another_tenants_people_are_nobody() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    app.apply("[[tenant]]\nslug = \"other\"\nname = \"Other\"\n[[user]]\ntenant = \"other\"\nusername = \"eve\"\n")
        .await;
    let tenant = app
        .app()
        .database
        .tenant_by_slug("other")
        .await
        .unwrap()
        .unwrap();
    let eve = app
        .app()
        .database
        .tenant(tenant.id)
        .credentials("eve")
        .await
        .unwrap()
        .unwrap();
    let id = eve.user.id.to_string();
    for (method, path) in [
        (Method::GET, ""),
        (Method::DELETE, ""),
        (Method::POST, "/reset-password"),
        (Method::POST, "/reset-mfa"),
        (Method::POST, "/unlock"),
        (Method::GET, "/sessions"),
        (Method::DELETE, "/sessions"),
    ] {
        let path = format!("admin/users/{id}{path}");
        problem(
            &send(&api, method, &path, &tokens, Value::Null).await,
            404,
            "not-found",
        );
    }
    let refused = with_match(
        &app,
        Method::PATCH,
        &format!("admin/users/{id}"),
        (&tokens, "*"),
        json!({ "disabled": true }),
    )
    .await;
    problem(&refused, 404, "not-found");
    let found = send(&api, Method::GET, "admin/users?q=eve", &tokens, Value::Null)
        .await
        .json();
    assert_eq!(found["items"], json!([]));
}
