//! `GET /api/v1/openapi.json`

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::{Answer, TestApp};

async fn document(app: &TestApp) -> Value {
    let answer = Answer::of(app.http().get(app.url("/api/v1/openapi.json"))).await;
    answer.expect(200).json()
}

/// Each operation of the document: method, path, and what it says.
fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let mut all = Vec::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase().parse().unwrap();
            all.push((method, path.clone(), operation.clone()));
        }
    }
    all
}

/// "OpenAPI 3.1 generated from the code"
#[tokio::test]
async fn the_document_is_of_this_issuer_and_complete() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["servers"][0]["url"], app.issuer());
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for member in ["summary", "operationId", "tags"] {
            assert!(
                !operation[member].is_null(),
                "{method} {path} has no {member}"
            );
        }
        let id = operation["operationId"].as_str().unwrap().to_owned();
        assert!(names.insert(id), "{path}: an operationId stands twice");
        assert!(operation["responses"]["default"].is_object(), "{path}");
        let succeeds = operation["responses"]
            .as_object()
            .unwrap()
            .keys()
            .any(|status| status.starts_with(['2', '3']));
        assert!(succeeds, "{method} {path} says no success");
    }
    // Every reference leads somewhere.
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"").skip(1) {
        let target = reference.split('"').next().unwrap();
        let found = document.pointer(target.trim_start_matches('#'));
        assert!(found.is_some(), "{target}");
    }
}

/// "One guard …, stated on every route and in the OpenAPI document; a test lists routes without one": each operation wants an
/// access token, or is one of `auth`, which wants an application.
#[tokio::test]
async fn every_operation_wants_a_token_or_an_application() {
    let app = TestApp::with_fixture().await;
    Api::new(&app).await;
    for (method, path, operation) in operations(&document(&app).await) {
        let url = app.url(&path.replace("{id}", "0190a3f4-7a3b-7e51-9f11-2b0c5f7e1d11"));
        let answer = Answer::of(app.http().request(method.clone(), url)).await;
        if method == Method::GET && path.starts_with("/api/v1/auth/providers") {
            // What everybody can see on the sign-in page.
        } else if operation["security"].is_null() {
            assert!(
                path.starts_with("/api/v1/auth/"),
                "{path} is open to everybody"
            );
            problem(&answer, 415, "unsupported-media-type");
        } else {
            problem(&answer, 401, "invalid-token");
            // "If the request lacks any authentication information … SHOULD NOT include an error code"  RFC 6750 §3.1
            assert_eq!(
                answer.header("www-authenticate"),
                Some("Bearer"),
                "{method} {path}"
            );
        }
    }
}
