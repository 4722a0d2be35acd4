//! "Rate limits and lockout that cannot be a DoS": what strangers use up is not the owner's.

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Browser, TestApp, authenticator_app};

use crate::mail_ways::{FRESH, OPEN, ask};
use crate::networks::{behind_proxy, from};
use crate::second_step::{enter, half_way, is_in};

async fn open_behind_proxy() -> TestApp {
    let app = behind_proxy().await;
    app.apply(OPEN).await;
    app
}

async fn mails(app: &TestApp, address: &str) -> usize {
    app.mailbox().to(address).await.len()
}

/// "known-device cookie has own bucket": strangers who ask for mails to an account use up their own.
#[tokio::test]
async fn mails_that_strangers_ask_for_are_not_the_owners() {
    for path in ["/forgot-password", "/sign-in/mail"] {
        let app = open_behind_proxy().await;
        let mut owner = from(&app, "192.0.2.1");
        owner.sign_in_as(ADA).await;
        owner.get("/end_session").await;
        for number in 0..12 {
            let mut stranger = from(&app, &format!("198.51.100.{number}"));
            ask(&mut stranger, path, ADA.email).await;
            app.advance(61);
        }
        let before = mails(&app, ADA.email).await;
        assert!((3..=9).contains(&before), "{path}: {before}");
        let mut unknown = from(&app, "192.0.2.2");
        ask(&mut unknown, path, ADA.email).await;
        assert_eq!(mails(&app, ADA.email).await, before, "{path}: used up");
        ask(&mut owner, path, ADA.email).await;
        assert_eq!(mails(&app, ADA.email).await, before + 1, "{path}");
    }
}

async fn sign_up(browser: &mut Browser, email: &str) {
    browser.get("/sign-up").await;
    let fields = [("username", "hedy"), ("email", email), ("password", FRESH)];
    let page = browser
        .submit("#sign-up", &fields, "#sign-up-submit")
        .await
        .page();
    assert_eq!(page.status, 202, "{}", page.text());
}

/// One stranger does not keep anybody from having an account.
#[tokio::test]
async fn one_network_does_not_use_up_the_mails_of_an_address() {
    let app = open_behind_proxy().await;
    for _ in 0..5 {
        sign_up(&mut from(&app, "198.51.100.1"), "hedy@example.com").await;
        app.advance(61);
    }
    assert_eq!(mails(&app, "hedy@example.com").await, 3);
    sign_up(&mut from(&app, "192.0.2.1"), "hedy@example.com").await;
    assert_eq!(mails(&app, "hedy@example.com").await, 4);
}

/// Whoever learned the password pauses the codes in unknown browsers, and not where the owner signed in before.
#[tokio::test]
async fn a_pause_of_codes_is_not_the_owners() {
    let app = behind_proxy().await;
    let mut owner = from(&app, "192.0.2.1");
    let (ada, _) = authenticator_app::turn_on(&mut owner, &app, ADA).await;
    owner.get("/end_session").await;
    for number in 0..2 {
        let mut thief = from(&app, &format!("198.51.100.{number}"));
        half_way(&mut thief, ADA).await;
        for _ in 0..5 {
            enter(&mut thief, &ada.wrong_code(&app)).await;
        }
    }
    let mut thief = from(&app, "198.51.100.9");
    half_way(&mut thief, ADA).await;
    assert_eq!(enter(&mut thief, &ada.next_code(&app)).await.status, 429);
    half_way(&mut owner, ADA).await;
    assert!(is_in(&enter(&mut owner, &ada.next_code(&app)).await));
    // The owner's success gives the thief nothing back.
    let mut thief = from(&app, "198.51.100.10");
    half_way(&mut thief, ADA).await;
    assert_eq!(enter(&mut thief, &ada.next_code(&app)).await.status, 429);
}

/// "OTP | 30/min" a source: codes for many accounts from one network.
#[tokio::test]
async fn a_network_tries_thirty_codes_a_minute() {
    let app = behind_proxy().await;
    app.apply(OPEN).await;
    let try_code = async |browser: &mut Browser| {
        browser.get("/sign-in/mail").await;
        let fields = [("login", "nobody@example.com")];
        browser
            .submit("#mail-sign-in", &fields, "#mail-sign-in-code")
            .await;
        let fields = [("code", "00000000")];
        let page = browser
            .submit("#mail-code", &fields, "#mail-code-submit")
            .await
            .page();
        page.status
    };
    // Each browser asks from a network of its own, since mails are limited as well, and types in the one network.
    let mut statuses = Vec::new();
    for number in 0..31 {
        let mut browser = from(&app, &format!("203.0.113.{number}"));
        browser.get("/sign-in/mail").await;
        let fields = [("login", "nobody@example.com")];
        browser
            .submit("#mail-sign-in", &fields, "#mail-sign-in-code")
            .await;
        browser.added_headers = vec![("x-forwarded-for", "198.51.100.1".to_owned())];
        let fields = [("code", "00000000")];
        let page = browser
            .submit("#mail-code", &fields, "#mail-code-submit")
            .await
            .page();
        statuses.push(page.status);
    }
    assert_eq!(statuses[..30], [422; 30]);
    assert_eq!(statuses[30], 429);
    assert_eq!(
        try_code(&mut from(&app, "192.0.2.7")).await,
        422,
        "elsewhere"
    );
}
