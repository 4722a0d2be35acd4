//! D03: a request in flight while its session is signed out writes the session back.

use reqwest::Method;
use reqwest::header::COOKIE;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::durable::rows_of;
use crate::visits::{nobody, pair, sign_out, silently_with};

/// "Verify that when session termination is triggered …, the application disallows any further use of the session."  ASVS 7.4.1
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_in_flight_at_sign_out_brings_no_session_back() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    for _ in 0..5 {
        let mut browser = app.browser();
        browser.sign_in_as(ADA).await;
        let session = pair(&browser, "sid");
        assert_eq!(rows_of(&app, "logins").await.len(), 1);
        browser.get("/end_session").await;
        // Each of these requests notes that the browser was seen.
        app.advance(120);
        let touching: Vec<_> = (0..12)
            .map(|_| {
                app.wire()
                    .request(Method::GET, &format!("{}/", app.issuer()))
                    .header(COOKIE, &session)
            })
            .map(|request| tokio::spawn(Answer::of(request)))
            .collect();
        let page = browser
            .submit("#sign-out", &[], "#sign-out-confirm")
            .await
            .page();
        assert_eq!(page.page_name(), "signed-out");
        for request in touching {
            request.await.unwrap().expect(200);
        }
        assert_eq!(rows_of(&app, "logins").await, Vec::<String>::new());
        assert_eq!(silently_with(&app, &rp, &[&session]).await, nobody());
    }
}

/// Two sign-outs at once are one; neither fails.
#[tokio::test]
async fn signing_out_twice_ends_the_session_once() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut other_tab = browser.clone();
    sign_out(&mut browser).await;
    let page = other_tab.get("/end_session").await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "signed-out")
    );
    assert_eq!(rows_of(&app, "logins").await, Vec::<String>::new());
}
