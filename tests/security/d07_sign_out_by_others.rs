//! D07: another site signs the user out (CVE-2020-10734).

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

use crate::visits::{nobody, silently};

/// "the OP MUST ask the End-User this question if an id_token_hint was not provided"  OpenID Connect RP-Initiated Logout §2
#[tokio::test]
async fn a_sign_out_without_a_hint_asks_first() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let target = "https://app.example/signed-out";
    let with_redirect = format!(
        "{}/end_session?client_id=web&post_logout_redirect_uri={target}",
        app.issuer()
    );
    for url in [
        format!("{}/end_session", app.issuer()),
        format!("{}/sign-out", app.issuer()),
        with_redirect,
    ] {
        let page = browser.authorize(&url).await.page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-out"),
            "{url}"
        );
        assert!(
            silently(&mut browser, &rp).await.is_ok(),
            "{url} signed out"
        );
    }
    for site in [Site::Cross, Site::Same] {
        let page = browser
            .post("/end_session", &[("client_id", "web")], site)
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-out"),
            "{site:?}"
        );
        assert!(
            silently(&mut browser, &rp).await.is_ok(),
            "{site:?} signed out"
        );
    }
}

/// "MUST prevent … Clickjacking and CSRF"  OpenID Connect RP-Initiated Logout §6: the answer to the question needs the token of the page.
#[tokio::test]
async fn the_yes_must_come_from_the_page_that_asked() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (mut browser, mut attacker) = (app.browser(), app.browser());
    browser.sign_in_as(ADA).await;
    attacker.sign_in_as(ADA).await;
    let field = |page: vestibule_test_support::Page, name: &str| {
        page.form("#sign-out")
            .fields
            .into_iter()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
    };
    let page = browser.get("/end_session").await;
    let (csrf, txn) = (field(page.clone(), "csrf"), field(page, "txn"));
    let page = attacker.get("/end_session").await;
    let (foreign_csrf, foreign_txn) = (field(page.clone(), "csrf"), field(page, "txn"));

    let refused: [(&[(&str, &str)], Site, u16); 5] = [
        (&[("txn", &txn), ("decision", "confirm")], Site::Same, 403),
        (
            &[("txn", &txn), ("csrf", ""), ("decision", "confirm")],
            Site::Same,
            403,
        ),
        (
            &[
                ("txn", &txn),
                ("csrf", &foreign_csrf),
                ("decision", "confirm"),
            ],
            Site::Same,
            403,
        ),
        (
            &[("txn", &txn), ("csrf", &csrf), ("decision", "confirm")],
            Site::Cross,
            403,
        ),
        // The attacker's question, answered in the victim's browser.
        (
            &[
                ("txn", &foreign_txn),
                ("csrf", &csrf),
                ("decision", "confirm"),
            ],
            Site::Same,
            400,
        ),
    ];
    for (fields, site, status) in refused {
        let page = browser.post("/sign-out", fields, site).await.page();
        assert_eq!(page.status, status, "{fields:?}");
        assert!(
            silently(&mut browser, &rp).await.is_ok(),
            "{fields:?} signed out"
        );
    }
    let page = browser
        .post(
            "/sign-out",
            &[("txn", &txn), ("csrf", &csrf), ("decision", "confirm")],
            Site::Same,
        )
        .await
        .page();
    assert_eq!(page.page_name(), "signed-out");
    assert_eq!(silently(&mut browser, &rp).await, nobody());
    assert!(
        silently(&mut attacker, &rp).await.is_ok(),
        "the other browser stays signed in"
    );
}

/// A yes counts once, and a no ends the question too.
#[tokio::test]
async fn an_answered_question_cannot_be_answered_again() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/end_session").await;
    let question = browser.clone();
    let page = browser
        .submit("#sign-out", &[], "#sign-out-cancel")
        .await
        .page();
    assert_eq!(page.status, 200);
    let mut replay = question;
    let page = replay
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert_eq!(page.status, 400);
    assert!(
        silently(&mut browser, &RelyingParty::new(&app, FIRST))
            .await
            .is_ok()
    );
}

/// A browser in which nobody is signed in learns nothing, and is only sent to what the client registered.
#[tokio::test]
async fn an_unregistered_target_is_an_error_page_and_signs_nobody_out() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let tokens = RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut browser)
        .await;
    let url = format!(
        "{}/end_session?id_token_hint={}&post_logout_redirect_uri=https%3A%2F%2Fattacker.example%2F",
        app.issuer(),
        tokens.id_token()
    );
    let page = browser.authorize(&url).await.page();
    assert_eq!((page.status, page.page_name().as_str()), (400, "error"));
    assert!(
        silently(&mut browser, &RelyingParty::new(&app, FIRST))
            .await
            .is_ok()
    );
}
