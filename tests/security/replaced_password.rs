//! H1 of no list: a password is replaced because somebody else knows it, and that somebody is signing in at that very moment.
//! Whatever was under way with the old password or with an old session ends with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::task::JoinSet;
use vestibule::administration::clients::Switch;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp};

use crate::operator::{self, switch_user};
use crate::visits::{nobody, silently};

const FRESH: &str = "an entirely different sentence to remember";

async fn replace_password(app: &TestApp) -> bool {
    operator::replace_password(app, ADA.username, FRESH).await
}

/// Waits until the attack is under way.
async fn until(begun: &AtomicUsize, many: usize) {
    while begun.load(Ordering::SeqCst) < many {
        tokio::task::yield_now().await;
    }
}

/// "the subscriber … compromised … SHALL … terminate"  NIST SP 800-63B §4.1; SECURITY F06: any credential change ends what the
/// old one began.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_under_way_with_the_old_password_leaves_no_session() {
    let app = Arc::new(TestApp::with_fixture().await);
    let stop = Arc::new(AtomicBool::new(false));
    let begun = Arc::new(AtomicUsize::new(0));
    let mut attackers = JoinSet::new();
    for _ in 0..4 {
        let (app, stop, begun) = (Arc::clone(&app), Arc::clone(&stop), Arc::clone(&begun));
        attackers.spawn(async move {
            let mut sessions: Vec<Browser> = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                let mut browser = app.browser();
                browser.get("/sign-in").await;
                browser.fill_sign_in(ADA.username, ADA.password).await;
                sessions.push(browser);
                begun.fetch_add(1, Ordering::SeqCst);
            }
            sessions
        });
    }
    until(&begun, 3).await;
    assert!(replace_password(&app).await);
    stop.store(true, Ordering::SeqCst);
    let sessions: Vec<Browser> = attackers.join_all().await.into_iter().flatten().collect();
    assert!(!sessions.is_empty(), "somebody tried");
    let rp = RelyingParty::new(&app, FIRST);
    for mut browser in sessions {
        assert_eq!(silently(&mut browser, &rp).await, nobody());
    }
    // The owner comes in with the new one, after the pause that the wrong ones make.
    app.advance(61);
    let mut owner = app.browser();
    owner.sign_in(ADA.username, FRESH).await;
    assert!(silently(&mut owner, &rp).await.is_ok());
}

/// The same for an authorization under way in an old session: a code that was written in that moment is worth nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_authorization_under_way_leaves_no_grant() {
    let app = Arc::new(TestApp::with_fixture().await);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let stop = Arc::new(AtomicBool::new(false));
    let begun = Arc::new(AtomicUsize::new(0));
    let mut attackers = JoinSet::new();
    for _ in 0..6 {
        let (app, stop, begun) = (Arc::clone(&app), Arc::clone(&stop), Arc::clone(&begun));
        let mut browser = browser.clone();
        attackers.spawn(async move {
            let mut codes: Vec<(RelyingParty, String)> = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                let rp = RelyingParty::new(&app, FIRST);
                let url = rp.authorization_url(&[("prompt", "none")]);
                let outcome: Outcome = browser.authorize(&url).await;
                if outcome.parameter("error").is_none() {
                    let code = rp.code_of(&outcome);
                    codes.push((rp, code));
                    begun.fetch_add(1, Ordering::SeqCst);
                }
            }
            codes
        });
    }
    until(&begun, 6).await;
    assert!(replace_password(&app).await);
    stop.store(true, Ordering::SeqCst);
    let codes: Vec<_> = attackers.join_all().await.into_iter().flatten().collect();
    assert!(!codes.is_empty(), "somebody tried");
    for (rp, code) in codes {
        let answer = rp.redeem(&code).await;
        assert_eq!(answer.error().as_deref(), Some("invalid_grant"));
    }
}

/// `apply` with another password ends what the old one began, in the same transaction.
#[tokio::test]
async fn a_password_replaced_by_a_file_ends_every_session_and_grant() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    app.apply(&format!(
        "[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\npassword = {FRESH:?}\n"
    ))
    .await;
    assert_eq!(silently(&mut browser, &rp).await, nobody());
    let refreshed = rp.refresh(tokens.refresh_token()).await;
    assert_eq!(refreshed.error().as_deref(), Some("invalid_grant"));
}

/// An operator and a link at once: each change stands, and neither writes the other's back. A link that is pressed after the
/// account was disabled does nothing.
#[tokio::test]
async fn disabling_is_not_undone_by_a_password_that_is_replaced_at_the_same_time() {
    let app = TestApp::with_fixture().await;
    let (replaced, ()) = tokio::join!(
        replace_password(&app),
        switch_user(&app, ADA.username, Switch::Disabled)
    );
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    browser.fill_sign_in(ADA.username, FRESH).await;
    let rp = RelyingParty::new(&app, FIRST);
    assert_eq!(silently(&mut browser, &rp).await, nobody());
    switch_user(&app, ADA.username, Switch::Enabled).await;
    let password = if replaced { FRESH } else { ADA.password };
    browser.sign_in(ADA.username, password).await;
    assert!(silently(&mut browser, &rp).await.is_ok());
}
