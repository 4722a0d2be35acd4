//! J06: what people call themselves is shown to others, and runs there.

use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

const HOSTILE: [&str; 4] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{7*7}}' onmouseover='alert(1)",
    "\u{202E}<svg/onload=alert(1)>",
];

/// Names stay text on every page of the account.
#[tokio::test]
async fn a_name_stays_text_on_every_page() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    for hostile in HOSTILE {
        browser.sign_in_as(ADA).await;
        browser.get("/account/profile").await;
        let fields = [
            ("name", hostile),
            ("nickname", hostile),
            ("street_address", "</textarea><script>alert(1)</script>"),
        ];
        let page = browser
            .submit("#profile-form", &fields, "#profile-submit")
            .await
            .page();
        assert_eq!(page.status, 200, "{}", page.text());
        for path in [
            "/",
            "/account",
            "/account/profile",
            "/account/password",
            "/account/sessions",
            "/account/apps",
            "/account/data",
            "/account/activity",
            "/end_session",
        ] {
            let page = browser.get(path).await;
            assert!(!page.body.contains("<script>alert"), "{path}");
            assert!(!page.body.contains("<img src=x"), "{path}");
            assert!(!page.body.contains("<svg/onload"), "{path}");
            assert!(!page.has("[onmouseover], [onerror], [onload]"), "{path}");
        }
    }
}
