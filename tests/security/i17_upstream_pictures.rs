//! I17: a picture elsewhere makes this server ask where it must not (MITREid CVE-2021-26715, Zitadel CVE-2025-67494), or lets a
//! stranger see who looks.

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::upstream::{FakeOpenId, Manner, agreed};

use crate::upstream::OPEN;

async fn profile_of(app: &TestApp, username: &str) -> serde_json::Map<String, serde_json::Value> {
    let found = app
        .context()
        .await
        .db()
        .credentials(username)
        .await
        .unwrap();
    found.unwrap().user.profile
}

async fn joins(app: &TestApp, fake: &FakeOpenId, name: &str, picture: &str) {
    fake.person(json!({
        "sub": name, "email": format!("{name}@new.example"), "email_verified": true, "preferred_username": name,
        "picture": picture,
    }));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, fake, "fake").await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
}

/// The claim names our own copy, or nothing: no address of somebody else's is ever handed on.
#[tokio::test]
async fn a_picture_that_cannot_be_had_or_read_is_none() {
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.timeout_seconds", 1)
        .start()
        .await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!(
        "{OPEN}{}",
        fake.toml("fake", "trusted_email = true")
    ))
    .await;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (at, manner) in [
        Manner::Says(200, "image/svg+xml", svg.to_owned()),
        Manner::Says(200, "image/png", svg.to_owned()),
        Manner::Says(200, "text/html", svg.to_owned()),
        Manner::Redirects("http://127.0.0.1:1/".to_owned()),
        Manner::Endless,
        Manner::Silent,
    ]
    .into_iter()
    .enumerate()
    {
        fake.behave("/picture", manner);
        let name = format!("user{at}");
        joins(&app, &fake, &name, &format!("{}/picture", fake.issuer())).await;
        assert!(
            !profile_of(&app, &name).await.contains_key("picture"),
            "{at}"
        );
    }
}

/// "blocked on connected IP"
#[tokio::test]
async fn a_picture_leads_to_no_address_of_special_use() {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!(
        "{OPEN}{}",
        fake.toml("fake", "trusted_email = true")
    ))
    .await;
    for (at, url) in [
        "http://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/x.png",
        "https://[fd00::1]/x.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "https://user:pass@example.com/x.png",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("user{at}");
        joins(&app, &fake, &name, url).await;
        assert!(
            !profile_of(&app, &name).await.contains_key("picture"),
            "{url}"
        );
    }
}
