//! G04, F18: codes of the second step that go by mail are guessed, moved to another sign-in, or asked for without end.

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::sms::SmsGateway;
use vestibule_test_support::{Browser, Page, TestApp};

use crate::second_step::{enter, half_way, is_in, offer};

async fn with_mail_codes() -> TestApp {
    let app = TestApp::with_fixture().await;
    offer(&app, "\"email\"", "").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/account/two-factor").await;
    let page = browser
        .submit("#factor-email", &[], "button[value=turn-on]")
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    app
}

async fn send(browser: &mut Browser) -> Page {
    browser
        .submit("#send-code", &[], "#send-code-submit")
        .await
        .page()
}

async fn code_of(app: &TestApp) -> String {
    app.mailbox().last_to(ADA.email).await.code()
}

/// "≥8 digits, session-bound … 10 min": it is worth something in the sign-in that asked for it, once.
#[tokio::test]
async fn a_code_belongs_to_the_sign_in_that_asked_for_it() {
    let app = with_mail_codes().await;
    let mut browser = app.browser();
    let page = half_way(&mut browser, ADA).await;
    assert!(!page.has("#second-factor"), "nothing was sent by looking");
    assert!(page.text().contains("a•••@example.com"), "{}", page.text());
    let page = send(&mut browser).await;
    assert!(page.has("#second-factor"), "{}", page.text());
    let code = code_of(&app).await;
    assert_eq!(code.len(), 8);
    assert!(!app.dump().await.contains(&code));
    let mut other = app.browser();
    half_way(&mut other, ADA).await;
    app.advance(31);
    send(&mut other).await;
    assert_eq!(
        enter(&mut other, &code).await.status,
        422,
        "another sign-in's"
    );
    let others = code_of(&app).await;
    assert!(is_in(&enter(&mut browser, &code).await));
    app.advance(600);
    let page = enter(&mut other, &others).await;
    assert!(!is_in(&page), "too old");
}

/// "≤5 tries per code, then burned"; and another code is sent only after a while.
#[tokio::test]
async fn tries_and_mails_are_limited() {
    let app = with_mail_codes().await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    send(&mut browser).await;
    let before = app.mailbox().to(ADA.email).await.len();
    assert_eq!(send(&mut browser).await.status, 429);
    assert_eq!(app.mailbox().to(ADA.email).await.len(), before);
    let code = code_of(&app).await;
    let wrong = format!("{:08}", (code.parse::<u64>().unwrap() + 1) % 100_000_000);
    for _ in 0..4 {
        assert_eq!(enter(&mut browser, &wrong).await.status, 422);
    }
    assert_eq!(enter(&mut browser, &wrong).await.status, 403);
    assert!(!is_in(&browser.get("/").await) || browser.cookie("sid").is_none());
    // Asking again and again sends ten in an hour.
    let mut sent = 1;
    for _ in 0..14 {
        app.advance(31);
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        sent += usize::from(send(&mut browser).await.status == 200);
    }
    assert_eq!(sent, 10);
}

/// A code that was replaced by another is worth nothing.
#[tokio::test]
async fn the_latest_code_counts() {
    let app = with_mail_codes().await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    send(&mut browser).await;
    let first = code_of(&app).await;
    app.advance(31);
    send(&mut browser).await;
    let second = code_of(&app).await;
    assert_ne!(first, second);
    assert_eq!(enter(&mut browser, &first).await.status, 422);
    assert!(is_in(&enter(&mut browser, &second).await));
}

/// A phone counts when a code arrived at it, and its number is shown to nobody; without a gateway none is offered.
#[tokio::test]
async fn a_phone_is_proven_before_it_counts() {
    let gateway = SmsGateway::start().await;
    let app = TestApp::builder()
        .fixture()
        .setting("sms.url", gateway.url())
        .start()
        .await;
    offer(&app, "\"sms\"", "").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/two-factor").await;
    let link = page.link("#set-up-sms");
    browser.get(link.as_str()).await;
    let number = [("phone", "020 7946 0018")];
    let page = browser
        .submit("#send-code", &number, "#send-code-submit")
        .await
        .page();
    assert_eq!(page.status, 422, "no country: {}", page.text());
    let number = [("phone", "+44 (20) 7946-0018")];
    browser
        .submit("#send-code", &number, "#send-code-submit")
        .await;
    // Nothing counts yet.
    app.browser().sign_in_as(ADA).await;
    let text = gateway.last_to(&app, "+442079460018").await;
    let code = text.code();
    assert_eq!(code.len(), 6, "{}", text.text());
    let wrong = format!("{:06}", (code.parse::<u64>().unwrap() + 1) % 1_000_000);
    for (code, page_name) in [(&wrong, "second-factor-set-up"), (&code, "recovery-codes")] {
        let page = browser
            .submit(
                "#factor-set-up",
                &[("code", code.as_str())],
                "#factor-set-up-submit",
            )
            .await
            .page();
        assert_eq!(page.page_name(), page_name, "{}", page.text());
    }
    app.advance(31);
    let mut other = app.browser();
    half_way(&mut other, ADA).await;
    let page = send(&mut other).await;
    assert!(page.text().contains("•••• 18"), "{}", page.text());
    let code = gateway.last_to(&app, "+442079460018").await.code();
    assert!(is_in(&enter(&mut other, &code).await));
    assert!(!app.dump().await.contains("+442079460018"));
    // Where no message can go, no phone is offered.
    let app = TestApp::with_fixture().await;
    offer(&app, "\"sms\", \"totp\"", "").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/two-factor").await;
    assert!(page.has("#set-up-totp") && !page.has("#set-up-sms"));
    let page = browser.get("/account/two-factor/set-up?method=sms").await;
    assert_eq!(page.status, 404);
}
