//! From sample to sample.

use serde::Deserialize;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::Chromium;

use crate::person;

/// One page in one state.
#[derive(Clone, Debug, Deserialize)]
pub struct Sample {
    /// Its `data-page`.
    pub page: String,
    /// Where it is shown.
    pub url: String,
    /// Its state, in words.
    pub state: String,
}

/// Reads them from the gallery.
const SAMPLES: &str = "return [...document.querySelectorAll('[data-sample]')].map((link) => ({
  page: link.dataset.sample, url: link.pathname, state: link.textContent,
}))";

/// A server that shows its samples.
pub async fn developers_server() -> TestApp {
    let server = TestApp::builder()
        .fixture()
        .setting("server.developer", true);
    server.start().await
}

/// Every page in every state.
pub async fn samples(server: &TestApp, browser: &Chromium) -> Vec<Sample> {
    browser.goto(&server.url("/dev/pages")).await;
    person::arrives_at(browser, "gallery").await;
    let found = browser.driver().execute(SAMPLES, vec![]).await.unwrap();
    let samples: Vec<Sample> = found.convert().unwrap();
    assert!(samples.len() > 100, "{samples:?}");
    samples
}

impl Sample {
    /// Goes there.
    pub async fn open(&self, server: &TestApp, browser: &Chromium) {
        browser.goto(&server.url(&self.url)).await;
        browser.wait_for_page(&self.page).await;
    }

    /// What to call it.
    pub fn name(&self) -> String {
        format!("{} ({})", self.url, self.state)
    }
}
