//! `/api/v1/admin/roles`, `…/permissions`, `…/business-roles`, `…/services`

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{errors, problem};
use vestibule_test_support::{TestApp, Tokens};

use crate::admin_providers::{send, with_match};
use crate::admin_users::operator;

/// Each kind is added, listed, read, replaced and removed by the same rules.
#[tokio::test]
async fn each_kind_comes_and_goes() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    for (kind, new, changes) in [
        (
            "roles",
            json!({ "name": "packer", "permissions": ["box:*"] }),
            json!({ "permissions": ["box:read"], "description": "Packs" }),
        ),
        (
            "business-roles",
            json!({ "name": "storehouse", "roles": ["clerk"] }),
            json!({ "roles": [], "service_roles": [], "description": "Stores" }),
        ),
        (
            "services",
            json!({ "audience": "https://boxes.example.com", "permissions": ["box:read"], "roles": [{ "name": "packer", "permissions": ["box:read"] }] }),
            json!({ "name": "Boxes", "members_only": true }),
        ),
    ] {
        let path = format!("admin/{kind}");
        let added = send(&api, Method::POST, &path, &tokens, new.clone())
            .await
            .expect(201);
        let location = added.header("location").unwrap().to_owned();
        let key = location.rsplit('/').next().unwrap();
        assert_eq!(location, format!("{}/api/v1/{path}/{key}", app.issuer()));
        problem(
            &send(&api, Method::POST, &path, &tokens, new).await,
            409,
            "taken",
        );
        let one = format!("{path}/{key}");
        let read = send(&api, Method::GET, &one, &tokens, Value::Null)
            .await
            .expect(200);
        assert_eq!(read.json(), added.json());
        let all = send(&api, Method::GET, &path, &tokens, Value::Null)
            .await
            .expect(200)
            .json();
        assert!(
            all["items"].as_array().unwrap().contains(&read.json()),
            "{all}"
        );
        problem(
            &send(&api, Method::PUT, &one, &tokens, changes.clone()).await,
            428,
            "precondition-required",
        );
        let etag = read.header("etag").unwrap();
        let changed = with_match(&app, Method::PUT, &one, (&tokens, etag), changes.clone())
            .await
            .expect(200);
        for (name, value) in changes.as_object().unwrap() {
            assert_eq!(&changed.json()[name], value, "{kind}");
        }
        let late = with_match(&app, Method::PUT, &one, (&tokens, etag), changes.clone()).await;
        problem(&late, 412, "precondition-failed");
        let mut other = changes;
        other[if kind == "services" {
            "audience"
        } else {
            "name"
        }] = json!("another");
        let etag = changed.header("etag").unwrap();
        let renamed = with_match(&app, Method::PUT, &one, (&tokens, etag), other).await;
        problem(&renamed, 422, "invalid-fields");
        problem(
            &send(&api, Method::DELETE, &one, &tokens, Value::Null).await,
            428,
            "precondition-required",
        );
        with_match(&app, Method::DELETE, &one, (&tokens, etag), Value::Null)
            .await
            .expect(204);
        problem(
            &send(&api, Method::GET, &one, &tokens, Value::Null).await,
            404,
            "not-found",
        );
    }
}

/// The rules are those of the operator's file, told by member.
#[tokio::test]
async fn what_is_wrong_is_told_by_member() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    for (kind, body, pointer, code) in [
        ("roles", json!({ "name": "No Name" }), "/name", "invalid"),
        ("roles", json!({ "permissions": [] }), "/name", "missing"),
        (
            "roles",
            json!({ "name": "x", "permissions": ["No"] }),
            "/permissions",
            "invalid",
        ),
        (
            "roles",
            json!({ "name": "x", "colour": 1 }),
            "/colour",
            "unknown",
        ),
        (
            "business-roles",
            json!({ "name": "x", "roles": ["nothing"] }),
            "/roles",
            "invalid",
        ),
        (
            "business-roles",
            json!({ "name": "x", "roles": ["admin"] }),
            "/roles",
            "invalid",
        ),
        (
            "business-roles",
            json!({ "name": "x", "service_roles": [{ "service": "https://nowhere.example", "role": "y" }] }),
            "/service_roles",
            "invalid",
        ),
        (
            "services",
            json!({ "audience": "no uri" }),
            "/audience",
            "invalid",
        ),
        (
            "services",
            json!({ "audience": "https://x.example", "permissions": ["*"] }),
            "/permissions",
            "invalid",
        ),
        (
            "services",
            json!({ "audience": "https://x.example", "roles": [{ "name": "a", "permissions": ["b"] }] }),
            "/roles",
            "invalid",
        ),
    ] {
        let refused = send(
            &api,
            Method::POST,
            &format!("admin/{kind}"),
            &tokens,
            body.clone(),
        )
        .await;
        let told = problem(&refused, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{kind} {body}"
        );
    }
    // The administrators' role keeps what it is.
    let admin = send(&api, Method::GET, "admin/roles/admin", &tokens, Value::Null)
        .await
        .expect(200);
    let etag = admin.header("etag").unwrap();
    let weaker = json!({ "permissions": ["user:read"] });
    let refused = with_match(
        &app,
        Method::PUT,
        "admin/roles/admin",
        (&tokens, etag),
        weaker,
    )
    .await;
    problem(&refused, 422, "invalid-fields");
    let refused = with_match(
        &app,
        Method::DELETE,
        "admin/roles/admin",
        (&tokens, etag),
        Value::Null,
    )
    .await;
    problem(&refused, 422, "invalid-fields");
}

/// Whoever may write roles writes none that allow more than theirs, neither in a role nor by a business role.
#[tokio::test]
async fn nobody_writes_a_role_that_allows_more() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"role:*\", \"order:read\"").await;
    app.apply("[[role]]\nname = \"lead\"\npermissions = [\"order:*\"]\n")
        .await;
    for (kind, body) in [
        ("roles", json!({ "name": "x", "permissions": ["order:*"] })),
        ("roles", json!({ "name": "x", "permissions": ["*"] })),
        ("business-roles", json!({ "name": "x", "roles": ["lead"] })),
    ] {
        let refused = send(&api, Method::POST, &format!("admin/{kind}"), &tokens, body).await;
        problem(&refused, 403, "insufficient-permission");
    }
    // Their own role, made stronger.
    for (role, body) in [
        ("operator", json!({ "permissions": ["*"] })),
        ("lead", json!({ "permissions": [] })),
    ] {
        let path = format!("admin/roles/{role}");
        let now = send(&api, Method::GET, &path, &tokens, Value::Null).await;
        let etag = now.header("etag").unwrap();
        let refused = with_match(&app, Method::PUT, &path, (&tokens, etag), body).await;
        problem(&refused, 403, "insufficient-permission");
    }
    let body = json!({ "name": "x", "permissions": ["order:read"] });
    send(&api, Method::POST, "admin/roles", &tokens, body)
        .await
        .expect(201);
}

/// What there is to allow: ours, what roles name, what services know.
#[tokio::test]
async fn permissions_are_listed_with_where_they_belong() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\", \"box:pack\"").await;
    app.apply("[[service]]\naudience = \"https://api.example.com\"\nscopes = [\"orders:read\", \"orders:write\"]\npermissions = [\"order:refund\"]\n")
        .await;
    let all = send(&api, Method::GET, "admin/permissions", &tokens, Value::Null)
        .await
        .expect(200)
        .json();
    let all = all["items"].as_array().unwrap();
    for expected in [
        json!({ "name": "user:create", "service": null, "own": true }),
        json!({ "name": "box:pack", "service": null, "own": false }),
        json!({ "name": "order:refund", "service": "https://api.example.com", "own": false }),
    ] {
        assert!(all.contains(&expected), "{expected}");
    }
}

/// A service that is added by the API is one that tokens are for.
#[tokio::test]
async fn a_service_that_was_added_has_tokens() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    let body = json!({ "audience": "https://boxes.example.com", "scopes": ["boxes"], "permissions": ["box:read"], "roles": [{ "name": "packer", "permissions": ["box:read"] }] });
    send(&api, Method::POST, "admin/services", &tokens, body)
        .await
        .expect(201);
    let body = json!({ "login": "ada", "password": vestibule_test_support::fixture::ADA.password, "resource": ["https://boxes.example.com"] });
    let there = Tokens::of(api.auth("login", body).await);
    assert_eq!(there.access_claims()["aud"], "https://boxes.example.com");
}
