//! I23: the other end of a connection is whoever answers (Keycloak CVE-2025-3501).

use vestibule_test_support::TestApp;
use vestibule_test_support::upstream::Untrusted;

use crate::upstream::{OPEN, assert_nobody};

/// "Wrong-host certificate → connection refused; no option to disable": a certificate that no authority vouches for is nobody's,
/// and nothing is said to whoever shows it. The certificate is for the host of a URL, not for its address.
#[tokio::test]
async fn a_provider_that_cannot_prove_its_name_is_not_spoken_to() {
    let app = TestApp::with_fixture().await;
    let server = Untrusted::start().await;
    for url in [
        server.url.clone(),
        server.url.replace("localhost", "127.0.0.1"),
    ] {
        app.apply(&format!(
            "{OPEN}[[provider]]\nslug = \"fake\"\nkind = \"openid\"\nissuer = {url:?}\nclient_id = \"x\"\nclient_secret = \"s\"\n"
        ))
        .await;
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let path = format!("{}/sign-in/through/fake", app.issuer());
        let page = browser.follow(&path).await.page();
        assert_nobody(&browser, &page, 502);
        assert_eq!(
            page.error_code().as_deref(),
            Some("temporarily_unavailable")
        );
    }
    assert_eq!(server.heard(), 0);
}
