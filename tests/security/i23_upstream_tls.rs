//! I23: the other end of a connection is whoever answers (Keycloak CVE-2025-3501).

use vestibule_test_support::TestApp;
use vestibule_test_support::certificate::Certificate;
use vestibule_test_support::upstream::TlsServer;

use crate::upstream::{OPEN, assert_nobody};

/// A server at `localhost` with that certificate, and whether anything was said to it under that URL.
async fn spoken_to(app: &TestApp, certificate: &Certificate, host: &str) -> bool {
    let server = TlsServer::start(certificate).await;
    let url = server.url.replace("localhost", host);
    app.apply(&format!(
        "{OPEN}[[provider]]\nslug = \"fake\"\nkind = \"openid\"\nissuer = {url:?}\nclient_id = \"x\"\nclient_secret = \"s\"\n"
    ))
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let path = format!("{}/sign-in/through/fake", app.issuer());
    let page = browser.follow(&path).await.page();
    assert_nobody(&browser, &page, 502);
    let heard = server.heard() > 0;
    if !heard {
        let code = page.error_code();
        assert_eq!(code.as_deref(), Some("temporarily_unavailable"));
    }
    heard
}

async fn trusting(certificate: &Certificate) -> TestApp {
    let file = certificate.authority_file();
    TestApp::builder()
        .fixture()
        .setting("outbound.ca_file", file.display())
        .start()
        .await
}

/// A certificate that no authority vouches for is nobody's, and nothing is said to whoever shows it.
#[tokio::test]
async fn a_provider_that_nobody_vouches_for_is_not_spoken_to() {
    let app = TestApp::with_fixture().await;
    let certificate = Certificate::for_localhost();
    assert!(!spoken_to(&app, &certificate, "localhost").await);
}

/// "Wrong-host certificate → connection refused; no option to disable": an authority that is trusted vouches for the host of the
/// URL, or for nobody.
#[tokio::test]
async fn a_certificate_is_for_the_host_of_the_url() {
    let right = Certificate::for_localhost();
    let app = trusting(&right).await;
    assert!(spoken_to(&app, &right, "localhost").await);
    // The same server, under a name that its certificate does not have.
    assert!(!spoken_to(&app, &right, "127.0.0.1").await);
    assert!(!spoken_to(&app, &right, "other.localhost").await);
    let wrong = Certificate::for_host("id.example.com");
    let app = trusting(&wrong).await;
    assert!(!spoken_to(&app, &wrong, "localhost").await);
}
