//! F06: a link works after what it was made for has changed.

use vestibule_test_support::fixture::{ADA, GRACE};

use crate::mail_ways::{FRESH, change, is_void, mail_link, open_app, proof, reset};

/// "…invalidated when a new one is issued": a new request makes the former link of its purpose void, and no other.
#[tokio::test]
async fn a_new_request_makes_the_former_void() {
    let app = open_app().await;
    let mut other = proof(&app).await;
    let mut first = reset(&app, ADA).await;
    app.advance(61);
    let mut second = reset(&app, ADA).await;
    assert_ne!(first.link, second.link);
    assert!(is_void(&first.open().await));
    assert_eq!(second.open().await.page_name(), "reset-password");
    assert_eq!(other.open().await.page_name(), "verify-email");
}

/// "Verify that a secure process for resetting a forgotten password is implemented"  ASVS 6.4.3: another password makes every
/// link void that was sent before it, whatever its purpose.
#[tokio::test]
async fn another_password_makes_every_link_void() {
    let app = open_app().await;
    let mut asked = vec![
        mail_link(&app, ADA).await,
        change(&app, ADA, "ada@new.example").await,
    ];
    let mut opened = mail_link(&app, GRACE).await;
    opened.open().await;
    let mut reset = reset(&app, ADA).await;
    reset.open().await;
    assert_eq!(reset.press().await.status, 200);
    asked.push(reset);
    for mut asked in asked {
        assert!(is_void(&asked.open().await), "{}", asked.link);
    }
    // Somebody else's is none of it.
    opened.press().await;
    assert!(opened.browser.cookie("sid").is_some());
    app.browser().sign_in(ADA.username, FRESH).await;
}

/// A page that was open already is no way round it.
#[tokio::test]
async fn an_open_page_is_void_as_well() {
    let app = open_app().await;
    let mut link = mail_link(&app, ADA).await;
    link.open().await;
    let mut reset = reset(&app, ADA).await;
    reset.open().await;
    reset.press().await;
    assert!(is_void(&link.press().await));
    assert!(link.browser.cookie("sid").is_none());
}

/// Another address makes void what was sent to the old one.
#[tokio::test]
async fn another_address_makes_links_to_the_old_one_void() {
    let app = open_app().await;
    let mut reset = reset(&app, ADA).await;
    let mut link = mail_link(&app, ADA).await;
    let mut change = change(&app, ADA, "ada@new.example").await;
    change.open().await;
    assert_eq!(change.press().await.status, 200);
    assert!(is_void(&reset.open().await));
    assert!(is_void(&link.open().await));
}

/// A disabled account has no links.
#[tokio::test]
async fn a_disabled_account_has_no_links() {
    let app = open_app().await;
    let mut link = mail_link(&app, GRACE).await;
    let mut reset = reset(&app, GRACE).await;
    reset.open().await;
    app.apply("[[user]]\nusername = \"grace\"\nemail = \"grace@example.com\"\ndisabled = true\n")
        .await;
    assert!(is_void(&link.open().await));
    assert!(is_void(&reset.press().await));
}

/// "reset … 15–30 min", "magic … 10–15 min", "e-mail verify / change … 24 h"  SECURITY §4.4
#[tokio::test]
async fn links_end_in_time() {
    let app = open_app().await;
    let mut proof = proof(&app).await;
    let mut link = mail_link(&app, ADA).await;
    let mut reset = reset(&app, ADA).await;
    app.advance(15 * 60 - 5);
    assert_eq!(link.open().await.page_name(), "mail-link");
    app.advance(10);
    assert!(is_void(&link.press().await));
    app.advance(15 * 60);
    assert!(is_void(&reset.open().await));
    app.advance(23 * 3600);
    assert_eq!(proof.open().await.page_name(), "verify-email");
    app.advance(3600);
    assert!(is_void(&proof.press().await));
}
