//! `/api/v1/me`: passkeys, the address, the picture, the log.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule_test_support::api::{Api, errors, problem};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Answer, Authenticator, TestApp, Tokens};

/// Passkeys belong to names, so the issuer needs one.
const ISSUER: &str = "https://id.example.com";

async fn send(api: &Api, method: Method, path: &str, tokens: &Tokens, body: Value) -> Answer {
    api.send(method, path, &tokens.access_token, body).await
}

async fn house() -> (TestApp, Api) {
    let builder = TestApp::builder().fixture();
    let app = builder.setting("server.public_url", ISSUER).start().await;
    let api = Api::new(&app).await;
    (app, api)
}

async fn begun(api: &Api, tokens: &Tokens) -> Value {
    let begun = send(
        api,
        Method::POST,
        "me/passkeys/options",
        tokens,
        Value::Null,
    )
    .await;
    begun.expect(200).json()
}

/// A passkey is made, named, listed, used on the page, and removed.
#[tokio::test]
async fn a_passkey_comes_and_goes() {
    let (app, api) = house().await;
    let tokens = api.sign_in(ADA).await;
    let mut authenticator = Authenticator::new(app.issuer());
    let options = begun(&api, &tokens).await;
    let credential = authenticator.create(&options);
    let new = json!({ "ceremony": options["ceremony"], "credential": credential, "name": "Desk" });
    let added = send(&api, Method::POST, "me/passkeys", &tokens, new.clone())
        .await
        .expect(201);
    assert_eq!(added.header("cache-control"), Some("no-store"));
    let told = added.json();
    let id = told["id"].as_str().unwrap();
    assert_eq!(
        added.header("location").unwrap(),
        format!("{ISSUER}/api/v1/me/passkeys/{id}")
    );
    assert_eq!(told["recovery_codes"].as_array().unwrap().len(), 10);
    // A ceremony is good once.
    let again = send(&api, Method::POST, "me/passkeys", &tokens, new).await;
    problem(&again, 410, "mfa-over");
    let path = format!("me/passkeys/{id}");
    let named = send(
        &api,
        Method::PATCH,
        &path,
        &tokens,
        json!({ "name": "Study" }),
    )
    .await;
    assert_eq!(named.expect(200).json()["name"], "Study");
    let empty = send(&api, Method::PATCH, &path, &tokens, json!({ "name": " " })).await;
    assert_eq!(
        errors(&problem(&empty, 422, "invalid-fields")),
        [("/name".to_owned(), "invalid".to_owned())]
    );
    let all = api
        .get("me/passkeys", &tokens.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&all["items"][0]["name"], &all["items"][0]["synced"]),
        (&json!("Study"), &json!(false))
    );
    // It signs in on the page.
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let outcome = browser.use_passkey(&mut authenticator).await;
    assert_eq!(outcome.page().page_name(), "home");
    // Nobody else's, and not by somebody else.
    let graces = api.sign_in(GRACE).await;
    for method in [Method::DELETE, Method::PATCH] {
        let body = if method == Method::PATCH {
            json!({ "name": "x" })
        } else {
            Value::Null
        };
        problem(
            &send(&api, method, &path, &graces, body).await,
            404,
            "not-found",
        );
    }
    send(&api, Method::DELETE, &path, &tokens, Value::Null)
        .await
        .expect(204);
    problem(
        &send(&api, Method::DELETE, &path, &tokens, Value::Null).await,
        404,
        "not-found",
    );
}

/// A ceremony is of the sign-in that began it, and of the issuer's own origin.
#[tokio::test]
async fn a_ceremony_is_of_one_sign_in_and_one_origin() {
    let (app, api) = house().await;
    let (mine, graces) = (api.sign_in(ADA).await, api.sign_in(GRACE).await);
    let mut authenticator = Authenticator::new(app.issuer());
    let options = begun(&api, &mine).await;
    let credential = authenticator.create(&options);
    let new = json!({ "ceremony": options["ceremony"], "credential": credential });
    let stolen = send(&api, Method::POST, "me/passkeys", &graces, new).await;
    problem(&stolen, 410, "mfa-over");
    let mut elsewhere = Authenticator::new("https://attacker.example");
    let options = begun(&api, &mine).await;
    let credential = elsewhere.create(&options);
    let new = json!({ "ceremony": options["ceremony"], "credential": credential });
    let refused = send(&api, Method::POST, "me/passkeys", &mine, new).await;
    assert_eq!(
        errors(&problem(&refused, 422, "invalid-fields")),
        [("/credential".to_owned(), "invalid".to_owned())]
    );
    let none = api
        .get("me/passkeys", &mine.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(none["items"], json!([]));
}

/// Where passkeys cannot be, there are none.
#[tokio::test]
async fn where_passkeys_cannot_be_there_are_none() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let refused = send(
        &api,
        Method::POST,
        "me/passkeys/options",
        &tokens,
        Value::Null,
    )
    .await;
    problem(&refused, 404, "not-found");
}

/// Another address takes the old one's place when its link is used, and not before; the answer is the same whoever has it.
#[tokio::test]
async fn another_address_is_proven_first() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    let put = async |email: &str| {
        send(
            &api,
            Method::PUT,
            "me/email",
            &tokens,
            json!({ "email": email }),
        )
        .await
    };
    for email in ["nonsense", ADA.email, "ADA@example.com"] {
        let told = problem(&put(email).await, 422, "invalid-fields");
        assert_eq!(
            errors(&told),
            [("/email".to_owned(), "invalid".to_owned())],
            "{email}"
        );
    }
    let (free, taken) = (put("ada@new.example").await, put(GRACE.email).await);
    assert_eq!(
        (taken.status, taken.body.as_str()),
        (free.status, free.body.as_str())
    );
    assert_eq!(free.status, 202);
    assert!(app.mailbox().to(GRACE.email).await.is_empty());
    let me = api.get("me", &tokens.access_token).await.json();
    assert_eq!(me["email"], ADA.email);
    let mail = app.mailbox().to("ada@new.example").await;
    let link = mail.last().unwrap().link();
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get(&link).await;
    browser
        .submit("form[method=post]", &[], "button[type=submit]")
        .await;
    let me = api.get("me", &tokens.access_token).await.json();
    assert_eq!(me["email"], "ada@new.example", "{me}");
}

/// A proof of the present address, where it has none yet.
#[tokio::test]
async fn the_present_address_is_proven_on_demand() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(GRACE).await;
    send(&api, Method::POST, "me/email/verify", &tokens, Value::Null)
        .await
        .expect(202);
    assert_eq!(app.mailbox().to(GRACE.email).await.len(), 1);
    let tokens = api.sign_in(ADA).await;
    let before = app.mailbox().to(ADA.email).await.len();
    send(&api, Method::POST, "me/email/verify", &tokens, Value::Null)
        .await
        .expect(202);
    assert_eq!(
        app.mailbox().to(ADA.email).await.len(),
        before,
        "it is proven"
    );
}

/// A picture is drawn anew; what is none is refused, and so is what is too large.
#[tokio::test]
async fn a_picture_comes_and_goes() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(GRACE).await;
    let put = async |kind: &str, bytes: Vec<u8>| {
        let request = app
            .http()
            .put(app.url("/api/v1/me/picture"))
            .bearer_auth(&tokens.access_token)
            .header("content-type", kind)
            .body(bytes);
        Answer::of(request).await
    };
    let png = png();
    put("image/png", png.clone()).await.expect(204);
    let me = api.get("me", &tokens.access_token).await.json();
    let url = me["picture"].as_str().unwrap().to_owned();
    assert!(
        url.starts_with(&format!("{}/pictures/", app.issuer())),
        "{url}"
    );
    assert_eq!(app.http().get(&url).send().await.unwrap().status(), 200);
    problem(
        &put("image/svg+xml", b"<svg/>".to_vec()).await,
        415,
        "unsupported-media-type",
    );
    problem(&put("text/plain", png).await, 415, "unsupported-media-type");
    problem(
        &put("image/png", b"no picture".to_vec()).await,
        415,
        "unsupported-media-type",
    );
    problem(
        &put("image/png", vec![0; 2 * 1024 * 1024 + 1]).await,
        413,
        "body-too-large",
    );
    let same = api.get("me", &tokens.access_token).await.json();
    assert_eq!(same["picture"], url.as_str());
    send(&api, Method::DELETE, "me/picture", &tokens, Value::Null)
        .await
        .expect(204);
    assert!(
        api.get("me", &tokens.access_token)
            .await
            .json()
            .get("picture")
            .is_none()
    );
    assert_eq!(app.http().get(&url).send().await.unwrap().status(), 404);
}

/// The log by pages: every entry once, the newest first, whatever is added meanwhile.
#[tokio::test]
async fn the_log_comes_by_pages() {
    let app = TestApp::with_fixture().await;
    let api = Api::new(&app).await;
    let tokens = api.sign_in(ADA).await;
    for _ in 0..6 {
        app.advance(1);
        api.sign_in(ADA).await;
    }
    let get = async |query: &str| {
        api.get(&format!("me/activity{query}"), &tokens.access_token)
            .await
    };
    let all = get("").await.expect(200).json();
    let all = all["items"].as_array().unwrap().clone();
    assert!(all.len() >= 7);
    let mut seen = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let page = get(&query).await.expect(200).json();
        let items = page["items"].as_array().unwrap().clone();
        assert!((1..=3).contains(&items.len()));
        seen.extend(items);
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=3&cursor={cursor}");
        // What happens meanwhile is newer, and moves nothing.
        app.advance(1);
        api.sign_in(ADA).await;
    }
    assert_eq!(seen, all);
    assert_eq!(all[0]["kind"], "login.success");
    for query in [
        "?limit=0",
        "?limit=101",
        "?limit=x",
        "?cursor=x",
        "?cursor=!",
        "?colour=red",
        "?limit=1&limit=2",
    ] {
        problem(&get(query).await, 400, "invalid-query");
    }
    // Nobody else's.
    let graces = api.sign_in(GRACE).await;
    let log = api.get("me/activity", &graces.access_token).await.json();
    assert_eq!(log["items"].as_array().unwrap().len(), 1);
}

/// A PNG of four by two pixels.
fn png() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(4, 2, image::Rgba([200, 30, 60, 255]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}
