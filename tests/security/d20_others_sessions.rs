//! D20: somebody ends the sessions of somebody else by naming them.

use vestibule_test_support::TestApp;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE};

/// "404 on foreign id, no change"
#[tokio::test]
async fn the_login_of_somebody_else_is_not_there() {
    let app = TestApp::with_fixture().await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    grace.sign_in_as(GRACE).await;
    let hers = grace.get("/account/sessions").await;
    let hers = hers.attribute(".things button", "value").unwrap();
    let page = ada.get("/account/sessions").await;
    let token = page
        .attribute("#sessions input[name=csrf]", "value")
        .unwrap();
    for id in [
        hers.as_str(),
        "00000000-0000-0000-0000-000000000000",
        "' OR 1=1 --",
    ] {
        let fields = [("csrf", token.as_str()), ("login", id)];
        let page = ada
            .post("/account/sessions", &fields, Site::Same)
            .await
            .page();
        assert_eq!(page.status, 404, "{id:?}");
    }
    assert_eq!(grace.get("/account").await.page_name(), "account");
    assert_eq!(ada.get("/account").await.page_name(), "account");
    // Nor can her account be shown in his browser.
    let fields = [("csrf", token.as_str()), ("account", hers.as_str())];
    let page = ada
        .post("/account/switch", &fields, Site::Same)
        .await
        .page();
    assert!([403, 404].contains(&page.status));
}

/// A cookie that names a login shows nothing that the session does not hold.
#[tokio::test]
async fn the_cookie_that_chooses_an_account_opens_none() {
    let app = TestApp::with_fixture().await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    grace.sign_in_as(GRACE).await;
    let hers = grace.get("/account/sessions").await;
    let hers = hers.attribute(".things button", "value").unwrap();
    for value in [
        hers.clone(),
        format!("{hers}.0"),
        format!("{hers}.9999999999999"),
    ] {
        ada.set_cookie(&format!("account={value}; Path=/"));
        let page = ada.get("/account").await;
        assert!(page.text().contains("ada@example.com"), "{value}");
    }
    let mut nobody = app.browser();
    nobody.set_cookie(&format!("account={hers}.0; Path=/"));
    assert_eq!(nobody.get("/account").await.page_name(), "sign-in");
}
