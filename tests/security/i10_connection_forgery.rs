//! I10: somebody else's account elsewhere is connected with the victim's here (Keycloak CVE-2026-15571, CVE-2026-92358, Zitadel
//! CVE-2025-46815), or the victim's is taken away.

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::{Browser, Site};
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::upstream::{FakeOpenId, agreed, came_back};

use crate::upstream::with_provider;

async fn csrf(browser: &mut Browser) -> String {
    let page = browser.get("/account/connections").await;
    page.attribute("form input[name=csrf]", "value").unwrap()
}

async fn connected(app: &TestApp, username: &str) -> usize {
    let db = app.context().await.db();
    let user = db.credentials(username).await.unwrap().unwrap().user.id;
    db.identities(user).await.unwrap().len()
}

async fn begin(browser: &mut Browser) -> url::Url {
    browser.get("/account/connections").await;
    browser
        .submit("#connect", &[], "button[value=fake]")
        .await
        .redirect()
}

/// "POST + CSRF + re-auth"
#[tokio::test]
async fn connecting_begins_with_a_form_of_ours_and_a_fresh_sign_in() {
    let (app, fake) = with_provider("").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let token = csrf(&mut browser).await;
    // A link, a form of another site, a form without or with another's token.
    let page = browser.get("/account/connections?connect=fake").await;
    assert_eq!(page.page_name(), "account-connections");
    for (token, site) in [
        ("", Site::Same),
        ("AAAA", Site::Same),
        (token.as_str(), Site::Cross),
    ] {
        let fields = [("csrf", token), ("connect", "fake")];
        let page = browser
            .post("/account/connections", &fields, site)
            .await
            .page();
        // Another site's form brings no cookie: it is nobody's.
        let expected = if site == Site::Cross {
            "sign-in"
        } else {
            "error"
        };
        assert_eq!(page.page_name(), expected, "{site:?}");
    }
    let mut grace = app.browser();
    grace.sign_in_as(GRACE).await;
    let theirs = csrf(&mut grace).await;
    let fields = [("csrf", theirs.as_str()), ("connect", "fake")];
    let page = browser
        .post("/account/connections", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403);
    app.advance(301);
    let token = csrf(&mut browser).await;
    let fields = [("csrf", token.as_str()), ("connect", "fake")];
    let page = browser
        .post("/account/connections", &fields, Site::Same)
        .await
        .page();
    assert_eq!(
        page.page_name(),
        "sign-in",
        "an old sign-in connects nothing"
    );
    assert!(fake.asked("/token").is_empty());
    assert_eq!(connected(&app, ADA.username).await, 0);
}

/// "proof one-use, bound to session": the answer counts in the browser that began, while its owner is signed in, once.
#[tokio::test]
async fn an_answer_connects_only_where_it_was_asked_for() {
    let (app, fake) = with_provider("").await;
    // The attacker begins, agrees with their own account there, and has the victim open the callback.
    let mut attacker = app.browser();
    attacker.sign_in_as(GRACE).await;
    let answer = fake.agree(&begin(&mut attacker).await);
    let mut victim = app.browser();
    victim.sign_in_as(ADA).await;
    let page = came_back(&mut victim, &answer).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (400, "error"));
    assert_eq!(connected(&app, ADA.username).await, 0);
    // Signed out meanwhile, the browser proves nothing any more.
    let mut left = app.browser();
    left.sign_in_as(ADA).await;
    let answer = fake.agree(&begin(&mut left).await);
    left.get("/end_session").await;
    left.submit("#sign-out", &[], "#sign-out-confirm").await;
    let page = came_back(&mut left, &answer).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (400, "error"));
    left.sign_in_as(GRACE).await;
    assert_eq!(connected(&app, ADA.username).await, 0);
    assert_eq!(connected(&app, GRACE.username).await, 0);
    // Honest, and then the same answer again after it was taken away.
    let answer = fake.agree(&begin(&mut victim).await);
    let page = came_back(&mut victim, &answer).await.page();
    assert_eq!(page.page_name(), "account-connections", "{}", page.text());
    assert_eq!(connected(&app, ADA.username).await, 1);
    victim
        .submit("#connections form", &[], "button[name=disconnect]")
        .await;
    assert_eq!(connected(&app, ADA.username).await, 0);
    let page = came_back(&mut victim, &answer).await.page();
    assert_eq!(page.status, 400);
    assert_eq!(connected(&app, ADA.username).await, 0);
}

/// A credential that changed meanwhile makes what was begun before void.
#[tokio::test]
async fn what_was_begun_under_other_credentials_is_void() {
    let (app, fake) = with_provider("").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let answer = fake.agree(&begin(&mut browser).await);
    let mut other = app.browser();
    vestibule_test_support::authenticator_app::turn_on(&mut other, &app, ADA).await;
    let page = came_back(&mut browser, &answer).await.page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (400, "error"),
        "{}",
        page.text()
    );
    assert_eq!(connected(&app, ADA.username).await, 0);
}

/// An account there is connected with one account here; the other is not told which.
#[tokio::test]
async fn an_account_elsewhere_belongs_to_one_person() {
    let (app, fake) = with_provider("").await;
    let mut ada = app.browser();
    ada.sign_in_as(ADA).await;
    let there = begin(&mut ada).await;
    came_back(&mut ada, &fake.agree(&there)).await;
    let mut grace = app.browser();
    grace.sign_in_as(GRACE).await;
    let there = begin(&mut grace).await;
    let page = came_back(&mut grace, &fake.agree(&there)).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (409, "error"));
    assert!(!page.text().contains("ada"), "{}", page.text());
    assert_eq!(connected(&app, GRACE.username).await, 0);
    // Connecting it with the same account again changes nothing.
    let there = begin(&mut ada).await;
    let page = came_back(&mut ada, &fake.agree(&there)).await.page();
    assert_eq!(page.page_name(), "account-connections");
    assert_eq!(connected(&app, ADA.username).await, 1);
}

/// Nobody takes another's connection away, and nobody locks themselves out.
#[tokio::test]
async fn the_last_way_in_stays() {
    let (app, fake) = with_provider("trusted_email = true").await;
    fake.person(json!({"sub": "new", "email": "new@example.com", "email_verified": true, "preferred_username": "new"}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    agreed(&mut browser, &fake, "fake").await;
    let page = browser.get("/account/connections").await;
    let id = page.attribute("button[name=disconnect]", "value").unwrap();
    let page = browser
        .submit("#connections form", &[], "button[name=disconnect]")
        .await
        .page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (409, "error"),
        "{}",
        page.text()
    );
    assert_eq!(connected(&app, "new").await, 1);
    let mut ada = app.browser();
    ada.sign_in_as(ADA).await;
    let token = csrf(&mut ada).await;
    for id in [id.as_str(), "", "00000000-0000-0000-0000-000000000000"] {
        let fields = [("csrf", token.as_str()), ("disconnect", id)];
        let page = ada
            .post("/account/connections", &fields, Site::Same)
            .await
            .page();
        assert_ne!(page.status, 200, "{id}");
    }
    assert_eq!(connected(&app, "new").await, 1);
    // A second one, and the first may go.
    let second = FakeOpenId::start(app.clock()).await;
    app.apply(&second.toml("second", "")).await;
    browser.get("/account/connections").await;
    let there = browser
        .submit("#connect", &[], "button[value=second]")
        .await
        .redirect();
    came_back(&mut browser, &second.agree(&there)).await;
    assert_eq!(connected(&app, "new").await, 2);
    browser.get("/account/connections").await;
    browser
        .submit("#connections form", &[], "button[name=disconnect]")
        .await;
    assert_eq!(connected(&app, "new").await, 1);
}

/// What was disconnected signs nobody in any more.
#[tokio::test]
async fn a_disconnected_account_signs_nobody_in() {
    let (app, fake) = with_provider("first_sign_in = \"refuse\"").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let there = begin(&mut browser).await;
    came_back(&mut browser, &fake.agree(&there)).await;
    let mut other = app.browser();
    other.get("/sign-in").await;
    assert_eq!(
        agreed(&mut other, &fake, "fake").await.page().page_name(),
        "home"
    );
    browser.get("/account/connections").await;
    browser
        .submit("#connections form", &[], "button[name=disconnect]")
        .await;
    let mut again = app.browser();
    again.get("/sign-in").await;
    let page = agreed(&mut again, &fake, "fake").await.page();
    assert_eq!((page.status, page.page_name().as_str()), (403, "error"));
}
