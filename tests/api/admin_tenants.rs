//! `/api/v1/admin/tenants` and `/api/v1/admin/sessions`.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Answer, TestApp, Tokens};

use crate::admin_providers::{send, with_match};
use crate::admin_users::{id_of, operator};

/// A tenant that is added issues at once, is changed as it was read, and is disabled, never removed.
#[tokio::test]
async fn a_tenant_is_added_read_and_changed() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let wanted = json!({ "slug": "acme", "name": "Acme", "sign_up": { "mode": "open" } });
    let made = send(&api, Method::POST, "admin/tenants", &tokens, wanted.clone()).await;
    let made = made.expect(201);
    let issuer = format!("{}/t/acme", app.issuer());
    let location = format!("{}/api/v1/admin/tenants/acme", app.issuer());
    assert_eq!(made.header("location"), Some(location.as_str()));
    assert_eq!(
        (&made.json()["issuer"], &made.json()["disabled"]),
        (&json!(issuer), &json!(false))
    );
    let metadata = Answer::of(
        app.http()
            .get(format!("{issuer}/.well-known/openid-configuration")),
    )
    .await;
    assert_eq!(metadata.expect(200).json()["issuer"], json!(issuer));
    let keys = Answer::of(app.http().get(format!("{issuer}/jwks"))).await;
    assert!(keys.expect(200).json()["keys"].as_array().unwrap().len() >= 4);
    problem(
        &send(&api, Method::POST, "admin/tenants", &tokens, wanted).await,
        409,
        "taken",
    );
    let list = send(
        &api,
        Method::GET,
        "admin/tenants?limit=1",
        &tokens,
        Value::Null,
    )
    .await
    .expect(200)
    .json();
    assert_eq!(list["items"][0]["slug"], "acme");
    assert!(list["next_cursor"].is_string());
    // What was read goes back, with a change.
    let read = send(
        &api,
        Method::GET,
        "admin/tenants/acme",
        &tokens,
        Value::Null,
    )
    .await
    .expect(200);
    let etag = read.header("etag").unwrap();
    let mut body = read.json();
    body["disabled"] = json!(true);
    let unconditional = send(
        &api,
        Method::PUT,
        "admin/tenants/acme",
        &tokens,
        body.clone(),
    )
    .await;
    problem(&unconditional, 428, "precondition-required");
    let stale = with_match(
        &app,
        Method::PUT,
        "admin/tenants/acme",
        (&tokens, "\"old\""),
        body.clone(),
    )
    .await;
    problem(&stale, 412, "precondition-failed");
    let done = with_match(
        &app,
        Method::PUT,
        "admin/tenants/acme",
        (&tokens, etag),
        body.clone(),
    )
    .await;
    assert_eq!(done.expect(200).json(), body);
    Answer::of(app.http().get(format!("{issuer}/jwks")))
        .await
        .expect(404);
}

/// What is wrong is told by member, and nothing is made.
#[tokio::test]
async fn a_tenant_that_cannot_be_is_refused_by_member() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    for (wrong, pointer) in [
        (json!({ "slug": "Big" }), "/slug"),
        (json!({ "slug": "admin" }), "/slug"),
        (json!({ "slug": "x", "host": "not a host" }), "/host"),
        (json!({ "slug": "x", "branding": { "colour": 7 } }), ""),
        (json!({ "slug": "x", "id": "y" }), "/id"),
        (json!({ "name": "without" }), "/slug"),
    ] {
        let answer = send(&api, Method::POST, "admin/tenants", &tokens, wrong.clone()).await;
        let told = errors(&problem(&answer, 422, "invalid-fields"));
        assert!(
            told.iter().any(|(at, _)| at.starts_with(pointer)),
            "{wrong} {told:?}"
        );
    }
    problem(
        &send(
            &api,
            Method::GET,
            "admin/tenants/nobody",
            &tokens,
            Value::Null,
        )
        .await,
        404,
        "not-found",
    );
}

/// K07: "Per-tenant admin changes global config": tenants are administered at the default tenant, by whoever may do everything.
#[tokio::test]
async fn only_the_servers_own_operators_decide_about_tenants() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"tenant:*\"").await;
    send(&api, Method::GET, "admin/tenants", &tokens, Value::Null)
        .await
        .expect(200);
    let wanted = json!({ "slug": "acme", "name": "Acme" });
    let told = send(&api, Method::POST, "admin/tenants", &tokens, wanted.clone()).await;
    assert_eq!(
        problem(&told, 403, "insufficient-permission")["permission"],
        "*"
    );
    // Somebody who may do everything at another tenant.
    let console = vestibule_test_support::api::MOBILE
        .replace("[[client]]", "[[client]]\ntenant = \"blue\"")
        .replace("\"mobile\"", "\"console\"")
        .replace("account orders:read", "account admin");
    app.apply(&format!(
        "[[tenant]]\nslug = \"blue\"\nname = \"Blue\"\n{console}\n[[user]]\ntenant = \"blue\"\nusername = \"eve\"\nemail = \"eve@example.com\"\nemail_verified = true\npassword = \"nine patient gardeners sing\"\nroles = [\"admin\"]\n"
    ))
    .await;
    let there = Api::of(&app, "console").at(&app, &format!("{}/t/blue", app.issuer()));
    let body = json!({ "login": "eve", "password": "nine patient gardeners sing" });
    let eve = Tokens::of(there.auth("login", body).await);
    there
        .get("admin/settings", &eve.access_token)
        .await
        .expect(200);
    for (method, path) in [
        (Method::GET, "admin/tenants"),
        (Method::GET, "admin/tenants/default"),
        (Method::POST, "admin/tenants"),
    ] {
        let answer = there
            .send(method, path, &eve.access_token, wanted.clone())
            .await;
        problem(&answer, 403, "not-allowed");
    }
    // And her token is nothing here.
    problem(
        &api.get("admin/tenants", &eve.access_token).await,
        401,
        "invalid-token",
    );
}

/// Every session of the tenant, by pages; one of them is ended, and its tokens with it.
#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let mobile = Api::new(&app).await;
    let theirs = mobile.sign_in(GRACE).await;
    app.browser().sign_in_as(ADA).await;
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let path = format!("admin/sessions?limit=1{cursor}");
        let page = send(&api, Method::GET, &path, &tokens, Value::Null)
            .await
            .expect(200)
            .json();
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert_eq!(seen[0]["application"], Value::Null);
    assert_eq!(
        (&seen[1]["application"], &seen[1]["user"]),
        (&json!("Our Phone App"), &json!(id_of(&app, GRACE).await))
    );
    let session = seen[1]["id"].as_str().unwrap();
    assert_eq!(seen[1]["id"], theirs.access_claims()["sid"]);
    let path = format!("admin/sessions/{session}");
    send(&api, Method::DELETE, &path, &tokens, Value::Null)
        .await
        .expect(204);
    problem(
        &mobile.get("me", &theirs.access_token).await,
        401,
        "invalid-token",
    );
    for unknown in [path.as_str(), "admin/sessions/nobody"] {
        let answer = send(&api, Method::DELETE, unknown, &tokens, Value::Null).await;
        problem(&answer, 404, "not-found");
    }
    let answer = send(
        &api,
        Method::GET,
        "admin/sessions?cursor=eA",
        &tokens,
        Value::Null,
    )
    .await;
    problem(&answer, 400, "invalid-query");
}
