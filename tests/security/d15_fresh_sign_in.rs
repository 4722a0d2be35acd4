//! D15: whoever finds a browser signed in changes what the account is protected by (CVE-2026-37982).

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{Page, RelyingParty, TestApp};

/// The token of a form.
pub(crate) fn token(page: &Page, form: &str) -> String {
    page.attribute(&format!("{form} input[name=csrf]"), "value")
        .unwrap_or_else(|| panic!("no {form}:\n{}", page.body))
}

/// D14: "Step-up bound to session+user": somebody else's fresh sign-in in the same browser freshens nothing.
#[tokio::test]
async fn the_fresh_sign_in_of_another_account_counts_for_nothing() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    app.advance(301);
    browser.sign_in_as(GRACE).await;
    // Ada's account is shown again.
    let page = browser.get("/account").await;
    let ada = page.attribute(".other", "value").unwrap();
    let csrf = page.attribute(".others input[name=csrf]", "value").unwrap();
    browser
        .post(
            "/account/switch",
            &[("csrf", &csrf), ("account", &ada)],
            Site::Same,
        )
        .await;
    let page = browser.get("/account/data").await;
    assert!(page.text().contains("ada@example.com"));
    let csrf = token(&page, "#account-export");
    let page = browser
        .post("/account/data/export", &[("csrf", &csrf)], Site::Same)
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in");
}

/// Anybody can write a request that demands a second factor. Whoever finds a browser signed in sets none up with it, and so
/// makes the old sign-in no fresh one either.
#[tokio::test]
async fn an_old_sign_in_sets_no_second_factor_up() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    rp.sign_in_and_exchange(&mut browser).await;
    let demand = r#"{"id_token":{"acr":{"essential":true,"value":"urn:vestibule:acr:aal2"}}}"#;
    let url = rp.authorization_url(&[("claims", demand)]);
    let page = browser.clone().authorize(&url).await.page();
    assert_eq!(page.page_name(), "second-factor-set-up", "a fresh one does");
    app.advance(301);
    let page = browser.authorize(&url).await.page();
    assert_eq!(page.page_name(), "sign-in", "{}", page.text());
    let page = browser.get("/account/data").await;
    let csrf = token(&page, "#account-export");
    let page = browser
        .post("/account/data/export", &[("csrf", &csrf)], Site::Same)
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in", "it is as old as before");
    browser.authorize(&url).await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
}

/// No form below `/account` does anything without a token of this account's page, nor for another site.
#[tokio::test]
async fn no_form_is_taken_without_its_own_token() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let page = browser.get("/account/sessions").await;
    let foreign = token(&page, "#sessions");
    let before = app.dump().await.len();
    for path in [
        "/account/profile",
        "/account/profile/username",
        "/account/profile/picture/remove",
        "/account/password",
        "/account/apps",
        "/account/data/export",
        "/account/data/delete",
        "/account/data/keep",
        "/account/switch",
    ] {
        for csrf in ["", "x", foreign.as_str()] {
            let fields = [
                ("csrf", csrf),
                ("name", "x"),
                ("username", "x"),
                ("which", "all"),
            ];
            let page = browser.post(path, &fields, Site::Same).await.page();
            assert_eq!(page.status, 403, "{path} {csrf}");
        }
        assert_eq!(
            browser.get(path).await.status / 100,
            if path.matches('/').count() > 2 || path.ends_with("switch") {
                4
            } else {
                2
            },
            "{path}"
        );
    }
    let page = browser.get("/account/profile").await;
    assert_eq!(page.status, 200);
    let outcome = browser
        .submit_file("#profile-username", ("x", "x", b"x"))
        .await;
    assert_eq!(
        outcome.page().status,
        400,
        "another type of body is no form"
    );
    assert_eq!(app.dump().await.len(), before, "nothing was written");
}
