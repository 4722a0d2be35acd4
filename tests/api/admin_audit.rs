//! `/api/v1/admin/audit`: who did what, from where and when.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE, SPA};
use vestibule_test_support::{RelyingParty, TestApp, Tokens};

use crate::admin_providers::send;
use crate::admin_users::{id_of, operator};

async fn log(api: &Api, tokens: &Tokens, query: &str) -> Vec<Value> {
    let path = format!("admin/audit{query}");
    let answer = send(api, Method::GET, &path, tokens, Value::Null).await;
    let page = answer.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn kinds(entries: &[Value]) -> Vec<&str> {
    entries
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect()
}

/// "who did what from where and when": an operator's deeds with who did them, and what happened to people's accounts.
#[tokio::test]
async fn deeds_and_sign_ins_are_told_with_who_and_where() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let (ada, grace) = (id_of(&app, ADA).await, id_of(&app, GRACE).await);
    let role = json!({ "name": "made", "permissions": [] });
    send(&api, Method::POST, "admin/roles", &tokens, role)
        .await
        .expect(201);
    let entries = log(&api, &tokens, "?kind=role.granted").await;
    assert_eq!(entries.len(), 0);
    let newest = &log(&api, &tokens, "?limit=1").await[0];
    assert_eq!(
        (&newest["actor"], &newest["subject"]),
        (&json!(ada), &json!("made"))
    );
    assert_eq!(newest["address"], "127.0.0.1");
    assert!(newest["at"].as_str().unwrap().ends_with('Z'), "{newest}");
    // What happened to people, by the person.
    let mobile = Api::new(&app).await;
    mobile.sign_in(GRACE).await;
    let wrong = json!({ "login": GRACE.username, "password": "wrong wrong wrong" });
    mobile.auth("login", wrong).await.expect(401);
    let theirs = log(&api, &tokens, &format!("?user={grace}")).await;
    assert_eq!(kinds(&theirs), ["login.failure", "login.success"]);
    assert_eq!(theirs[1]["details"], json!({ "amr": "pwd" }));
    // What a person was refused, and a stolen refresh token.
    let console = Api::of(&app, "console");
    let nobody = console.sign_in(GRACE).await;
    problem(
        &console.get("admin/keys", &nobody.access_token).await,
        403,
        "insufficient-permission",
    );
    let refused = &log(&api, &tokens, &format!("?actor={grace}")).await[0];
    assert_eq!(
        (&refused["kind"], &refused["subject"]),
        (&json!("authz.denied"), &json!("key:read"))
    );
    let rp = RelyingParty::new(&app, SPA);
    let first = rp.sign_in_and_exchange(&mut app.browser()).await;
    rp.refresh(first.refresh_token()).await.expect(200);
    app.advance(60);
    rp.refresh(first.refresh_token()).await.expect(400);
    let stolen = &log(&api, &tokens, "?kind=refresh.reuse_detected").await[0];
    assert_eq!(stolen["user"], json!(ada));
    // No secret, no password, no address of anybody.
    let all = format!("{:?}", log(&api, &tokens, "?limit=100").await);
    for secret in [
        ADA.password,
        GRACE.password,
        first.refresh_token(),
        "@example.com",
    ] {
        assert!(!all.contains(secret), "{secret}");
    }
}

/// Pages by cursor, filters by kind, person and time; and what is no filter.
#[tokio::test]
async fn the_log_is_read_by_pages_and_filters() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"audit:read\"").await;
    let begun = app.now();
    app.advance(10);
    let mobile = Api::new(&app).await;
    for _ in 0..5 {
        mobile.sign_in(GRACE).await;
    }
    let grace = id_of(&app, GRACE).await;
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let path = format!("admin/audit?user={grace}&limit=2{cursor}");
        let page = send(&api, Method::GET, &path, &tokens, Value::Null).await;
        let page = page.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 5);
    seen.dedup();
    assert_eq!(seen.len(), 5);
    let since = log(
        &api,
        &tokens,
        &format!("?kind=login.success&from={}", begun + 5),
    )
    .await;
    assert_eq!(since.len(), 5);
    let before = log(
        &api,
        &tokens,
        &format!("?kind=login.success&to={}", begun + 5),
    )
    .await;
    assert_eq!(before.len(), 1);
    for wrong in [
        "user=nobody",
        "from=yesterday",
        "kind=a&kind=b",
        "limit=0",
        "cursor=%00",
        "order=asc",
        "to=99999999999999999999",
    ] {
        let answer = send(
            &api,
            Method::GET,
            &format!("admin/audit?{wrong}"),
            &tokens,
            Value::Null,
        )
        .await;
        assert!(
            !errors(&problem(&answer, 400, "invalid-query")).is_empty(),
            "{wrong}"
        );
    }
}

/// "erased means gone from every table, the audit log keeping only pseudonyms."
#[tokio::test]
async fn whoever_is_erased_is_a_pseudonym() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    Api::new(&app).await.sign_in(GRACE).await;
    let grace = id_of(&app, GRACE).await;
    let path = format!("admin/users/{grace}");
    let gone = send(&api, Method::DELETE, &path, &tokens, Value::Null).await;
    gone.expect(204);
    let theirs = log(&api, &tokens, &format!("?user={grace}")).await;
    assert_eq!(
        kinds(&theirs),
        ["account.deleted", "account.deleted", "login.success"]
    );
    assert_eq!(theirs[2]["address"], Value::Null);
    assert!(
        theirs
            .iter()
            .all(|entry| entry["actor"].is_null() || entry["actor"] != json!(grace))
    );
    let all = format!("{:?}", log(&api, &tokens, "?limit=100").await);
    for trace in [GRACE.username, GRACE.email] {
        assert!(!all.contains(trace), "{trace}");
    }
}

/// Another tenant's log is its own (SECURITY K01).
#[tokio::test]
async fn another_tenants_log_is_its_own() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    app.apply("[[tenant]]\nslug = \"blue\"\nname = \"Blue\"\n[[role]]\ntenant = \"blue\"\nname = \"only-there\"\n").await;
    let ours = format!(
        "{:?}",
        log(&api, &tokens, "?kind=config.applied&limit=100").await
    );
    assert!(
        ours.contains("operator") && !ours.contains("only-there"),
        "{ours}"
    );
}
