//! D02: a session identifier that was given up is used again (CVE-2025-12390, CVE-2024-7341).

use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{Authenticator, AuthenticatorApp, RelyingParty, TestApp};

use crate::passkeys::house;
use crate::visits::{nobody, pair, sign_out, silently_with};

/// "Verify that when session termination is triggered …, the application disallows any further use of the session."  ASVS 7.4.1
#[tokio::test]
async fn a_session_that_was_signed_out_is_never_valid_again() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let old = pair(&browser, "sid");
    assert!(
        silently_with(&app, &rp, &[&old]).await.is_ok(),
        "the session works before"
    );

    sign_out(&mut browser).await;
    assert_eq!(silently_with(&app, &rp, &[&old]).await, nobody());
    // Nor does the next sign-in of the same person bring it back.
    browser.sign_in_as(ADA).await;
    assert_ne!(pair(&browser, "sid"), old);
    assert_eq!(silently_with(&app, &rp, &[&old]).await, nobody());
}

/// "New id at login, MFA, step-up": whoever has a copy of a session is not lifted along when its owner proves a second factor
/// within it.
#[tokio::test]
async fn a_factor_that_is_set_up_gives_a_new_session() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let old = pair(&browser, "sid");
    assert!(silently_with(&app, &rp, &[&old]).await.is_ok());
    let page = browser.get("/account/two-factor/set-up?method=totp").await;
    let code = AuthenticatorApp::from_page(&page).code(&app);
    let field = [("code", code.as_str())];
    let page = browser
        .submit("#factor-set-up", &field, "#factor-set-up-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    let new = pair(&browser, "sid");
    assert_ne!(new, old);
    assert_eq!(silently_with(&app, &rp, &[&old]).await, nobody());
    assert!(silently_with(&app, &rp, &[&new]).await.is_ok());
}

/// The same with a passkey, which proves itself when it is made.
#[tokio::test]
async fn a_passkey_that_is_made_gives_a_new_session() {
    let app = house().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut copy = browser.clone();
    let mut authenticator = Authenticator::new(app.issuer());
    browser.add_passkey(&mut authenticator).await;
    assert_eq!(copy.get("/account").await.page_name(), "sign-in");
    assert_ne!(browser.get("/account").await.page_name(), "sign-in");
}

/// "Verify that the application generates a new session token on user authentication, including re-authentication, and
/// terminates the current session token."  ASVS 7.2.4
#[tokio::test]
async fn every_sign_in_replaces_the_session_identifier() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..4 {
        browser.sign_in_as(ADA).await;
        let now = pair(&browser, "sid");
        assert!(!seen.contains(&now));
        assert!(silently_with(&app, &rp, &[&now]).await.is_ok());
        for old in &seen {
            assert_eq!(silently_with(&app, &rp, &[old]).await, nobody());
        }
        seen.push(now);
    }
}

/// A value that an attacker chose and planted before the sign-in does not become the session.
#[tokio::test]
async fn a_planted_session_identifier_is_not_adopted() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let planted = "sid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    browser.set_cookie(&format!("{planted}; Path=/"));
    browser.sign_in_as(ADA).await;
    assert_ne!(pair(&browser, "sid"), planted);
    assert_eq!(silently_with(&app, &rp, &[planted]).await, nobody());
    assert!(
        silently_with(&app, &rp, &[&pair(&browser, "sid")])
            .await
            .is_ok()
    );
}
