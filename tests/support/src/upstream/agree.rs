//! A browser's way through a provider.

use url::Url;

use super::FakeOpenId;
use crate::browser::{Browser, Outcome};

/// The button of a provider on the sign-in page that the browser shows: where it leads.
///
/// # Panics
/// When it is not there, or leads nowhere.
pub async fn through(browser: &mut Browser, slug: &str) -> Url {
    let link = browser.page().link(&format!("#sign-in-through-{slug}"));
    browser.follow(link.as_str()).await.redirect()
}

/// The person agrees there, and comes back.
pub async fn agreed(browser: &mut Browser, fake: &FakeOpenId, slug: &str) -> Outcome {
    let there = through(browser, slug).await;
    came_back(browser, &fake.agree(&there)).await
}

/// The provider sends the browser back.
pub async fn came_back(browser: &mut Browser, callback: &Url) -> Outcome {
    browser.authorize(callback.as_str()).await
}
