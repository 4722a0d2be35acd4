//! Signing in through providers of plain OAuth 2: GitHub, Facebook, 42 and Discord, each by its own documentation.

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::upstream::{FakeOAuth, OAuthKind, came_back, through};

use crate::federation_openid::OPEN;

async fn with(kind: OAuthKind, more: &str) -> (TestApp, FakeOAuth) {
    let app = TestApp::with_fixture().await;
    let fake = FakeOAuth::start(kind).await;
    app.apply(&format!("{OPEN}{}", fake.toml("there", more)))
        .await;
    (app, fake)
}

async fn comes(app: &TestApp, fake: &FakeOAuth) -> Browser {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "there").await;
    came_back(&mut browser, &fake.agree(&there)).await;
    browser
}

/// GitHub: the primary address of `/user/emails`, if it is verified there, and never the one of the profile; Discord: `verified`.
#[tokio::test]
async fn a_verified_address_makes_an_account() {
    for (kind, username, name) in [
        (OAuthKind::GitHub, "octocat", "The Octocat"),
        (OAuthKind::Discord, "nelly", "Nelly"),
    ] {
        let (app, fake) = with(kind, "trusted_email = true").await;
        let browser = comes(&app, &fake).await;
        assert_eq!(
            browser.page().page_name(),
            "home",
            "{kind:?}: {}",
            browser.page().text()
        );
        let made = app
            .context()
            .await
            .db()
            .credentials(username)
            .await
            .unwrap()
            .unwrap()
            .user;
        assert_eq!(made.email.as_deref(), Some("octo@example.org"), "{kind:?}");
        assert!(made.email_verified);
        assert_eq!(made.profile["name"], name);
        // The second time.
        let browser = comes(&app, &fake).await;
        assert_eq!(browser.page().page_name(), "home", "{kind:?}");
    }
}

/// Facebook and 42 do not say whether an address was verified: it is proven by our own mail, whatever the tenant trusts.
#[tokio::test]
async fn an_address_that_nobody_verified_is_proven_by_mail() {
    for (kind, username) in [
        (OAuthKind::Facebook, "grace.h"),
        (OAuthKind::FortyTwo, "andre"),
    ] {
        let (app, fake) = with(kind, "trusted_email = true").await;
        let mut browser = comes(&app, &fake).await;
        assert_eq!(
            browser.page().page_name(),
            "sign-up",
            "{kind:?}: {}",
            browser.page().text()
        );
        let db = app.context().await.db();
        assert!(db.credentials("octo@example.org").await.unwrap().is_none());
        let page = browser
            .submit("#sign-up", &[("username", username)], "#sign-up-submit")
            .await
            .page();
        assert_eq!(page.page_name(), "check-mail", "{}", page.text());
        let link = app.mailbox().last_to("octo@example.org").await.link();
        browser.get(&link).await;
        let page = browser
            .submit("#verify-email", &[], "button[type=submit]")
            .await
            .page();
        assert_eq!(page.page_name(), "home", "{}", page.text());
        let made = db.credentials(username).await.unwrap().unwrap();
        assert!(made.user.email_verified && made.password_hash.is_none());
        let browser = comes(&app, &fake).await;
        assert_eq!(
            browser.page().page_name(),
            "home",
            "{kind:?}, the second time"
        );
    }
}

/// GitHub: an unverified primary address, none at all, and the one that stands in the profile.
#[tokio::test]
async fn an_address_of_a_profile_is_nobodys() {
    for emails in [
        json!([]),
        json!([{"email": "octo@example.org", "primary": true, "verified": false}]),
        json!([{"email": "octo@example.org", "primary": false, "verified": true}]),
    ] {
        let (app, fake) = with(
            OAuthKind::GitHub,
            "trusted_email = true\nfirst_sign_in = \"link_or_create\"",
        )
        .await;
        fake.emails(emails.clone());
        fake.person(json!({"login": "ada", "id": 7, "email": "ada@example.com"}));
        let browser = comes(&app, &fake).await;
        // The name is taken, the address is to be proven, and nobody is signed in.
        assert_eq!(
            browser.page().page_name(),
            "sign-up",
            "{emails}: {}",
            browser.page().text()
        );
        assert!(browser.cookie("sid").is_none());
        assert!(!browser.page().body.contains("ada@example.com"));
    }
}

/// A login can be given to somebody else; the number cannot.
#[tokio::test]
async fn people_are_known_by_their_number() {
    let (app, fake) = with(OAuthKind::GitHub, "trusted_email = true").await;
    comes(&app, &fake).await;
    fake.person(json!({"login": "octocat", "id": 99}));
    fake.emails(json!([{"email": "taker@example.org", "primary": true, "verified": true}]));
    let browser = comes(&app, &fake).await;
    assert_eq!(
        browser.page().page_name(),
        "sign-up",
        "somebody else with that name"
    );
    fake.person(json!({"login": "renamed", "id": 583_231}));
    let mut browser = comes(&app, &fake).await;
    assert_eq!(browser.page().page_name(), "home");
    let page = browser.get("/account/profile").await;
    assert!(page.body.contains("value=\"octocat\""));
    for id in [json!(null), json!(-1), json!(1.5), json!(""), json!([1])] {
        fake.person(json!({"login": "x", "id": id}));
        let browser = comes(&app, &fake).await;
        assert_eq!(browser.page().status, 502, "{id}");
    }
}

/// GitHub answers its errors with 200.
#[tokio::test]
async fn a_code_that_is_refused_signs_nobody_in() {
    for kind in OAuthKind::ALL {
        let (app, fake) = with(kind, "").await;
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let there = through(&mut browser, "there").await;
        let answer = fake
            .agree(&there)
            .as_str()
            .replace("oauth-code-1", "oauth-code-9");
        let page = browser.authorize(&answer).await.page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (502, "error"),
            "{kind:?}"
        );
    }
}
