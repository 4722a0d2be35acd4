//! Browsers in networks of their own, behind a proxy that the server trusts.

use vestibule_test_support::{Browser, TestApp};

/// A server that believes its one proxy, which is this machine.
pub(crate) async fn behind_proxy() -> TestApp {
    TestApp::builder()
        .fixture()
        .setting("server.trusted_proxies", "127.0.0.1/32")
        .start()
        .await
}

/// A browser with that address.
pub(crate) fn from(app: &TestApp, address: &str) -> Browser {
    let mut browser = app.browser();
    browser.added_headers = vec![("x-forwarded-for", address.to_owned())];
    browser
}
