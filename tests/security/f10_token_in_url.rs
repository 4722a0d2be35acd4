//! F10: a token leaks by a referrer, a history, or a page of somebody else's.

use reqwest::header::{LOCATION, REFERRER_POLICY, SET_COOKIE};
use vestibule::administration::{set_up, tenants};
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::SameSite;

use crate::mail_ways::{one_of_each, open_app};

/// "token swapped for cookie+303 to clean URL", "Page sets no-referrer, no external resources"
#[tokio::test]
async fn the_token_leaves_the_url_at_once() {
    let app = open_app().await;
    for mut asked in one_of_each(&app).await {
        let page = asked.open().await;
        let token = asked.token();
        let hops = asked.browser.hops();
        assert_eq!(hops.len(), 2, "{hops:?}");
        assert_eq!(hops[0].status, 303);
        assert_eq!(hops[0].headers[REFERRER_POLICY], "no-referrer");
        assert_eq!(hops[0].headers["cache-control"], "no-store");
        assert_eq!(hops[0].headers[LOCATION].to_str().unwrap(), asked.path());
        assert!(hops[0].headers.contains_key(SET_COOKIE));
        assert!(!hops[1].url.as_str().contains(&token));
        assert_eq!(hops[1].url.query(), None, "a clean URL");
        assert_eq!(page.headers[REFERRER_POLICY], "no-referrer");
        assert!(!page.body.contains(&token), "nor does the page have it");
        assert!(!page.body.contains("src=\"http"), "nothing of others");
        let cookie = asked.browser.cookie("link").expect("the token is kept");
        assert!(cookie.http_only);
        assert_eq!(cookie.same_site, SameSite::Lax);
        if asked.form != "#reset-password" {
            continue;
        }
        asked.press().await;
        assert!(asked.browser.cookie("link").is_none(), "and forgotten");
    }
}

/// The same for the link that makes the first administrator, the mightiest of all.
#[tokio::test]
async fn the_token_of_the_set_up_link_leaves_the_url_at_once() {
    let app = TestApp::start().await;
    let tenant = tenants::find(app.app(), "default").await.unwrap();
    let link = set_up::pending_link(app.app(), &tenant).await.unwrap();
    let link = link.expect("nobody is administrator");
    let token = link.split_once("token=").unwrap().1.to_owned();
    let mut browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.page_name(), "set-up");
    let hops = browser.hops();
    assert_eq!((hops.len(), hops[0].status), (2, 303));
    assert_eq!(hops[0].headers[REFERRER_POLICY], "no-referrer");
    assert_eq!(hops[1].url.query(), None, "a clean URL");
    assert!(!page.body.contains(&token), "nor does the page have it");
    assert!(browser.cookie("link").expect("it is kept").http_only);
    let fields = [
        ("username", "ada"),
        ("email", "ada@example.com"),
        ("password", "seven purple elephants"),
    ];
    browser.submit("#set-up", &fields, "#set-up-submit").await;
    assert!(browser.cookie("link").is_none(), "and forgotten");
    browser.sign_in("ada", "seven purple elephants").await;
}
