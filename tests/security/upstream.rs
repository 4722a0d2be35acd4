//! What the tests of group I share: a server with a provider that lies when told.

use url::Url;
use vestibule_test_support::browser::Browser;
use vestibule_test_support::upstream::FakeOpenId;
use vestibule_test_support::{Outcome, Page, TestApp};

/// Anybody may sign up.
pub const OPEN: &str =
    "[[tenant]]\nslug = \"default\"\nname = \"Here\"\nsign_up = { mode = \"open\" }\n";

/// The account that has the address is connected, and nobody else comes in.
pub const LINKS: &str = "trusted_email = true\nfirst_sign_in = \"link\"";

/// A server with the fixture, an open tenant and the provider `fake`, at which Ada is signed in.
pub async fn with_provider(more: &str) -> (TestApp, FakeOpenId) {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    app.apply(&format!("{OPEN}{}", fake.toml("fake", more)))
        .await;
    (app, fake)
}

/// An error page, and nobody is signed in.
pub fn assert_nobody(browser: &Browser, page: &Page, status: u16) {
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (status, "error"),
        "{}",
        page.text()
    );
    assert!(browser.cookie("sid").is_none(), "somebody is signed in");
}

/// What the provider could have answered instead: to the same sign-in, with these parameters.
pub fn instead_of(answer: &Url, fake: &FakeOpenId, parameters: &[(&str, &str)]) -> Url {
    let mut state = answer.query_pairs().filter(|(name, _)| name == "state");
    let state = state.next().unwrap().1.into_owned();
    let mut other = answer.clone();
    other.set_query(None);
    other
        .query_pairs_mut()
        .extend_pairs(parameters)
        .append_pair("state", &state)
        .append_pair("iss", fake.issuer());
    other
}

/// Somebody wants to go to the provider: their browser, and what it gets.
pub async fn leaves(app: &TestApp) -> (Browser, Outcome) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let url = format!("{}/sign-in/through/fake", app.issuer());
    let outcome = browser.follow(&url).await;
    (browser, outcome)
}

/// The provider says that somebody signed out: the status of the answer.
pub async fn told(app: &TestApp, token: &str) -> u16 {
    let answer = app
        .http()
        .post(app.url("/sign-in/through/fake/backchannel-logout"))
        .form(&[("logout_token", token)])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    answer.status().as_u16()
}
