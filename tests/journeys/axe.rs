//! Every page in every state, judged by axe-core, which others wrote: the script runs in the page, put there by the driver.

use serde::Deserialize;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};
use vestibule_test_support::services;

use crate::{eyes, looks};

/// Runs axe and says what it found; `arguments` ends with the driver's callback. Frames there are none.
const JUDGE: &str = "const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'], iframes: false })
  .then(({ violations }) => done(violations.map(({ id, help, nodes }) => ({
    id, help, where: nodes.map((node) => node.target.join(' ')).join(', '),
  }))), (error) => done([{ id: 'failed', help: String(error), where: '' }]));";

/// An image without a text, a field without a name, and a colour that nobody can read.
const SPOILED: &str = "const main = document.querySelector('main');
main.insertAdjacentHTML('beforeend', '<img src=\"/static/mark.svg\"><input type=\"text\"><p>faint</p>');
Object.assign(main.lastElementChild.style, { color: '#aaa', background: '#fff' });";

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    #[serde(rename = "where")]
    place: String,
}

/// The library as npm installed it.
fn library() -> String {
    let path = format!("{}/axe-core/axe.min.js", services::node_modules());
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

async fn violations(browser: &Chromium, library: &str) -> Vec<Violation> {
    let driver = browser.driver();
    driver.execute(library, vec![]).await.expect("axe loads");
    let judged = driver.execute_async(JUDGE, vec![]).await;
    judged.expect("axe runs").convert().expect("violations")
}

async fn judges_everything(server: &TestApp, options: Options, text_percent: u32) {
    let library = library();
    let width = options.width;
    let browser = Chromium::start(options).await;
    let mut all = Vec::new();
    for (number, page) in looks::gallery(server, &browser)
        .await
        .into_iter()
        .enumerate()
    {
        let url = server.url(&format!("/dev/pages/{number}"));
        browser.goto(&url).await;
        browser.wait_for_page(&page).await;
        eyes::enlarge_text(&browser, text_percent).await;
        for Violation { id, help, place } in violations(&browser, &library).await {
            all.push(format!(
                "sample {number} ({page}), {width} px: {id}: {help}: {place}"
            ));
        }
    }
    browser.close().await;
    assert!(all.is_empty(), "\n  {}\n", all.join("\n  "));
}

fn wide() -> Options {
    Options {
        width: 1440,
        height: 900,
        ..Options::default()
    }
}

/// "axe-core (from npm) finds no violation"
#[tokio::test]
async fn axe_finds_nothing_by_day_on_a_wide_screen() {
    let server = looks::developers_server().await;
    judges_everything(&server, wide(), 100).await;
}

#[tokio::test]
async fn axe_finds_nothing_at_night_on_a_wide_screen() {
    let server = looks::developers_server().await;
    judges_everything(&server, wide().dark(), 100).await;
}

#[tokio::test]
async fn axe_finds_nothing_by_day_on_a_phone_with_large_text() {
    let server = looks::developers_server().await;
    judges_everything(&server, Options::phone(), 200).await;
}

#[tokio::test]
async fn axe_finds_nothing_at_night_on_a_phone() {
    let server = looks::developers_server().await;
    judges_everything(&server, Options::phone().dark(), 100).await;
}

/// With colours that are hard to read as they are.
#[tokio::test]
async fn axe_finds_nothing_in_a_tenants_colours() {
    for (accent, options) in [
        ("#ffe600", Options::phone()),
        ("#101014", Options::phone().dark()),
    ] {
        let server = looks::developers_server().await;
        server
            .apply(&format!(
                "[[tenant]]\nslug = \"default\"\nname = \"Acme\"\nbranding = {{ accent = {accent:?} }}\n"
            ))
            .await;
        judges_everything(&server, options, 100).await;
    }
}

/// The judge itself.
#[tokio::test]
async fn axe_notices_a_spoiled_page() {
    let server = looks::developers_server().await;
    let browser = Chromium::start(wide()).await;
    browser.goto(&server.url("/dev/pages/0")).await;
    browser.wait_for_page("home").await;
    browser.driver().execute(SPOILED, vec![]).await.unwrap();
    let found = violations(&browser, &library()).await;
    for id in ["image-alt", "label", "color-contrast"] {
        assert!(
            found.iter().any(|violation| violation.id == id),
            "{id}: {found:?}"
        );
    }
    browser.close().await;
}
