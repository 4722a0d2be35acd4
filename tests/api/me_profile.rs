//! `GET` and `PATCH /api/v1/me`, `PUT /api/v1/me/username`

use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Answer, TestApp, Tokens};

async fn patch(api: &Api, tokens: &Tokens, changes: Value) -> Answer {
    api.send(Method::PATCH, "me", &tokens.access_token, changes)
        .await
}

/// "profile: first, middle, last name, phone, …, locale, picture"
#[tokio::test]
async fn whoever_asks_is_told_who_they_are() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let answer = api.get("me", &tokens.access_token).await.expect(200);
    let etag = answer.header("etag").unwrap();
    assert!(etag.starts_with('"') && etag.len() > 40, "{etag}");
    let me = answer.json();
    assert_eq!(me["username"], ADA.username);
    assert_eq!(me["email"], ADA.email);
    assert_eq!(me["email_verified"], true);
    for (claim, value) in [
        ("given_name", "Ada"),
        ("middle_name", "King"),
        ("family_name", "Lovelace"),
        ("phone_number", "+44 20 7946 0018"),
        ("locale", "en-GB"),
        ("picture", "https://people.example/ada.png"),
    ] {
        assert_eq!(me[claim], value, "{claim}");
    }
    assert!(!answer.body.contains("password"), "{}", answer.body);
}

/// JSON Merge Patch (RFC 7396): what is left out stays, null takes away.
#[tokio::test]
async fn a_change_changes_what_it_names() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let changes = json!({ "nickname": "Enchantress", "telegram": "@ada_lovelace", "middle_name": null, "address": { "locality": "Marylebone" } });
    let me = patch(&api, &tokens, changes).await.expect(200).json();
    assert_eq!(me["nickname"], "Enchantress");
    assert_eq!(me["telegram"], "ada_lovelace");
    assert!(me.get("middle_name").is_none(), "{me}");
    assert_eq!(me["given_name"], "Ada");
    assert_eq!(me["address"]["locality"], "Marylebone");
    assert_eq!(me["address"]["region"], "England");
    let me = patch(&api, &tokens, json!({ "address": null }))
        .await
        .expect(200)
        .json();
    assert!(me.get("address").is_none(), "{me}");
    let told = api.get("me", &tokens.access_token).await.json();
    assert_eq!(told["nickname"], "Enchantress");
}

/// J04: members that are not the person's to set are refused, and nothing of the request is done.
#[tokio::test]
async fn nobody_sets_what_is_not_theirs() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let before = api.get("me", &tokens.access_token).await.body;
    for name in [
        "sub",
        "id",
        "tenant_id",
        "username",
        "email",
        "email_verified",
        "roles",
        "picture",
        "phone_number_verified",
        "disabled",
        "password_hash",
        "credential_version",
        "deletion_at",
        "updated_at",
        "is_admin",
    ] {
        let told = patch(&api, &tokens, json!({ "nickname": "X", name: "admin" })).await;
        let told = problem(&told, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [(String::new(), "unknown".to_owned())],
            "{name}"
        );
    }
    let address = patch(&api, &tokens, json!({ "address": { "formatted": "x" } })).await;
    let told = problem(&address, 422, "invalid-fields");
    assert_eq!(
        errors(&told),
        [("/address".to_owned(), "unknown".to_owned())]
    );
    for (changes, pointer, code) in [
        (json!({ "nickname": 7 }), "/nickname", "invalid"),
        (
            json!({ "address": { "locality": 7 } }),
            "/address/locality",
            "invalid",
        ),
        (
            json!({ "website": "javascript:alert(1)" }),
            "/website",
            "not_a_web_address",
        ),
        (
            json!({ "birthdate": "yesterday" }),
            "/birthdate",
            "not_a_date",
        ),
        (
            json!({ "zoneinfo": "on the moon" }),
            "/zoneinfo",
            "not_a_time_zone",
        ),
        (
            json!({ "telegram": "no name" }),
            "/telegram",
            "not_a_telegram_name",
        ),
        (
            json!({ "phone_number": "call me" }),
            "/phone_number",
            "not_a_phone_number",
        ),
        (
            json!({ "nickname": "x".repeat(201) }),
            "/nickname",
            "too_long",
        ),
    ] {
        let told = problem(
            &patch(&api, &tokens, changes.clone()).await,
            422,
            "invalid-fields",
        );
        assert_eq!(
            errors(&told),
            [(pointer.to_owned(), code.to_owned())],
            "{changes}"
        );
    }
    assert_eq!(api.get("me", &tokens.access_token).await.body, before);
}

/// "An origin server MUST NOT perform the requested method if a received If-Match condition evaluates to false"  RFC 9110 §13.1.1
#[tokio::test]
async fn a_change_of_what_was_changed_meanwhile_is_refused() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let first = api.get("me", &tokens.access_token).await;
    let etag = first.header("etag").unwrap().to_owned();
    let with = async |etag: &str, nickname: &str| {
        let request = app
            .http()
            .patch(app.url("/api/v1/me"))
            .bearer_auth(&tokens.access_token)
            .header("if-match", etag)
            .json(&json!({ "nickname": nickname }));
        Answer::of(request).await
    };
    app.advance(1);
    let changed = with(&etag, "One").await.expect(200);
    assert_ne!(changed.header("etag"), Some(etag.as_str()));
    problem(&with(&etag, "Two").await, 412, "precondition-failed");
    with("*", "Three").await.expect(200);
    let list = format!(
        "\"other\", {}",
        with("*", "Four").await.header("etag").unwrap()
    );
    with(&list, "Five").await.expect(200);
}

/// Two changes at once are both made, and of two that name the same state one is refused.
#[tokio::test]
async fn changes_at_once_lose_nothing() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let names = ["nickname", "middle_name", "gender", "website"];
    let at_once = async |etag: &str, value: Value| {
        let mut changes = JoinSet::new();
        for name in names {
            let request = app
                .http()
                .patch(app.url("/api/v1/me"))
                .bearer_auth(&tokens.access_token)
                .header("if-match", etag)
                .json(&json!({ name: value }));
            changes.spawn(Answer::of(request));
        }
        let answers = changes.join_all().await;
        let mut codes: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        codes.sort_unstable();
        codes
    };
    let value = json!("https://ada.example");
    assert_eq!(at_once("*", value.clone()).await, [200; 4]);
    let now = api.get("me", &tokens.access_token).await;
    let me = now.json();
    for name in names {
        assert_eq!(me[name], value, "{me}");
    }
    app.advance(1);
    let etag = now.header("etag").unwrap();
    assert_eq!(at_once(etag, Value::Null).await, [200, 412, 412, 412]);
}

/// "formatted" has no field of its own: it goes with the address.
#[tokio::test]
async fn an_address_is_taken_away_whole() {
    let app = TestApp::with_fixture().await;
    app.apply("[[user]]\nusername = \"writer\"\nemail = \"w@people.example\"\nemail_verified = true\npassword = \"a long enough passphrase\"\naddress = { formatted = \"1 Road\\nTown\" }\n").await;
    let api = Api::new(&app).await;
    let body = json!({ "login": "writer", "password": "a long enough passphrase" });
    let tokens = Tokens::of(api.auth("login", body).await);
    let changes = json!({ "nickname": "w" });
    let me = patch(&api, &tokens, changes).await.expect(200).json();
    assert_eq!(me["address"]["formatted"], "1 Road\nTown");
    let told = patch(&api, &tokens, json!({ "address": null })).await;
    assert!(told.expect(200).json().get("address").is_none());
}

/// The name to sign in with.
#[tokio::test]
async fn another_name_signs_in() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let put = async |name: &str| {
        api.send(
            Method::PUT,
            "me/username",
            &tokens.access_token,
            json!({ "username": name }),
        )
        .await
    };
    for (name, code) in [
        ("a@b", "invalid"),
        ("", "invalid"),
        (GRACE.username, "taken"),
    ] {
        let told = problem(&put(name).await, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [("/username".to_owned(), code.to_owned())],
            "{name}"
        );
    }
    let me = put("countess").await.expect(200).json();
    assert_eq!(me["username"], "countess");
    let body = json!({ "login": "countess", "password": ADA.password });
    Tokens::of(api.auth("login", body).await);
}
