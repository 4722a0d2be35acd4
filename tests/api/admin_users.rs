//! `/api/v1/admin/users`: people, and what operators do with their accounts.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE, Person};
use vestibule_test_support::{Answer, TestApp, Tokens};

use crate::admin_providers::{console, grant, send, with_match};

/// Ada has a role with these permissions, and a token of the console.
pub(crate) async fn operator(app: &TestApp, permissions: &str) -> (Api, Tokens) {
    let api = console(app).await;
    app.apply(&format!(
        "[[role]]\nname = \"operator\"\npermissions = [{permissions}]\n[[role]]\nname = \"clerk\"\npermissions = [\"order:read\"]\n"
    ))
    .await;
    grant(app, "operator").await;
    let tokens = api.sign_in(ADA).await;
    (api, tokens)
}

pub(crate) async fn id_of(app: &TestApp, person: Person) -> String {
    let found = app.context().await.db().credentials(person.username).await;
    found.unwrap().unwrap().user.id.to_string()
}

/// A change of the state that there is now.
pub(crate) async fn change(
    app: &TestApp,
    api: &Api,
    tokens: &Tokens,
    id: &str,
    body: Value,
) -> Answer {
    let path = format!("admin/users/{id}");
    let now = send(api, Method::GET, &path, tokens, Value::Null).await;
    let etag = now.header("etag").unwrap_or("*").to_owned();
    with_match(app, Method::PATCH, &path, (tokens, &etag), body).await
}

/// Linus is there, with Ada and Grace.
async fn searches(api: &Api, tokens: &Tokens) {
    // Found by the beginning of the name or of the address, whatever signs are typed.
    for (query, found) in [
        ("q=LIN", 1),
        ("q=linus%40people", 1),
        ("q=inus", 0),
        ("q=%25", 0),
        ("q=_inus", 0),
        ("q=li%5C", 0),
        ("disabled=true", 0),
        ("email_verified=true", 1),
        ("", 3),
    ] {
        let list = send(
            api,
            Method::GET,
            &format!("admin/users?{query}"),
            tokens,
            Value::Null,
        )
        .await;
        let list = list.expect(200).json();
        assert_eq!(
            list["items"].as_array().unwrap().len(),
            found,
            "{query}: {list}"
        );
    }
    for query in ["disabled=maybe", "colour=red", "limit=0", "cursor=AA"] {
        let refused = send(
            api,
            Method::GET,
            &format!("admin/users?{query}"),
            tokens,
            Value::Null,
        )
        .await;
        problem(&refused, 400, "invalid-query");
    }
}

/// "list (search, filter, cursor pages), create, read, update, delete"
#[tokio::test]
async fn somebody_is_added_found_changed_and_removed() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\", \"order:read\"").await;
    let body = json!({ "username": "linus", "email": "linus@people.example", "name": "Linus", "roles": ["clerk"] });
    let added = send(&api, Method::POST, "admin/users", &tokens, body.clone()).await;
    let added = added.expect(201);
    let linus = added.json();
    let id = linus["id"].as_str().unwrap();
    let path = format!("admin/users/{id}");
    let location = format!("{}/api/v1/{path}", app.issuer());
    assert_eq!(added.header("location"), Some(location.as_str()));
    assert_eq!(
        (&linus["email_verified"], &linus["name"]),
        (&json!(false), &json!("Linus"))
    );
    problem(
        &send(&api, Method::POST, "admin/users", &tokens, body).await,
        409,
        "taken",
    );
    let read = send(&api, Method::GET, &path, &tokens, Value::Null)
        .await
        .expect(200);
    assert_eq!(read.json(), linus);
    assert_eq!(read.header("etag"), added.header("etag"));
    assert!(!read.body.contains("password"));
    searches(&api, &tokens).await;
    let blind = send(&api, Method::PATCH, &path, &tokens, json!({ "name": "L" })).await;
    problem(&blind, 428, "precondition-required");
    let body = json!({ "name": null, "nickname": "L", "email": "l@people.example", "email_verified": true });
    let changed = change(&app, &api, &tokens, id, body).await.expect(200);
    let now = changed.json();
    assert_eq!((&now["nickname"], now.get("name")), (&json!("L"), None));
    assert_eq!(
        (&now["email_verified"], &now["roles"]),
        (&json!(true), &json!(["clerk"]))
    );
    let etag = read.header("etag").unwrap();
    let late = with_match(
        &app,
        Method::PATCH,
        &path,
        (&tokens, etag),
        json!({ "nickname": "M" }),
    )
    .await;
    problem(&late, 412, "precondition-failed");
    // What somebody else has is theirs.
    for taken in [
        json!({ "username": GRACE.username }),
        json!({ "email": GRACE.email }),
    ] {
        let refused = change(&app, &api, &tokens, id, taken).await;
        problem(&refused, 409, "taken");
    }
    // Another address is as unknown as any.
    let other = change(
        &app,
        &api,
        &tokens,
        id,
        json!({ "email": "m@people.example" }),
    )
    .await;
    assert_eq!(other.expect(200).json()["email_verified"], false);
    let none = change(&app, &api, &tokens, id, json!({ "email": null })).await;
    assert_eq!(none.expect(200).json()["email"], Value::Null);
    send(&api, Method::DELETE, &path, &tokens, Value::Null)
        .await
        .expect(204);
    problem(
        &send(&api, Method::GET, &path, &tokens, Value::Null).await,
        404,
        "not-found",
    );
}

/// By pages: everybody once, in order.
#[tokio::test]
async fn people_come_by_pages() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:read\"").await;
    let mut seen = Vec::new();
    let mut query = "?limit=1".to_owned();
    loop {
        let page = send(
            &api,
            Method::GET,
            &format!("admin/users{query}"),
            &tokens,
            Value::Null,
        )
        .await;
        let page = page.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            seen.push(item["username"].as_str().unwrap().to_owned());
        }
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=1&cursor={cursor}");
    }
    assert_eq!(seen, ["ada", "grace"]);
}

/// What is wrong is told by member, and nothing is written.
#[tokio::test]
async fn what_is_wrong_with_somebody_is_told_by_member() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"*\"").await;
    for (body, pointer, code) in [
        (json!({ "email": "x@y.example" }), "/username", "missing"),
        (json!({ "username": "a@b" }), "/username", "invalid"),
        (
            json!({ "username": "x", "email": "nonsense" }),
            "/email",
            "invalid",
        ),
        (
            json!({ "username": "x", "roles": ["nothing"] }),
            "/roles",
            "invalid",
        ),
        (
            json!({ "username": "x", "business_roles": ["nothing"] }),
            "/business_roles",
            "invalid",
        ),
        (
            json!({ "username": "x", "services": [{ "service": "https://nowhere.example" }] }),
            "/services",
            "invalid",
        ),
        (
            json!({ "username": "x", "services": [{ "service": "https://api.example.com", "role": "lead" }] }),
            "/services",
            "invalid",
        ),
        (
            json!({ "username": "x", "website": "javascript:alert(1)" }),
            "/website",
            "invalid",
        ),
        (
            json!({ "username": "x", "password": "chosen by somebody" }),
            "",
            "unknown",
        ),
        (json!({ "username": "x", "tenant": "other" }), "", "unknown"),
    ] {
        let refused = send(&api, Method::POST, "admin/users", &tokens, body.clone()).await;
        let told = problem(&refused, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    let all = send(&api, Method::GET, "admin/users", &tokens, Value::Null)
        .await
        .json();
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
}

/// "nobody grants what they do not hold", and nobody gets what somebody else holds by changing them.
#[tokio::test]
async fn nobody_gives_or_takes_over_more_than_they_hold() {
    let app = TestApp::with_fixture().await;
    let (api, tokens) = operator(&app, "\"user:*\", \"session:*\", \"order:read\"").await;
    app.apply("[[role]]\nname = \"lead\"\npermissions = [\"order:*\"]\n[[business_role]]\nname = \"desk\"\nroles = [\"lead\"]\n")
        .await;
    let grace = id_of(&app, GRACE).await;
    let refused = |answer: &Answer, permission: &str| {
        let told = problem(answer, 403, "insufficient-permission");
        assert_eq!(told["permission"], permission);
    };
    for (body, permission) in [
        (json!({ "roles": ["admin"] }), "*"),
        (json!({ "roles": ["lead"] }), "order:*"),
        (json!({ "business_roles": ["desk"] }), "order:*"),
    ] {
        refused(
            &change(&app, &api, &tokens, &grace, body.clone()).await,
            permission,
        );
        let mut new = body;
        new["username"] = json!("new");
        refused(
            &send(&api, Method::POST, "admin/users", &tokens, new).await,
            permission,
        );
    }
    change(&app, &api, &tokens, &grace, json!({ "roles": ["clerk"] }))
        .await
        .expect(200);
    // An administrator's account would be theirs by another address, or by the link for another password.
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\nroles = [\"admin\"]\n",
        GRACE.username, GRACE.email
    ))
    .await;
    refused(
        &change(
            &app,
            &api,
            &tokens,
            &grace,
            json!({ "email": "mine@people.example" }),
        )
        .await,
        "*",
    );
    for (method, path) in [
        (Method::POST, "/reset-password"),
        (Method::POST, "/reset-mfa"),
        (Method::POST, "/unlock"),
        (Method::DELETE, "/sessions"),
        (Method::DELETE, ""),
    ] {
        let path = format!("admin/users/{grace}{path}");
        refused(&send(&api, method, &path, &tokens, Value::Null).await, "*");
    }
    let now = app
        .context()
        .await
        .db()
        .credentials(GRACE.username)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now.user.email.as_deref(), Some(GRACE.email));
}

/// The last administrator stays, by whichever way.
#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    grant(&app, "admin").await;
    let tokens = api.sign_in(ADA).await;
    let ada = id_of(&app, ADA).await;
    for body in [json!({ "roles": [] }), json!({ "disabled": true })] {
        problem(
            &change(&app, &api, &tokens, &ada, body).await,
            409,
            "conflict",
        );
    }
    let path = format!("admin/users/{ada}");
    problem(
        &send(&api, Method::DELETE, &path, &tokens, Value::Null).await,
        409,
        "conflict",
    );
    app.apply(&format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\nroles = [\"admin\"]\n",
        GRACE.username, GRACE.email
    ))
    .await;
    change(&app, &api, &tokens, &ada, json!({ "roles": [] }))
        .await
        .expect(200);
}
