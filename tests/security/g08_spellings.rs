//! G08: another spelling of a name is another way round the second factor (Vault CVE-2025-6013).

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, authenticator_app};

/// What is due is due of the account, however its name is written.
#[tokio::test]
async fn every_spelling_of_a_name_meets_the_second_step() {
    let app = TestApp::with_fixture().await;
    authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    for name in [
        "ada",
        "ADA",
        " Ada ",
        "ada@example.com",
        "ADA@EXAMPLE.COM",
        "ａｄａ",
    ] {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let page = browser.fill_sign_in(name, ADA.password).await.page();
        assert_eq!(
            page.page_name(),
            "second-factor",
            "{name:?}: {}",
            page.text()
        );
        assert!(browser.cookie("sid").is_none(), "{name:?}");
    }
}
