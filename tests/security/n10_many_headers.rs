//! N10: floods of cookies and headers (CVE-2025-58186).

use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Outcome, RelyingParty, TestApp};

use crate::socket::{address, exchange, status};

fn request(app: &TestApp, headers: &str) -> String {
    format!(
        "GET /sign-in HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n",
        address(app)
    )
}

/// "431 Request Header Fields Too Large"  RFC 6585 §5
#[tokio::test]
async fn more_than_100_headers_or_32_kib_are_431() {
    let app = TestApp::start().await;
    let lines = |count: usize| {
        (0..count)
            .map(|number| format!("X-{number}: y\r\n"))
            .collect::<String>()
    };
    assert_eq!(
        status(&exchange(&app, request(&app, &lines(98))).await),
        200
    );
    assert_eq!(
        status(&exchange(&app, request(&app, &lines(99))).await),
        431
    );
    assert_eq!(
        status(&exchange(&app, request(&app, &lines(1000))).await),
        431
    );
    let cookie = |bytes: usize| format!("Cookie: x={}\r\n", "y".repeat(bytes));
    assert_eq!(
        status(&exchange(&app, request(&app, &cookie(31_000))).await),
        200
    );
    assert_eq!(
        status(&exchange(&app, request(&app, &cookie(33_000))).await),
        431
    );
    let path = format!(
        "GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n",
        "a".repeat(33_000),
        address(&app)
    );
    assert!([414, 431].contains(&status(&exchange(&app, path).await)));
}

/// "transaction cookies ≤5 per browser": there are none at all, so an application that starts again and again fills no jar.
#[tokio::test]
async fn twenty_requests_begun_leave_one_cookie() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let mut first = None;
    for _ in 0..20 {
        let page = browser
            .authorize(&rp.again().authorization_url(&[]))
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in");
        first.get_or_insert(page.url);
    }
    let names: Vec<_> = browser
        .cookies()
        .iter()
        .map(|cookie| cookie.name.as_str())
        .collect();
    assert_eq!(names, ["browser"]);
    // And the first of them still works.
    browser.get(first.unwrap().as_str()).await;
    let outcome = browser.fill_sign_in(ADA.username, ADA.password).await;
    assert!(
        matches!(&outcome, Outcome::Page(page) if page.page_name() == "consent"),
        "{outcome:?}"
    );
}
