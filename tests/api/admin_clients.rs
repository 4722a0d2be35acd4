//! `/api/v1/admin/clients`

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{errors, problem};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, TestApp};

use crate::admin_providers::{send, with_match};
use crate::admin_users::operator;

async fn own_token(app: &TestApp, id: &str, secret: &str) -> Answer {
    let request = app
        .http()
        .post(app.url("/token"))
        .header("authorization", basic(id, secret))
        .form(&[("grant_type", "client_credentials")]);
    Answer::of(request).await
}

/// Added with a secret that is shown once, listed, replaced, given another secret, disabled, removed.
#[tokio::test]
async fn an_application_comes_and_goes() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"client:*\"").await;
    let new = json!({ "client_id": "batch", "client_name": "Batch", "grant_types": ["client_credentials"] });
    let added = send(&api, Method::POST, "admin/clients", &tokens, new.clone())
        .await
        .expect(201);
    assert_eq!(added.header("cache-control"), Some("no-store"));
    let secret = added.json()["client_secret"].as_str().unwrap().to_owned();
    own_token(&app, "batch", &secret).await.expect(200);
    problem(
        &send(&api, Method::POST, "admin/clients", &tokens, new).await,
        409,
        "taken",
    );
    let path = "admin/clients/batch";
    let read = send(&api, Method::GET, path, &tokens, Value::Null)
        .await
        .expect(200);
    assert_eq!(read.json()["has_client_secret"], true);
    assert!(!read.body.contains(&secret) && read.json().get("client_secret").is_none());
    let etag = read.header("etag").unwrap();
    // What was read goes back as it came, changed.
    let mut changes = read.json();
    changes["client_name"] = json!("Nightly");
    problem(
        &send(&api, Method::PUT, path, &tokens, changes.clone()).await,
        428,
        "precondition-required",
    );
    let changed = with_match(&app, Method::PUT, path, (&tokens, etag), changes.clone())
        .await
        .expect(200);
    assert_eq!(changed.json()["client_name"], "Nightly");
    own_token(&app, "batch", &secret).await.expect(200);
    problem(
        &with_match(&app, Method::PUT, path, (&tokens, etag), changes).await,
        412,
        "precondition-failed",
    );
    let another = send(
        &api,
        Method::POST,
        "admin/clients/batch/secret",
        &tokens,
        Value::Null,
    )
    .await
    .expect(200);
    let another = another.json()["client_secret"].as_str().unwrap().to_owned();
    assert_eq!(own_token(&app, "batch", &secret).await.status, 401);
    own_token(&app, "batch", &another).await.expect(200);
    let now = send(&api, Method::GET, path, &tokens, Value::Null).await;
    let mut off = now.json();
    off["disabled"] = json!(true);
    let etag = now.header("etag").unwrap();
    let off = with_match(&app, Method::PUT, path, (&tokens, etag), off)
        .await
        .expect(200);
    assert_eq!(own_token(&app, "batch", &another).await.status, 401);
    let etag = off.header("etag").unwrap();
    with_match(&app, Method::DELETE, path, (&tokens, etag), Value::Null)
        .await
        .expect(204);
    problem(
        &send(&api, Method::GET, path, &tokens, Value::Null).await,
        404,
        "not-found",
    );
    assert!(!app.dump().await.contains(&secret));
}

/// A public client has no secret, and one that becomes public loses it.
#[tokio::test]
async fn a_public_client_has_no_secret() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"client:*\"").await;
    let new = json!({ "client_id": "single", "token_endpoint_auth_method": "none", "redirect_uris": ["https://single.example/cb"] });
    let added = send(&api, Method::POST, "admin/clients", &tokens, new)
        .await
        .expect(201)
        .json();
    assert!(added.get("client_secret").is_none());
    let none = send(
        &api,
        Method::POST,
        "admin/clients/single/secret",
        &tokens,
        Value::Null,
    )
    .await;
    problem(&none, 422, "invalid-fields");
    let now = send(
        &api,
        Method::GET,
        "admin/clients/single",
        &tokens,
        Value::Null,
    )
    .await;
    let mut confidential = now.json();
    confidential["token_endpoint_auth_method"] = json!("client_secret_basic");
    let etag = now.header("etag").unwrap();
    let refused = with_match(
        &app,
        Method::PUT,
        "admin/clients/single",
        (&tokens, etag),
        confidential,
    )
    .await;
    assert_eq!(
        errors(&problem(&refused, 422, "invalid-fields")),
        [("/client_secret".to_owned(), "invalid".to_owned())]
    );
}

/// The rules of registration, told by member; the list by pages.
#[tokio::test]
async fn what_is_wrong_is_told_and_all_are_listed() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"client:*\"").await;
    for (body, pointer, code) in [
        (json!({ "client_name": "X" }), "/client_id", "missing"),
        (
            json!({ "client_id": "a b", "grant_types": ["client_credentials"] }),
            "/client_id",
            "invalid",
        ),
        (
            json!({ "client_id": "x", "redirect_uris": ["https://x.example/#f"] }),
            "/redirect_uris/0",
            "invalid",
        ),
        (json!({ "client_id": "x", "jwks": {} }), "/jwks", "unknown"),
        (
            json!({ "client_id": "x", "client_secret": "mine" }),
            "/client_secret",
            "unknown",
        ),
    ] {
        let refused = send(&api, Method::POST, "admin/clients", &tokens, body.clone()).await;
        let told = errors(&problem(&refused, 422, "invalid-fields"));
        assert_eq!(told.len(), 1, "{body}");
        let (at, said) = &told[0];
        assert!(pointer.starts_with(at.as_str()), "{body}: {told:?}");
        assert_eq!(said, code, "{body}");
    }
    let no_cursor = send(
        &api,
        Method::GET,
        "admin/clients?cursor=AA",
        &tokens,
        Value::Null,
    )
    .await;
    problem(&no_cursor, 400, "invalid-query");
    let mut seen = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let page = send(
            &api,
            Method::GET,
            &format!("admin/clients{query}"),
            &tokens,
            Value::Null,
        )
        .await;
        let page = page.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            seen.push(item["client_id"].as_str().unwrap().to_owned());
        }
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=3&cursor={cursor}");
    }
    assert_eq!(
        seen,
        ["api", "console", "first", "native", "post", "spa", "web"]
    );
}
