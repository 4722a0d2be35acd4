//! `/api/v1/admin/settings`, `/api/v1/admin/keys`

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, problem};
use vestibule_test_support::fixture::GRACE;
use vestibule_test_support::{Answer, TestApp};

use crate::admin_providers::{send, with_match};
use crate::admin_users::operator;

/// What is written is what holds from then on; what is left out is as by default.
#[tokio::test]
async fn settings_are_read_and_replaced() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"settings:*\"").await;
    let path = "admin/settings";
    let read = send(&api, Method::GET, path, &tokens, Value::Null)
        .await
        .expect(200);
    assert_eq!(read.json()["issuer"], app.issuer());
    let etag = read.header("etag").unwrap();
    let mut wanted = read.json();
    wanted["name"] = json!("House");
    wanted["second_factor"] = json!({ "required": true });
    problem(
        &send(&api, Method::PUT, path, &tokens, wanted.clone()).await,
        428,
        "precondition-required",
    );
    let changed = with_match(&app, Method::PUT, path, (&tokens, etag), wanted.clone())
        .await
        .expect(200);
    assert_eq!(changed.json()["name"], "House");
    assert_eq!(changed.json()["second_factor"]["required"], true);
    let mobile = Api::new(&app).await;
    problem(&mobile.login(GRACE).await, 403, "mfa-enrolment-required");
    problem(
        &with_match(&app, Method::PUT, path, (&tokens, etag), wanted).await,
        412,
        "precondition-failed",
    );
    let etag = changed.header("etag").unwrap();
    for wrong in [
        json!({ "slug": "another" }),
        json!({ "second_factor": { "required": "yes" } }),
        json!({ "branding": { "accent": "no colour" } }),
        json!({ "colour": 1 }),
    ] {
        let refused = with_match(&app, Method::PUT, path, (&tokens, etag), wrong).await;
        problem(&refused, 422, "invalid-fields");
    }
    with_match(
        &app,
        Method::PUT,
        path,
        (&tokens, etag),
        json!({ "name": "House" }),
    )
    .await
    .expect(200);
    mobile.sign_in(GRACE).await;
}

/// Whoever signs up would have it: nobody gives everybody what they do not hold.
#[tokio::test]
async fn nobody_gives_newcomers_more_than_they_hold() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"settings:*\"").await;
    let path = "admin/settings";
    let read = send(&api, Method::GET, path, &tokens, Value::Null).await;
    let etag = read.header("etag").unwrap();
    let wanted = json!({ "sign_up": { "mode": "open", "roles": ["clerk"] } });
    let refused = with_match(&app, Method::PUT, path, (&tokens, etag), wanted).await;
    problem(&refused, 403, "insufficient-permission");
}

/// The next key signs from now on, and tokens of before verify yet.
#[tokio::test]
async fn keys_are_listed_and_rotated() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"key:*\"").await;
    let read = send(&api, Method::GET, "admin/keys", &tokens, Value::Null)
        .await
        .expect(200);
    assert!(
        !read.body.contains("\"d\""),
        "no private member: {}",
        read.body
    );
    let of = |answer: &Answer, state: &str| {
        let all = answer.json();
        let all = all["items"].as_array().unwrap().clone();
        let mut found = all
            .iter()
            .filter(|key| key["algorithm"] == "RS256" && key["state"] == state);
        found.next().map(|key| key["kid"].clone())
    };
    let (active, next) = (of(&read, "active").unwrap(), of(&read, "next").unwrap());
    let body = json!({ "algorithms": ["RS256"] });
    let rotated = send(&api, Method::POST, "admin/keys/rotate", &tokens, body)
        .await
        .expect(200);
    assert_eq!(of(&rotated, "active"), Some(next));
    assert_eq!(of(&rotated, "retiring"), Some(active));
    send(&api, Method::GET, "admin/keys", &tokens, Value::Null)
        .await
        .expect(200);
    for wrong in [
        json!({ "algorithms": ["none"] }),
        json!({ "algorithms": ["RS256", "RS256"] }),
        json!({ "algorithms": "RS256" }),
    ] {
        let refused = send(&api, Method::POST, "admin/keys/rotate", &tokens, wrong).await;
        problem(&refused, 422, "invalid-fields");
    }
}
