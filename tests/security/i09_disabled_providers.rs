//! I09: a provider that was disabled or removed still vouches (Keycloak CVE-2026-1486, CVE-2026-3009, Zitadel CVE-2025-64717).

use serde_json::json;
use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::upstream::{FakeOpenId, agreed, came_back, through};

use crate::upstream::{LINKS, OPEN, assert_nobody, told, with_provider};

async fn disable(app: &TestApp, fake: &FakeOpenId, more: &str) {
    app.apply(&fake.toml("fake", &format!("{more}\ndisabled = true")))
        .await;
}

async fn remove(app: &TestApp, other: &FakeOpenId) {
    let report = apply(
        app.app(),
        &other.toml("other", ""),
        Unnamed::Remove,
        Mode::Write,
    )
    .await;
    report.unwrap();
}

/// At the button, at the callback, and posted.
#[tokio::test]
async fn a_provider_that_was_switched_off_meanwhile_signs_nobody_in() {
    for removed in [false, true] {
        let (app, fake) = with_provider(LINKS).await;
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let there = through(&mut browser, "fake").await;
        let answer = fake.agree(&there);
        if removed {
            remove(&app, &FakeOpenId::start(app.clock()).await).await;
        } else {
            disable(&app, &fake, LINKS).await;
        }
        let page = came_back(&mut browser, &answer).await.page();
        assert_nobody(&browser, &page, 404);
        let fields: Vec<(String, String)> = answer.query_pairs().into_owned().collect();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let site = vestibule_test_support::browser::Site::Cross;
        let page = browser
            .post("/sign-in/through/fake/callback", &fields, site)
            .await
            .page();
        assert_nobody(&browser, &page, 404);
        assert!(fake.asked("/token").is_empty());
        let page = browser.get("/sign-in/through/fake").await;
        assert_nobody(&browser, &page, 404);
        let page = browser.get("/sign-in").await;
        assert!(!page.has("#sign-in-through-fake"));
    }
}

/// On the way to connect an account.
#[tokio::test]
async fn a_provider_that_was_switched_off_connects_nothing() {
    let (app, fake) = with_provider("").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/connections").await;
    let there = browser
        .submit("#connect", &[], "button[value=fake]")
        .await
        .redirect();
    disable(&app, &fake, "").await;
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (404, "error"));
    let page = browser.get("/account/connections").await;
    assert!(!page.has("#connections"), "{}", page.text());
}

/// Its word does not outlive it: neither on the page that asks for what is missing, nor in the mail.
#[tokio::test]
async fn the_word_of_a_provider_that_was_switched_off_makes_no_account() {
    let (app, fake) = with_provider("").await;
    fake.person(json!({"sub": "new", "email": "new@example.com", "preferred_username": "new"}));
    let mut waiting = app.browser();
    waiting.get("/sign-in").await;
    let page = agreed(&mut waiting, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "sign-up");
    let mut mailed = waiting.clone();
    mailed
        .submit("#sign-up", &[("username", "new")], "#sign-up-submit")
        .await;
    let link = app.mailbox().last_to("new@example.com").await.link();
    disable(&app, &fake, "").await;
    let page = waiting
        .submit("#sign-up", &[("username", "new")], "#sign-up-submit")
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (404, "error"));
    mailed.get(&link).await;
    let page = mailed
        .submit("#verify-email", &[], "button[type=submit]")
        .await
        .page();
    assert_eq!(page.page_name(), "error", "{}", page.text());
    assert!(
        app.context()
            .await
            .db()
            .credentials("new")
            .await
            .unwrap()
            .is_none()
    );
    // Switched on again, nothing that was said before counts twice.
    app.apply(&format!("{OPEN}{}", fake.toml("fake", ""))).await;
    let mut again = app.browser();
    again.get("/sign-in").await;
    let page = agreed(&mut again, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "sign-up");
}

/// Nor does it sign anybody out.
#[tokio::test]
async fn a_provider_that_was_switched_off_signs_nobody_out() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    let token = fake.sign("logout+jwt", fake.logout_claims());
    disable(&app, &fake, LINKS).await;
    assert_eq!(told(&app, &token).await, 400);
    assert_eq!(browser.get("/account").await.page_name(), "account");
}

/// Whoever was signed in by it stays signed in: that the provider is switched off says nothing about them.
#[tokio::test]
async fn who_was_signed_in_by_it_before_stays_signed_in() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    disable(&app, &fake, LINKS).await;
    assert_eq!(browser.get("/account").await.page_name(), "account");
}

/// Between the provider's word and the second factor here: the word is nobody's any more.
#[tokio::test]
async fn a_provider_that_was_switched_off_at_the_second_factor_signs_nobody_in() {
    let (app, fake) = with_provider(LINKS).await;
    let (own, _) =
        vestibule_test_support::authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = agreed(&mut browser, &fake, "fake").await.page();
    assert_eq!(page.page_name(), "second-factor");
    disable(&app, &fake, LINKS).await;
    let code = own.next_code(&app);
    let page = browser
        .submit(
            "#second-factor",
            &[("code", &code)],
            "#second-factor-submit",
        )
        .await
        .page();
    assert_ne!(page.page_name(), "home", "{}", page.text());
    assert!(browser.cookie("sid").is_none());
}
