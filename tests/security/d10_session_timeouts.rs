//! D10: a session outlives its idle or its absolute limit.

use reqwest::Method;
use reqwest::header::COOKIE;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp, authenticator_app};

use crate::second_step::{enter_and_remember, half_way};
use crate::visits::{nobody, pair, silently};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const AAL2: &str = r#"{"id_token":{"acr":{"essential":true,"value":"urn:vestibule:acr:aal2"}}}"#;

/// "Verify that there is an inactivity timeout such that re-authentication is enforced"  ASVS 7.3.1
#[tokio::test]
async fn an_idle_session_ends_after_an_hour() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    app.advance(HOUR - 5);
    assert!(
        silently(&mut browser, &rp).await.is_ok(),
        "an hour has not passed"
    );
    app.advance(HOUR + 1);
    assert_eq!(silently(&mut browser, &rp).await, nobody());
}

/// "Verify that there is an absolute maximum session lifetime"  ASVS 7.3.2: a session in constant use ends after a day.
#[tokio::test]
async fn a_session_in_use_ends_after_a_day() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    for _ in 0..47 {
        app.advance(30 * MINUTE);
        assert!(silently(&mut browser, &rp).await.is_ok());
    }
    app.advance(30 * MINUTE - 10);
    assert!(silently(&mut browser, &rp).await.is_ok());
    app.advance(11);
    assert_eq!(silently(&mut browser, &rp).await, nobody());
}

/// What an application or a page does in the background is no sign of the user.
#[tokio::test]
async fn requests_in_the_background_do_not_keep_a_session_alive() {
    let app = TestApp::with_fixture().await;
    let (rp, web) = (RelyingParty::new(&app, FIRST), RelyingParty::new(&app, WEB));
    let mut browser = app.browser();
    let tokens = web.sign_in_and_exchange(&mut browser).await;
    let session = pair(&browser, "sid");
    let mut refresh_token = tokens.refresh_token().to_owned();
    for _ in 0..3 {
        app.advance(25 * MINUTE);
        let refreshed = web.refresh(&refresh_token).await.expect(200).json();
        refreshed["refresh_token"]
            .as_str()
            .unwrap()
            .clone_into(&mut refresh_token);
        let access_token = refreshed["access_token"].as_str().unwrap();
        web.introspect(access_token).await.expect(200);
        let userinfo = app
            .wire()
            .request(Method::GET, &rp.endpoint("/userinfo"))
            .bearer_auth(access_token);
        Answer::of(userinfo.header(COOKIE, &session))
            .await
            .expect(200);
        for path in [
            "/jwks",
            "/.well-known/openid-configuration",
            "/static/style.css",
            "/health/ready",
        ] {
            let request = app
                .wire()
                .request(Method::GET, &rp.endpoint(path))
                .header(COOKIE, &session);
            Answer::of(request).await.expect(200);
        }
    }
    assert_eq!(silently(&mut browser, &rp).await, nobody());
}

/// The limits are the operator's to set, and hold from the next request on, restarts included.
#[tokio::test]
async fn a_restart_does_not_prolong_a_session() {
    let mut app = TestApp::builder()
        .fixture()
        .setting("sessions.idle_seconds", 600)
        .start()
        .await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    app.advance(500);
    app.restart().await;
    assert!(silently(&mut browser, &rp).await.is_ok());
    app.advance(599);
    app.restart().await;
    app.advance(2);
    assert_eq!(silently(&mut browser, &rp).await, nobody());
}

/// "overall timeout"  NIST SP 800-63B-4 §2.2.3: a further step within a session does not begin another day.
#[tokio::test]
async fn a_step_up_does_not_prolong_a_session() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    enter_and_remember(&mut browser, &ada.next_code(&app)).await;
    browser.set_cookie("sid=; Path=/; Max-Age=0");
    browser.sign_in_as(ADA).await;
    for _ in 0..47 {
        app.advance(30 * MINUTE);
        assert!(silently(&mut browser, &rp).await.is_ok());
    }
    app.advance(20 * MINUTE);
    let url = rp.authorization_url(&[("claims", AAL2)]);
    let page = browser.authorize(&url).await.page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
    let code = ada.next_code(&app);
    let outcome = browser
        .submit(
            "#second-factor",
            &[("code", &code)],
            "#second-factor-submit",
        )
        .await;
    assert!(!rp.code_of(&outcome).is_empty());
    assert!(silently(&mut browser, &rp).await.is_ok());
    app.advance(10 * MINUTE);
    assert_eq!(silently(&mut browser, &rp).await, nobody());
}
