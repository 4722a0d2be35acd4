//! What the tests of group I share: a server with a provider that lies when told.

use vestibule_test_support::browser::Browser;
use vestibule_test_support::upstream::FakeOpenId;
use vestibule_test_support::{Page, TestApp};

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
