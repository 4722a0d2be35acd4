//! I06: somebody is known by an address, or by a `sub` without who says it (Grafana CVE-2022-31107, GitLab CVE-2024-4024).

use serde_json::{Value, json};
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::upstream::{FakeOpenId, agreed};

use crate::upstream::OPEN;

const TRUSTED: &str = "trusted_email = true";

async fn who(app: &TestApp, fake: &FakeOpenId, slug: &str, person: Value) -> String {
    fake.person(person);
    let mut browser: Browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, slug).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    browser
        .get("/account/profile")
        .await
        .form("#profile-username")
        .fields
        .into_iter()
        .find(|(name, _)| name == "username")
        .unwrap()
        .1
}

/// "The sub (subject) and iss (issuer) Claims …, used together, are the only Claims that an RP can rely upon"  OpenID Connect
/// Core §5.7
#[tokio::test]
async fn the_same_subject_at_another_provider_is_somebody_else() {
    let app = TestApp::with_fixture().await;
    let (one, two) = (
        FakeOpenId::start(app.clock()).await,
        FakeOpenId::start(app.clock()).await,
    );
    let toml = [one.toml("one", TRUSTED), two.toml("two", TRUSTED)].concat();
    app.apply(&format!("{OPEN}{toml}")).await;
    let person = |name: &str| json!({"sub": "1001", "email": format!("{name}@new.example"), "email_verified": true, "preferred_username": name});
    assert_eq!(who(&app, &one, "one", person("first")).await, "first");
    assert_eq!(who(&app, &two, "two", person("second")).await, "second");
    assert_eq!(who(&app, &one, "one", person("third")).await, "first");
}

/// An address that changed hands there changes nothing here.
#[tokio::test]
async fn an_address_identifies_nobody() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", TRUSTED)))
        .await;
    let first = json!({"sub": "1", "email": "shared@new.example", "email_verified": true, "preferred_username": "first"});
    assert_eq!(who(&app, &fake, "fake", first).await, "first");
    // Another subject with the same address is another person, who does not come in as the first.
    fake.person(json!({"sub": "2", "email": "shared@new.example", "email_verified": true, "preferred_username": "second"}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.status, 409, "{}", page.text());
    assert!(browser.cookie("sid").is_none());
    // And the first is the first under any address, of any spelling of it.
    for email in ["SHARED@new.example", "elsewhere@new.example"] {
        let moved = json!({"sub": "1", "email": email, "email_verified": true});
        assert_eq!(who(&app, &fake, "fake", moved).await, "first");
    }
}

/// Subjects are compared to the letter.
#[tokio::test]
async fn subjects_that_look_alike_are_different() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", TRUSTED)))
        .await;
    for (at, sub) in ["abc", "ABC", "abc1", "ab c"].into_iter().enumerate() {
        let name = format!("user{at}");
        let person = json!({"sub": sub, "email": format!("{name}@new.example"), "email_verified": true, "preferred_username": name});
        assert_eq!(who(&app, &fake, "fake", person).await, name);
    }
    for sub in [
        json!(""),
        json!(" abc"),
        json!("abc\u{0}"),
        json!("аbc"),
        json!("x".repeat(256)),
        json!(5),
        Value::Null,
    ] {
        fake.person(json!({"sub": sub, "email": "z@new.example", "email_verified": true}));
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let page = agreed(&mut browser, &fake, "fake").await.page();
        assert_eq!(page.status, 502, "{sub}: {}", page.text());
        assert!(browser.cookie("sid").is_none());
    }
}
