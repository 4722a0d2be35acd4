//! D19: a page is read from a cache after its user signed out, or a shared cache hands out somebody's cookie.

use reqwest::Method;
use reqwest::header::{COOKIE, SET_COOKIE};
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::visits::pair;

/// "Verify that … anti-caching … (i.e. Cache-Control: no-store) … are set so that sensitive data is not cached in browsers"  ASVS 14.3.2
#[tokio::test]
async fn nothing_that_is_about_somebody_may_be_kept() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut pages = vec![browser.authorize(&rp.authorization_url(&[])).await.page()];
    assert_eq!(pages[0].page_name(), "consent");
    let code = rp.code_of(&browser.submit("#consent", &[], "#consent-allow").await);
    for path in ["/", "/sign-in", "/end_session", "/nothing-here"] {
        pages.push(browser.get(path).await);
    }
    for page in pages {
        assert_eq!(
            page.header("cache-control"),
            Some("no-store"),
            "{}",
            page.url
        );
    }
    let redeemed = rp.redeem(&code).await.expect(200);
    let access_token = redeemed.json()["access_token"].as_str().unwrap().to_owned();
    for answer in [
        redeemed,
        rp.userinfo(&access_token).await,
        rp.introspect(&access_token).await,
        rp.revoke(&access_token).await,
    ] {
        assert_eq!(
            answer.header("cache-control"),
            Some("no-store"),
            "{answer:?}"
        );
    }
}

/// Redirects carry codes and cookies.
#[tokio::test]
async fn no_redirect_may_be_kept() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    for hop in browser.hops() {
        assert_eq!(hop.status, 303);
        assert_eq!(hop.headers["cache-control"], "no-store", "{}", hop.url);
    }
}

/// What a shared cache may keep has no cookie in it and does not depend on one.
#[tokio::test]
async fn what_may_be_kept_is_the_same_for_everybody() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let cookies = format!("{}; {}", pair(&browser, "sid"), pair(&browser, "browser"));
    for path in [
        "/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/static/style.css",
    ] {
        let url = format!("{}{path}", app.issuer());
        let anonymous = Answer::of(app.wire().request(Method::GET, &url))
            .await
            .expect(200);
        let signed_in = Answer::of(
            app.wire()
                .request(Method::GET, &url)
                .header(COOKIE, &cookies),
        )
        .await
        .expect(200);
        assert!(
            anonymous
                .header("cache-control")
                .unwrap()
                .contains("max-age="),
            "{path}"
        );
        for answer in [&anonymous, &signed_in] {
            assert!(!answer.headers.contains_key(SET_COOKIE), "{path}");
        }
        assert_eq!(anonymous.body, signed_in.body, "{path}");
    }
}
