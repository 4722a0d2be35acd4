//! D11: what the user before left in the browser (CVE-2026-34454, CVE-2026-30224).

use reqwest::header::SET_COOKIE;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::durable::rows_of;
use crate::visits::{nobody, pair, sign_out, silently, silently_with};

/// "Verify that … the application … clears … client storage … on logout"  ASVS 14.3.1: the cookie is taken away by name, and
/// nothing of the session is left in the database.
#[tokio::test]
async fn signing_out_takes_the_cookie_away_and_deletes_the_row() {
    for (url, name, secure) in [
        ("http://localhost:4000", "sid", ""),
        ("https://id.example.com", "__Host-sid", "; Secure"),
    ] {
        let app = TestApp::builder()
            .fixture()
            .setting("server.public_url", url)
            .start()
            .await;
        let mut browser = app.browser();
        browser.sign_in_as(ADA).await;
        assert_eq!(rows_of(&app, "logins").await.len(), 1);
        sign_out(&mut browser).await;
        let set: Vec<_> = browser
            .page()
            .headers
            .get_all(SET_COOKIE)
            .iter()
            .map(|value| value.to_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            set,
            [format!(
                "{name}=; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=0"
            )]
        );
        assert!(browser.cookie(name).is_none());
        assert_eq!(rows_of(&app, "logins").await, Vec::<String>::new());
    }
}

/// A second person in the same browser gets a new session; the value that the first one had is dead.
#[tokio::test]
async fn a_second_sign_in_in_the_same_browser_voids_the_old_cookie() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let of_ada = pair(&browser, "sid");
    browser.sign_in_as(GRACE).await;
    assert_ne!(pair(&browser, "sid"), of_ada);
    assert_eq!(silently_with(&app, &rp, &[&of_ada]).await, nobody());
    // Both are signed in now, and no application is told silently who it has to do with.
    assert_eq!(
        silently(&mut browser, &rp).await,
        Err("account_selection_required".to_owned())
    );
    let page = browser.get("/").await;
    assert!(page.text().contains("Ada Lovelace") && page.text().contains("Grace Hopper"));
}

/// After everybody signed out nobody's name is left on any page.
#[tokio::test]
async fn after_signing_out_no_page_knows_who_was_there() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.sign_in_as(GRACE).await;
    sign_out(&mut browser).await;
    assert_eq!(silently(&mut browser, &rp).await, nobody());
    for path in ["/", "/sign-in", "/end_session"] {
        let text = browser.get(path).await.body;
        for known in ["Ada", "Grace", "ada@", "grace@"] {
            assert!(!text.contains(known), "{known} on {path}");
        }
    }
    let page = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_eq!(page.page_name(), "sign-in");
    assert_eq!(
        page.attribute("input[name=login]", "value")
            .unwrap_or_default(),
        ""
    );
}

/// Ending one of two sessions of one user does not end the other: each browser is its own.
#[tokio::test]
async fn signing_out_in_one_browser_leaves_the_other_alone() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut desk, mut phone) = (app.browser(), app.browser());
    desk.sign_in_as(ADA).await;
    phone.sign_in_as(ADA).await;
    sign_out(&mut desk).await;
    assert_eq!(silently(&mut desk, &rp).await, nobody());
    assert!(silently(&mut phone, &rp).await.is_ok());
}
