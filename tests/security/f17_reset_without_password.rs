//! F17: a reset makes a password for an account that has none, or signs somebody in.

use vestibule_test_support::Browser;
use vestibule_test_support::fixture::ADA;

use crate::f16_reset_work::OTHERS;
use crate::mail_ways::{FRESH, ask, open_app, reset};

/// "no credential creation without confirm": who has no password gets none by mail, but hears why.
#[tokio::test]
async fn an_account_without_a_password_gets_none() {
    let app = open_app().await;
    app.apply(OTHERS).await;
    ask(&mut app.browser(), "/forgot-password", "passwordless").await;
    let mail = app.mailbox().last_to("passwordless@example.com").await;
    assert!(
        mail.links().iter().all(|link| !link.contains("token=")),
        "{}",
        mail.text
    );
    assert!(mail.links().iter().any(|link| link.ends_with("/sign-in")));
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.page_name() == "account"
}

/// "every session revoked, owner told, second factor still asked": the link signs nobody in.
#[tokio::test]
async fn a_reset_ends_every_session_and_begins_none() {
    let app = open_app().await;
    let mut before = app.browser();
    before.sign_in_as(ADA).await;
    assert!(is_signed_in(&mut before).await);
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    let page = asked.press().await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "reset-password")
    );
    assert!(asked.browser.cookie("sid").is_none());
    assert!(!is_signed_in(&mut asked.browser).await);
    assert!(!is_signed_in(&mut before).await);
    let told = app.mailbox().last_to(ADA.email).await;
    assert!(told.subject.contains("password"), "{}", told.subject);
    before.get("/sign-in").await;
    assert_eq!(
        before
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page()
            .status,
        422
    );
    app.browser().sign_in(ADA.username, FRESH).await;
}

/// The rules for a new password hold here as everywhere, and a refused one leaves the link as it is.
#[tokio::test]
async fn a_new_password_must_be_a_good_one() {
    let app = open_app().await;
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    for bad in [
        "short",
        "passwordpassword1",
        ADA.password,
        "ada@example.com ada",
    ] {
        let page = asked
            .browser
            .submit(
                "#reset-password",
                &[("password", bad)],
                "#reset-password-submit",
            )
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (422, "reset-password"),
            "{bad}"
        );
        assert!(page.has("#password-problem"), "{bad}");
    }
    assert_eq!(asked.press().await.status, 200);
}

/// A link of before the tenant turned passwords off sets none.
#[tokio::test]
async fn a_link_sets_no_password_where_none_signs_in() {
    let app = open_app().await;
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { passwords = false }\n")
        .await;
    assert_ne!(asked.press().await.status, 200);
    app.apply("[[tenant]]\nslug = \"default\"\nsign_in = { passwords = true }\n")
        .await;
    app.browser().sign_in(ADA.username, ADA.password).await;
}
