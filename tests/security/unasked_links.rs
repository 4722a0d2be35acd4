//! A stranger has a mail sent to somebody who did not ask for it, and its link does the stranger's work: I05, "Account
//! pre-hijacking" ("trojan identifier", "unverified e-mail change", Sudhodanan and Paverd, USENIX Security 2022).

use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{Browser, Page, TestApp};

use crate::mail_ways::{FRESH, account, change, is_void, link, open_app, proof, sign_up};

const VICTIM: &str = "hedy@example.com";

/// Opens the link and presses its button, with that password if any.
async fn press(browser: &mut Browser, link: &str, password: Option<&str>) -> Page {
    browser.get(link).await;
    let password = password.map(|password| ("password", password));
    browser
        .submit("#verify-email", password.as_slice(), "#verify-email-submit")
        .await
        .page()
}

async fn can_sign_in(app: &TestApp, login: &str, password: &str) -> bool {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    browser.fill_sign_in(login, password).await;
    browser.cookie("sid").is_some()
}

/// "Unverified account has no durable sessions": the owner of an address makes no account for the stranger who wrote it down.
#[tokio::test]
async fn a_sign_up_that_a_stranger_began_makes_no_account() {
    let app = open_app().await;
    let strangers = account(&app, "stranger", VICTIM).await.link;
    let mut victim = app.browser();
    for password in [None, Some(""), Some("a guess that is wrong")] {
        let page = press(&mut victim, &strangers, password).await;
        assert_eq!(page.status, 422, "{password:?}");
        assert!(page.has("#password-problem"), "{}", page.text());
        assert!(victim.cookie("sid").is_none());
    }
    assert!(!can_sign_in(&app, VICTIM, FRESH).await);
    // Nor is the victim kept from having their own, which ends the stranger's.
    app.advance(61);
    let mut own = account(&app, "hedy", VICTIM).await;
    app.advance(61);
    let late = account(&app, "late", VICTIM).await.link;
    own.open().await;
    own.press().await;
    assert!(own.browser.cookie("sid").is_some());
    for void in [strangers, late] {
        assert!(is_void(&app.browser().get(&void).await));
    }
}

/// Guesses at the password are limited like those at a sign-in.
#[tokio::test]
async fn the_password_of_a_sign_up_is_not_guessed() {
    let app = open_app().await;
    let strangers = account(&app, "stranger", VICTIM).await.link;
    let mut statuses = Vec::new();
    for number in 0..12 {
        let guess = format!("guess number {number}");
        let page = press(&mut app.browser(), &strangers, Some(&guess)).await;
        statuses.push(page.status);
    }
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10..], [429; 2]);
}

/// A stranger's account does not get the address of whoever presses the button of its mail.
#[tokio::test]
async fn an_address_is_not_lent_to_a_strangers_account() {
    let app = open_app().await;
    let strangers = change(&app, GRACE, VICTIM).await.link;
    let mut victim = app.browser();
    for password in [None, Some(FRESH)] {
        let page = press(&mut victim, &strangers, password).await;
        assert_eq!(page.status, 422, "{password:?}");
    }
    // Nor where somebody else is signed in.
    let mut ada = app.browser();
    ada.sign_in_as(ADA).await;
    assert_eq!(press(&mut ada, &strangers, None).await.status, 422);
    assert!(!can_sign_in(&app, VICTIM, GRACE.password).await);
    let own = proof(&app).await.link;
    assert_eq!(press(&mut victim, &own, None).await.status, 422);
}

/// Whoever did ask is not stopped: where they are signed in nothing is asked, and elsewhere their password.
#[tokio::test]
async fn whoever_asked_goes_on_in_any_browser() {
    let app = open_app().await;
    let own = proof(&app).await.link;
    let mut phone = app.browser();
    phone.sign_in_as(GRACE).await;
    assert_eq!(press(&mut phone, &own, None).await.status, 200);
    let moved = change(&app, GRACE, "grace@new.example").await.link;
    let page = press(&mut app.browser(), &moved, Some(GRACE.password)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(can_sign_in(&app, "grace@new.example", GRACE.password).await);
}

/// Without a password there is nothing to ask for, so that the link waits for the browser that asked.
#[tokio::test]
async fn without_a_password_the_link_is_of_its_browser() {
    let app = open_app().await;
    app.apply(
        "[[user]]\nusername = \"hedy\"\nemail = \"hedy@example.com\"\nemail_verified = true\n",
    )
    .await;
    let mut hedy = app.browser();
    hedy.get("/sign-in/mail").await;
    let fields = [("login", "hedy")];
    hedy.submit("#mail-sign-in", &fields, "#mail-sign-in-link")
        .await;
    hedy.get(&link(&app, VICTIM).await).await;
    hedy.submit("#mail-link", &[], "#mail-link-submit").await;
    hedy.get("/account/email").await;
    let fields = [("email", "hedy@new.example")];
    hedy.submit("#change-email", &fields, "#change-email-submit")
        .await;
    let moved = link(&app, "hedy@new.example").await;
    let page = app.browser().get(&moved).await;
    assert_eq!(page.page_name(), "verify-email");
    assert!(!page.has("#verify-email"), "no form: {}", page.text());
    assert_eq!(press(&mut hedy, &moved, None).await.status, 200);
}

/// A second request of the same browser takes the place of its first, and of nobody else's.
#[tokio::test]
async fn a_strangers_request_ends_nobody_elses_link() {
    let app = open_app().await;
    let mut own = account(&app, "hedy", VICTIM).await;
    app.advance(61);
    account(&app, "stranger", VICTIM).await;
    assert_eq!(own.open().await.page_name(), "verify-email");
    app.advance(61);
    sign_up(&mut own.browser, "hedy2", VICTIM).await;
    let again = link(&app, VICTIM).await;
    assert!(is_void(&own.open().await), "its own first one");
    assert_eq!(own.browser.get(&again).await.page_name(), "verify-email");
}
