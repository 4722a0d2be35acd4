//! F12: another address takes the old one's place unproven, unseen, or after things have changed (CVE-2026-32700, CVE-2026-27946).

use vestibule_test_support::Mail;
use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{change, is_void, link, open_app};
use crate::second_step::{enter, half_way, is_in};

const NEW: &str = "ada@new.example";

/// Whether a mail names that address. No program may make a link of it, so it is written with spaces.
fn says(text: &str, address: &str) -> bool {
    text.replace(' ', "").contains(address)
}

/// "Verify that the application … notif[ies] users … of … changes of … email address"  ASVS 6.3.7: the old address hears of it before
/// and after, and the new one counts when it is proven and not before.
#[tokio::test]
async fn the_new_address_counts_when_it_is_proven_and_the_old_one_hears_of_it() {
    let app = open_app().await;
    let mut asked = change(&app, ADA, NEW).await;
    let told = app.mailbox().last_to(ADA.email).await;
    assert!(says(&told.text, NEW), "{}", told.text);
    assert!(
        !told.raw.contains(&asked.token()),
        "whoever reads the old mailbox confirms nothing"
    );
    let mut elsewhere = app.browser();
    elsewhere.get("/sign-in").await;
    let page = elsewhere.fill_sign_in(NEW, ADA.password).await.page();
    assert_eq!(page.status, 422, "not yet");
    asked.open().await;
    let page = asked.press().await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "verify-email")
    );
    let told = app.mailbox().to(ADA.email).await;
    assert_eq!(told.len(), 2, "asked for, and done");
    assert!(says(&told[1].text, NEW));
    app.browser().sign_in(NEW, ADA.password).await;
    let page = elsewhere.fill_sign_in(ADA.email, ADA.password).await.page();
    assert_eq!(page.status, 422, "the old one is nobody's");
    // Whoever was signed in stays so: the credentials are the same.
    assert_eq!(
        asked.browser.get("/account/email").await.page_name(),
        "account-email"
    );
}

/// "Confirmation bound to (user, new address) …; changed in between → invalid"
#[tokio::test]
async fn what_changed_in_between_makes_it_void() {
    let app = open_app().await;
    let mut first = change(&app, ADA, NEW).await;
    first.open().await;
    app.advance(61);
    let mut second = change(&app, ADA, "ada@other.example").await;
    assert!(is_void(&first.press().await), "another one was asked for");
    second.open().await;
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@third.example\"\n")
        .await;
    assert!(
        is_void(&second.press().await),
        "the old one is another by now"
    );
    app.browser()
        .sign_in("ada@third.example", ADA.password)
        .await;
}

/// Whether somebody has the new address is told to nobody, and nobody's account is taken over by it.
#[tokio::test]
async fn an_address_that_is_taken_gets_the_same_answer() {
    let app = open_app().await;
    let mut ada = app.browser();
    ada.sign_in_as(ADA).await;
    let mut answers = Vec::new();
    for address in ["free@example.com", GRACE.email] {
        app.advance(61);
        ada.get("/account/email").await;
        let fields = [("email", address)];
        let page = ada
            .submit("#change-email", &fields, "#change-email-submit")
            .await
            .page();
        answers.push((page.status, page.text().replace(address, "")));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(app.mailbox().to("free@example.com").await.len(), 1);
    assert_eq!(app.mailbox().to(GRACE.email).await.len(), 0);
    // Taken between the asking and the proof.
    let free = link(&app, "free@example.com").await;
    assert!(
        is_void(&ada.get(&free).await),
        "the later request made it void"
    );
    app.advance(3600);
    let mut asked = change(&app, ADA, "late@example.com").await;
    asked.open().await;
    app.apply("[[user]]\nusername = \"hedy\"\nemail = \"LATE@example.com\"\n")
        .await;
    assert!(is_void(&asked.press().await));
    app.browser().sign_in(ADA.email, ADA.password).await;
}

/// "full re-authentication before allowing modifications to sensitive account attributes"  ASVS 7.5.1
#[tokio::test]
async fn a_sign_in_of_a_while_ago_is_not_enough() {
    let app = open_app().await;
    let mut ada = app.browser();
    ada.sign_in_as(ADA).await;
    ada.get("/account/email").await;
    app.advance(6 * 60);
    let fields = [("email", NEW)];
    let page = ada
        .submit("#change-email", &fields, "#change-email-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
    assert!(app.mailbox().all().await.iter().all(|mail| mail.to != NEW));
    let page = ada.fill_sign_in(ADA.username, ADA.password).await.page();
    assert_eq!(page.page_name(), "account-email", "back to where one was");
    ada.submit("#change-email", &fields, "#change-email-submit")
        .await;
    assert_eq!(app.mailbox().to(NEW).await.len(), 1);
}

/// A code that lies in the old mailbox signs nobody in any more once the account has another address.
#[tokio::test]
async fn a_code_in_the_old_mailbox_is_void() {
    let app = open_app().await;
    crate::second_step::offer(&app, "\"email\"", "").await;
    let mut owner = app.browser();
    owner.sign_in_as(ADA).await;
    owner.get("/account/two-factor").await;
    owner
        .submit("#factor-email", &[], "button[value=turn-on]")
        .await;
    let (mut owner, mut thief) = (app.browser(), app.browser());
    for browser in [&mut owner, &mut thief] {
        half_way(browser, ADA).await;
        browser.submit("#send-code", &[], "#send-code-submit").await;
    }
    let mails = app.mailbox().to(ADA.email).await;
    let codes: Vec<String> = mails.iter().rev().take(2).map(Mail::code).collect();
    assert!(is_in(&enter(&mut owner, &codes[1]).await));
    owner.get("/account/email").await;
    owner
        .submit("#change-email", &[("email", NEW)], "#change-email-submit")
        .await;
    owner.get(&link(&app, NEW).await).await;
    let page = owner
        .submit("#verify-email", &[], "#verify-email-submit")
        .await
        .page();
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "verify-email")
    );
    let code = &codes[0];
    assert!(!is_in(&enter(&mut thief, code).await));
}
