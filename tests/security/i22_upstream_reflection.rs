//! I22: what a provider says about an error is shown as it came (class of Hydra CVE-2019-8400).

use vestibule_test_support::upstream::{Manner, came_back, through};

use crate::upstream::{LINKS, assert_nobody, instead_of, with_provider};

const MARKUP: &str = "<script>alert(1)</script>";
const WORDS: &str = "Call 555-0100 and tell them your password";

/// "Fixed text"
#[tokio::test]
async fn nothing_that_a_provider_says_is_repeated() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let answer = fake.agree(&there);
    let said = [
        ("error", MARKUP),
        ("error_description", WORDS),
        ("error_uri", "https://attacker.example/"),
    ];
    let denied = instead_of(&answer, &fake, &said);
    let page = came_back(&mut browser, &denied).await.page();
    assert_nobody(&browser, &page, 502);
    let body = format!(
        r#"{{"error":"invalid_grant","error_description":"{WORDS}","error_uri":"https://attacker.example/"}}"#
    );
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    fake.behave("/token", Manner::Says(400, "application/json", body));
    let second = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_nobody(&browser, &second, 502);
    for page in [page, second] {
        for said in ["alert(1)", "555-0100", "attacker.example"] {
            assert!(!page.body.contains(said), "{said}: {}", page.body);
        }
    }
}

/// What people are called there is text here.
#[tokio::test]
async fn names_from_elsewhere_are_text() {
    let (app, fake) = with_provider("trusted_email = true").await;
    fake.person(serde_json::json!({
        "sub": "x", "email": "x@new.example", "email_verified": true, "name": MARKUP, "preferred_username": MARKUP,
        "given_name": "a\u{202e}b", "locale": "xx-<b>", "zoneinfo": "a\u{0}b",
    }));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    for path in [
        "/account",
        "/account/profile",
        "/account/connections",
        "/account/activity",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        assert!(!page.body.contains(MARKUP), "{path}");
    }
}
