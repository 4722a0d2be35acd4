//! The cookies and their attributes (SECURITY baseline 4.2, ASVS 3.3).

use std::collections::BTreeSet;

use reqwest::header::SET_COOKIE;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Browser, RelyingParty, TestApp};

use crate::visits::sign_out;

/// Every `Set-Cookie` of a journey: sign in to an app, agree, another account, sign out.
async fn cookies_of_a_journey(app: &TestApp) -> BTreeSet<String> {
    let rp = RelyingParty::new(app, WEB);
    let mut browser = app.browser();
    let mut set = BTreeSet::new();
    let mut note = |browser: &Browser| {
        for hop in browser.hops() {
            // "Redirect after POST always 303"
            assert!([200, 303, 403, 422].contains(&hop.status), "{hop:?}");
            set.extend(
                hop.headers
                    .get_all(SET_COOKIE)
                    .iter()
                    .map(|value| value.to_str().unwrap().to_owned()),
            );
        }
    };
    browser.authorize(&rp.authorization_url(&[])).await;
    note(&browser);
    browser.fill_sign_in(ADA.username, "wrong").await;
    note(&browser);
    browser.fill_sign_in(ADA.username, ADA.password).await;
    note(&browser);
    browser.submit("#consent", &[], "#consent-allow").await;
    note(&browser);
    browser.get("/sign-in").await;
    note(&browser);
    browser.fill_sign_in(GRACE.username, GRACE.password).await;
    note(&browser);
    sign_out(&mut browser).await;
    note(&browser);
    set
}

/// The part before the value, and the part behind it.
fn outline(header: &str) -> (String, usize, String) {
    let (name, rest) = header.split_once('=').unwrap();
    let (value, attributes) = rest.split_once("; ").unwrap();
    (name.to_owned(), value.len(), attributes.to_owned())
}

/// "Verify that cookies have the 'Secure' attribute set, and if the '__Host-' prefix is not used for the cookie name, the
/// '__Secure-' prefix must be used"  ASVS 3.3.1; "… SameSite"  3.3.2; "… HttpOnly"  3.3.4
#[tokio::test]
async fn an_https_issuer_sets_cookies_that_scripts_and_other_hosts_cannot_touch() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await;
    let attributes = "Path=/; HttpOnly; SameSite=Lax; Secure";
    let outlines: BTreeSet<_> = cookies_of_a_journey(&app)
        .await
        .iter()
        .map(|header| outline(header))
        .collect();
    let expected = [
        ("__Host-browser", 43, attributes.to_owned()),
        ("__Host-dev", 43, format!("{attributes}; Max-Age=31536000")),
        ("__Host-sid", 0, format!("{attributes}; Max-Age=0")),
        ("__Host-sid", 43, attributes.to_owned()),
    ];
    let expected: BTreeSet<_> = expected
        .map(|(name, length, attributes)| (name.to_owned(), length, attributes))
        .into();
    assert_eq!(outlines, expected);
}

/// On loopback without TLS there is no `Secure`, and therefore no `__Host-`.
#[tokio::test]
async fn a_plain_http_issuer_sets_the_same_cookies_without_secure() {
    let app = TestApp::with_fixture().await;
    let attributes = "Path=/; HttpOnly; SameSite=Lax";
    let outlines: BTreeSet<_> = cookies_of_a_journey(&app)
        .await
        .iter()
        .map(|header| outline(header))
        .collect();
    let expected = [
        ("browser", 43, attributes.to_owned()),
        ("dev", 43, format!("{attributes}; Max-Age=31536000")),
        ("sid", 0, format!("{attributes}; Max-Age=0")),
        ("sid", 43, attributes.to_owned()),
    ];
    let expected: BTreeSet<_> = expected
        .map(|(name, length, attributes)| (name.to_owned(), length, attributes))
        .into();
    assert_eq!(outlines, expected);
}

/// Tenants on one host have cookies of their own: a session at one is none at the other (K04).
#[tokio::test]
async fn a_tenant_below_a_path_has_cookies_of_its_own_name() {
    let app = TestApp::builder()
        .fixture()
        .setting("server.public_url", "https://id.example.com")
        .start()
        .await;
    app.apply("[[tenant]]\nslug = \"acme\"\nname = \"Acme\"\n\n[[user]]\ntenant = \"acme\"\nusername = \"mallory\"\nemail = \"mallory@example.com\"\npassword = \"a password for the other tenant\"\n").await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    browser.get("/t/acme/sign-in").await;
    browser
        .fill_sign_in("mallory", "a password for the other tenant")
        .await
        .page();
    let names: BTreeSet<_> = browser
        .cookies()
        .iter()
        .map(|cookie| cookie.name.clone())
        .collect();
    let expected = [
        "__Host-browser",
        "__Host-browser-acme",
        "__Host-dev",
        "__Host-dev-acme",
        "__Host-sid",
        "__Host-sid-acme",
    ];
    assert_eq!(names, expected.map(str::to_owned).into());
    assert!(browser.get("/t/acme/").await.text().contains("mallory"));
    // The value of one under the name of the other is nobody's.
    let own = browser.cookie("__Host-sid").unwrap().value.clone();
    browser.set_cookie(&format!("__Host-sid-acme={own}; Path=/; Secure"));
    let page = browser.get("/t/acme/").await;
    assert!(
        !page.text().contains("Ada") && !page.text().contains("mallory"),
        "{}",
        page.text()
    );
}

/// Programs get no cookies, and need none.
#[tokio::test]
async fn the_endpoints_of_programs_set_no_cookie() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let answers = [
        rp.refresh(tokens.refresh_token()).await.expect(200),
        rp.userinfo(&tokens.access_token).await.expect(200),
        rp.introspect(&tokens.access_token).await.expect(200),
        rp.client_credentials(&[]).await.expect(200),
        rp.client_credentials(&[("scope", "nothing-known")])
            .await
            .expect(400),
        rp.revoke(&tokens.access_token).await.expect(200),
    ];
    for answer in answers {
        assert!(!answer.headers.contains_key(SET_COOKIE), "{answer:?}");
    }
}
