//! `/api/v1/admin/providers`, and the guard of everything below `admin`.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, MOBILE, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE, Person};
use vestibule_test_support::upstream::{FakeOpenId, agreed};
use vestibule_test_support::{Answer, TestApp, Tokens};

const SECRET: &str = "a-secret-of-the-provider-5f3a";

/// The application `console`, whose users administer, and Ada who may manage providers.
pub(crate) async fn console(app: &TestApp) -> Api {
    let console = MOBILE
        .replace("\"mobile\"", "\"console\"")
        .replace("account orders:read", "account admin");
    app.apply(&console).await;
    app.apply(
        "[[role]]\nname = \"integrator\"\npermissions = [\"provider:*\"]\n\
         [[role]]\nname = \"auditor\"\npermissions = [\"*:read\"]\n",
    )
    .await;
    grant(app, "integrator").await;
    Api::of(app, "console")
}

pub(crate) async fn grant(app: &TestApp, role: &str) {
    let roles = if role.is_empty() {
        "[]".to_owned()
    } else {
        format!("[{role:?}]")
    };
    app.apply(&format!(
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\nemail_verified = true\nroles = {roles}\n"
    ))
    .await;
}

fn google() -> Value {
    json!({ "slug": "google", "kind": "google", "client_id": "id-there", "client_secret": SECRET })
}

pub(crate) async fn send(
    api: &Api,
    method: Method,
    path: &str,
    tokens: &Tokens,
    body: Value,
) -> Answer {
    api.send(method, path, &tokens.access_token, body).await
}

pub(crate) async fn with_match(
    app: &TestApp,
    method: Method,
    path: &str,
    (tokens, etag): (&Tokens, &str),
    body: Value,
) -> Answer {
    let request = app
        .http()
        .request(method, app.url(&format!("/api/v1/{path}")))
        .bearer_auth(&tokens.access_token)
        .header("if-match", etag);
    let request = if body.is_null() {
        request
    } else {
        request.json(&body)
    };
    Answer::of(request).await
}

/// Every operation below `admin`: method, path, and the permission that the document says it needs.
async fn operations(app: &TestApp) -> Vec<(Method, String, String)> {
    let document = Answer::of(app.http().get(app.url("/api/v1/openapi.json"))).await;
    let document = document.expect(200).json();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(path) = path.strip_prefix("/api/v1/admin/") else {
            continue;
        };
        for (method, operation) in item.as_object().unwrap() {
            let needs = operation["x-required-permission"].as_str();
            let needs = needs.unwrap_or_else(|| panic!("{method} {path} states no permission"));
            assert_eq!(
                operation["security"],
                json!([{ "access_token": ["admin"] }])
            );
            let mut path = format!("admin/{path}");
            for name in ["{slug}", "{key}", "{client_id}", "{id}"] {
                path = path.replace(name, "nobody");
            }
            all.push((
                method.to_uppercase().parse().unwrap(),
                path,
                needs.to_owned(),
            ));
        }
    }
    assert!(all.len() >= 38, "{all:?}");
    all
}

/// J01, J13: "Deny-by-default: route × role matrix generated from the router": no token, another scope, another role, another
/// tenant. The roles count as they are, and not as they were when the token was made.
#[tokio::test]
async fn only_who_may_administers() {
    let app = TestApp::with_fixture().await;
    let mobile = Api::new(&app).await;
    let console = console(&app).await;
    app.apply("[[tenant]]\nslug = \"other\"\nname = \"Other\"\n")
        .await;
    app.apply(&linus("")).await;
    let ordinary = mobile.sign_in(ADA).await;
    let nobody = console.sign_in(GRACE).await;
    let ada = console.sign_in(ADA).await;
    let other = console.at(&app, &format!("{}/t/other", app.issuer()));
    let gone = console.sign_in(ADA).await;
    let out = console.send(Method::POST, "auth/logout", &gone.access_token, Value::Null);
    out.await.expect(204);
    let shut_out = console.sign_in(LINUS).await;
    app.apply(&linus("disabled = true")).await;
    let operations = operations(&app).await;
    for (method, path, needs) in operations.clone() {
        let call = async |api: &Api, tokens: &Tokens| {
            send(api, method.clone(), &path, tokens, google()).await
        };
        let bare = app
            .http()
            .request(method.clone(), app.url(&format!("/api/v1/{path}")));
        problem(&Answer::of(bare).await, 401, "invalid-token");
        problem(&call(&console, &ordinary).await, 403, "insufficient-scope");
        let told = problem(
            &call(&console, &nobody).await,
            403,
            "insufficient-permission",
        );
        assert_eq!(told["permission"], needs.as_str());
        problem(&call(&other, &ada).await, 401, "invalid-token");
        problem(&call(&console, &gone).await, 401, "invalid-token");
        problem(&call(&console, &shut_out).await, 401, "invalid-token");
        grant(&app, "auditor").await;
        let answer = call(&console, &ada).await;
        if needs.ends_with(":read") {
            assert_ne!(answer.status, 403, "{method} {path}");
        } else {
            problem(&answer, 403, "insufficient-permission");
        }
        grant(&app, "").await;
        problem(&call(&console, &ada).await, 403, "insufficient-permission");
        grant(&app, "integrator").await;
    }
    let listed = send(&console, Method::GET, "admin/providers", &ada, Value::Null).await;
    assert_eq!(
        listed.expect(200).json(),
        json!({ "items": [] }),
        "nothing was written"
    );
    // "The access token provided is expired"  RFC 6750 §3.1
    app.advance(700);
    for (method, path, _) in operations {
        let late = send(&console, method, &path, &ada, google()).await;
        problem(&late, 401, "invalid-token");
    }
}

const LINUS: Person = Person {
    username: "linus",
    email: "linus@people.example",
    password: "twelve quiet penguins on ice",
};

fn linus(more: &str) -> String {
    format!(
        "[[user]]\nusername = {:?}\nemail = {:?}\nemail_verified = true\npassword = {:?}\nroles = [\"integrator\"]\n{more}\n",
        LINUS.username, LINUS.email, LINUS.password
    )
}

/// "Providers as tenant data (…, admin API)": written, listed, replaced, removed; J10: a secret is never read.
#[tokio::test]
async fn a_provider_is_added_read_replaced_and_removed() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    let ada = api.sign_in(ADA).await;
    let added = send(&api, Method::POST, "admin/providers", &ada, google())
        .await
        .expect(201);
    let location = format!("{}/api/v1/admin/providers/google", app.issuer());
    assert_eq!(added.header("location"), Some(location.as_str()));
    let body = added.json();
    assert_eq!(body["name"], "Google");
    assert_eq!(body["has_client_secret"], true);
    let callback = format!("{}/sign-in/through/google/callback", app.issuer());
    assert_eq!(body["callback_url"], callback);
    let again = send(&api, Method::POST, "admin/providers", &ada, google()).await;
    problem(&again, 409, "taken");
    let read = send(
        &api,
        Method::GET,
        "admin/providers/google",
        &ada,
        Value::Null,
    )
    .await
    .expect(200);
    let etag = read.header("etag").unwrap().to_owned();
    assert_eq!(Some(etag.as_str()), added.header("etag"));
    // The secret stays where it is left out.
    let change =
        json!({ "kind": "google", "client_id": "id-there", "name": "Work", "hidden": true });
    let blind = send(
        &api,
        Method::PUT,
        "admin/providers/google",
        &ada,
        change.clone(),
    )
    .await;
    problem(&blind, 428, "precondition-required");
    let path = "admin/providers/google";
    let changed = with_match(&app, Method::PUT, path, (&ada, &etag), change.clone())
        .await
        .expect(200);
    assert_eq!(changed.json()["name"], "Work");
    assert_eq!(changed.json()["has_client_secret"], true);
    let late = with_match(&app, Method::PUT, path, (&ada, &etag), change).await;
    problem(&late, 412, "precondition-failed");
    // It is what the sign-in page goes by.
    let shown = Answer::of(app.http().get(app.url("/api/v1/auth/providers"))).await;
    assert_eq!(shown.json()["items"], json!([]), "hidden");
    for answer in [&added, &read, &changed] {
        assert!(!answer.body.contains(SECRET), "{}", answer.body);
    }
    assert!(!app.dump().await.contains(SECRET));
    let now = changed.header("etag").unwrap();
    problem(
        &with_match(&app, Method::DELETE, path, (&ada, &etag), Value::Null).await,
        412,
        "precondition-failed",
    );
    with_match(&app, Method::DELETE, path, (&ada, now), Value::Null)
        .await
        .expect(204);
    let gone = send(&api, Method::GET, path, &ada, Value::Null).await;
    problem(&gone, 404, "not-found");
}

/// A provider that is written by the API signs people in.
#[tokio::test]
async fn a_provider_that_was_added_signs_people_in() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    let ada = api.sign_in(ADA).await;
    grant(&app, "admin").await;
    let fake = FakeOpenId::start(app.clock()).await;
    let body = json!({
        "slug": "fake", "kind": "openid", "issuer": fake.issuer(), "trusted_email": true, "first_sign_in": "link",
        "client_id": vestibule_test_support::upstream::CLIENT_ID,
        "client_secret": vestibule_test_support::upstream::CLIENT_SECRET,
    });
    send(&api, Method::POST, "admin/providers", &ada, body)
        .await
        .expect(201);
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    assert_eq!(browser.get("/account").await.page_name(), "account");
}

/// The rules are those of the operator's file, told by member.
#[tokio::test]
async fn what_is_wrong_with_it_is_told_by_member() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    let ada = api.sign_in(ADA).await;
    for (changes, pointer, code) in [
        (json!({ "slug": null }), "/slug", "missing"),
        (json!({ "slug": "No Slug" }), "/slug", "invalid"),
        (json!({ "kind": "telepathy" }), "/kind", "invalid"),
        (json!({ "client_id": "" }), "/client_id", "invalid"),
        (
            json!({ "client_secret": null }),
            "/client_secret",
            "missing",
        ),
        (json!({ "kind": "openid" }), "/issuer", "missing"),
        (
            json!({ "kind": "openid", "issuer": "https://10.1.2.3" }),
            "/issuer",
            "invalid",
        ),
        (
            json!({ "roles": [{ "claim": "x", "has": "y", "role": "admin" }] }),
            "/roles",
            "invalid",
        ),
        (json!({ "tenant": "other" }), "/tenant", "unknown"),
        (json!({ "sealed_secret": [1] }), "/sealed_secret", "unknown"),
    ] {
        let mut body = google();
        for (name, value) in changes.as_object().unwrap() {
            if value.is_null() {
                body.as_object_mut().unwrap().remove(name);
            } else {
                body[name] = value.clone();
            }
        }
        let answer = send(&api, Method::POST, "admin/providers", &ada, body).await;
        assert_eq!(answer.status, 422, "{changes}: {answer:?}");
        let told = errors(&problem(&answer, 422, "invalid-fields"));
        assert!(
            told.contains(&(pointer.to_owned(), code.to_owned())),
            "{changes}: {told:?}"
        );
    }
    // L19: a provider that moves asks for its secret again.
    send(&api, Method::POST, "admin/providers", &ada, google())
        .await
        .expect(201);
    let read = send(
        &api,
        Method::GET,
        "admin/providers/google",
        &ada,
        Value::Null,
    )
    .await;
    let etag = read.header("etag").unwrap();
    let moved = json!({ "kind": "openid", "issuer": "https://id.attacker.example", "client_id": "id-there" });
    let answer = with_match(
        &app,
        Method::PUT,
        "admin/providers/google",
        (&ada, etag),
        moved,
    )
    .await;
    let told = errors(&problem(&answer, 422, "invalid-fields"));
    assert!(
        told.iter().any(|(pointer, _)| pointer == "/client_secret"),
        "{told:?}"
    );
}

/// "recent sign-in … asked again for dangerous actions"
#[tokio::test]
async fn writing_wants_a_fresh_sign_in() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    let ada = api.sign_in(ADA).await;
    app.advance(301);
    let answer = send(&api, Method::POST, "admin/providers", &ada, google()).await;
    problem(&answer, 401, "insufficient-user-authentication");
    send(&api, Method::GET, "admin/providers", &ada, Value::Null)
        .await
        .expect(200);
}

/// What signs in as anybody with an address, or counts as two factors, is a way into an administrator's account: it is for those who
/// may do everything.
#[tokio::test]
async fn a_provider_that_opens_accounts_is_for_administrators() {
    let app = TestApp::with_fixture().await;
    let api = console(&app).await;
    let ada = api.sign_in(ADA).await;
    for changes in [
        json!({ "trusted_email": true, "first_sign_in": "link" }),
        json!({ "trusted_email": true, "first_sign_in": "link_or_create" }),
        json!({ "levels": [{ "amr": "mfa", "level": "urn:vestibule:acr:aal2" }] }),
    ] {
        let mut body = google();
        body.as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        let refused = send(&api, Method::POST, "admin/providers", &ada, body.clone()).await;
        let told = problem(&refused, 403, "insufficient-permission");
        assert_eq!(told["permission"], "*", "{changes}");
        grant(&app, "admin").await;
        send(&api, Method::POST, "admin/providers", &ada, body)
            .await
            .expect(201);
        // The last administrator stays one: somebody else is in the meantime.
        app.apply("[[user]]\nusername = \"root\"\nroles = [\"admin\"]\n")
            .await;
        grant(&app, "integrator").await;
        // Nor is it pointed elsewhere by somebody else.
        let path = "admin/providers/google";
        let now = send(&api, Method::GET, path, &ada, Value::Null).await;
        let etag = now.header("etag").unwrap().to_owned();
        let moved = with_match(&app, Method::PUT, path, (&ada, &etag), google()).await;
        problem(&moved, 403, "insufficient-permission");
        with_match(&app, Method::DELETE, path, (&ada, &etag), Value::Null)
            .await
            .expect(204);
    }
}
