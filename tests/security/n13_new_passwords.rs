//! N13 for new passwords: one link, or one session, has hashes computed until nobody else can sign in.

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

use crate::mail_ways::{FRESH, open_app, reset};

/// A password that was used before costs a hash for each that the account has had, and its link stays good: few may be tried.
#[tokio::test]
async fn a_link_has_few_new_passwords_judged() {
    let app = open_app().await;
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    let hashes = app.password_hashes();
    let mut statuses = Vec::new();
    for _ in 0..24 {
        let fields = [("password", ADA.password)];
        let page = asked
            .browser
            .submit(asked.form, &fields, asked.button)
            .await
            .page();
        if page.status == 429 {
            assert_eq!(page.header("retry-after"), Some("3600"));
            asked.open().await;
        }
        statuses.push(page.status);
    }
    assert_eq!(statuses[..20], [422; 20]);
    assert_eq!(statuses[20..], [429; 4]);
    assert_eq!(app.password_hashes() - hashes, 20, "one password so far");
    // The link was not spent, and an hour later there is another one anyway.
    app.advance(3600);
    let mut asked = reset(&app, ADA).await;
    asked.open().await;
    assert_eq!(asked.press().await.status, 200);
    app.browser().sign_in(ADA.username, FRESH).await;
}

/// Right passwords cost as much as wrong ones.
#[tokio::test]
async fn right_passwords_are_not_judged_without_end() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = browser.clone();
    let hashes = app.password_hashes();
    for _ in 0..200 {
        let mut tab = page.clone();
        tab.fill_sign_in(ADA.username, ADA.password).await;
        assert!(tab.cookie("sid").is_some());
    }
    let refused = page
        .clone()
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(refused.status, 429);
    assert_eq!(app.password_hashes() - hashes, 200);
    app.advance(61);
    browser.fill_sign_in(ADA.username, ADA.password).await;
    assert!(browser.cookie("sid").is_some());
}
