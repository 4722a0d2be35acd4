//! axe-core, which others wrote, judges a page. Its script comes into every page with the browser, beside the page's own.

use serde_json::json;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::services;

use super::walk::{self, developers_server};

/// Runs axe with these options and says what it found; `arguments` ends with the driver's callback. Frames there are none.
const JUDGE: &str = "const [options, done] = arguments;
axe.run(document, { resultTypes: ['violations'], iframes: false, ...options })
  .then(({ violations }) => done(violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)), (error) => done([`failed: ${error}`]));";

/// An image without a text, a field without a name, and a colour that nobody can read.
const SPOILED: &str = "const main = document.querySelector('main');
main.insertAdjacentHTML('beforeend', '<img src=\"/static/mark.svg\"><input type=\"text\"><p>faint</p>');
Object.assign(main.lastElementChild.style, { color: '#aaa', background: '#fff' });";

/// What axe is to look at.
#[derive(Clone, Copy, Debug)]
pub enum Rules {
    /// Everything it knows.
    All,
    /// Whether texts can be read on their grounds.
    Contrast,
}

/// A browser with axe in every page that it opens from now on.
pub async fn browser(options: Options) -> Chromium {
    let browser = Chromium::start(options).await;
    let path = format!("{}/axe-core/axe.min.js", services::node_modules());
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    browser.add_to_every_page(&source).await;
    browser
}

/// What axe says is wrong with the page, as sentences.
pub async fn violations(browser: &Chromium, rules: Rules) -> Vec<String> {
    let options = match rules {
        Rules::All => json!({}),
        Rules::Contrast => json!({ "runOnly": ["color-contrast"] }),
    };
    let judged = browser.driver().execute_async(JUDGE, vec![options]).await;
    judged.expect("axe runs").convert().expect("sentences")
}

/// With colours that are hard to read as they are, by day and at night.
async fn judges_the_colours_of_a_tenant(accent: &str, options: Options) {
    let server = developers_server().await;
    server
        .apply(&format!(
            "[[tenant]]\nslug = \"default\"\nname = \"Acme\"\nbranding = {{ accent = {accent:?} }}\n"
        ))
        .await;
    let browser = browser(options).await;
    let mut all = Vec::new();
    for sample in walk::samples(&server, &browser).await {
        sample.open(&server, &browser).await;
        let violations = violations(&browser, Rules::Contrast).await;
        all.extend(
            violations
                .into_iter()
                .map(|said| format!("{}: {said}", sample.name())),
        );
    }
    browser.close().await;
    assert!(all.is_empty(), "\n  {}\n", all.join("\n  "));
}

#[tokio::test]
async fn axe_can_read_every_page_in_yellow_by_day() {
    judges_the_colours_of_a_tenant("#ffe600", Options::phone()).await;
}

#[tokio::test]
async fn axe_can_read_every_page_in_black_at_night() {
    judges_the_colours_of_a_tenant("#101014", Options::phone().dark()).await;
}

/// The judge itself.
#[tokio::test]
async fn axe_notices_a_spoiled_page() {
    let server = developers_server().await;
    let browser = browser(Options::default()).await;
    browser.goto(&server.url("/dev/pages/home/0")).await;
    browser.wait_for_page("home").await;
    assert_eq!(violations(&browser, Rules::All).await, Vec::<String>::new());
    browser.driver().execute(SPOILED, vec![]).await.unwrap();
    let found = violations(&browser, Rules::All).await;
    for id in ["image-alt", "label", "color-contrast"] {
        let noticed = found.iter().any(|violation| violation.starts_with(id));
        assert!(noticed, "{id}: {found:?}");
    }
    let found = violations(&browser, Rules::Contrast).await;
    assert_eq!(found.len(), 1, "{found:?}");
    browser.close().await;
}
