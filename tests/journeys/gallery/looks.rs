//! Contrast, width, large text, words, by day and at night. Samples run no script, so there is nothing to see without.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};

use super::axe::{self, Rules};
use super::walk::{self, developers_server};
use crate::{eyes, person};

/// What is painted differently in the dark: what, and which of its properties.
const PAINTED: &[(&str, &str)] = &[
    ("body", "backgroundColor"),
    (".wall", "backgroundColor"),
    (".door", "backgroundColor"),
    (".door", "boxShadow"),
    ("h1", "color"),
    (".heading-more", "color"),
    (".button", "backgroundColor"),
    (".button", "color"),
    ("#login", "borderTopColor"),
    ("#login", "backgroundColor"),
    (".mark-frame", "stroke"),
    (".host", "color"),
];

/// Ways to spoil the sign-in page, and what is said of each.
const SPOILED: &[(&str, &str)] = &[
    ("find('h1').style.color = '#999'", "has a contrast of 2.8"),
    (
        "find('.wall').style.background = '#fff'; find('.house-name').style.color = 'rgb(0 0 0 / 40%)'",
        "«Vestibule» in bdi",
    ),
    (
        "find('.host').style.color = find('.floor').style.color = '#777'",
        "«127.0.0.1» in strong.host",
    ),
    (
        "find('#login').style.borderColor = '#ddd'",
        "the edge of input#login",
    ),
    (
        "find('#sign-in-submit').style.minHeight = find('#sign-in-submit').style.height = '30px'",
        "button#sign-in-submit is",
    ),
    (
        "find('main').style.minWidth = '400px'",
        "wide in a window of 320",
    ),
    (
        "find('h1').style.whiteSpace = 'nowrap'; find('h1').style.fontSize = '90px'",
        "runs from",
    ),
    ("find('label').remove()", "input#login has no visible label"),
    ("find('label').id = 'password'", "two #password"),
    ("find('h1').remove()", "it has 0 first headings"),
    ("find('.mark-frame').style.stroke = '#ddd'", "svg.mark in"),
];

/// Looks at every sample at this hour on this screen, with text as it is and twice as large, and lets axe judge it.
async fn looks_at_everything(options: Options) {
    let server = developers_server().await;
    let browser = axe::browser(options).await;
    let names = message_names();
    let mut all = Vec::new();
    for sample in walk::samples(&server, &browser).await {
        sample.open(&server, &browser).await;
        let mut said = axe::violations(&browser, Rules::All).await;
        for size in [100, 200] {
            eyes::enlarge_text(&browser, size).await;
            let problems = eyes::problems(&browser).await.into_iter();
            said.extend(problems.map(|problem| format!("text {size} %: {problem}")));
        }
        // A message that is missing is shown by its name, an argument that is missing by its own.
        let text = browser.text().await;
        let words = text.split_whitespace();
        let shown = words.filter(|word| names.contains(*word));
        said.extend(shown.map(|word| format!("it shows the message name {word}")));
        if text.contains("{$") || text.contains("{ $") || text.contains("Unknown localization") {
            said.push(format!("it has a hole: {text}"));
        }
        all.extend(said.iter().map(|said| format!("{}: {said}", sample.name())));
    }
    browser.close().await;
    assert!(all.is_empty(), "\n  {}\n", all.join("\n  "));
}

/// The names of all messages. Those of one word between two hyphens, such as `sign-in`, are none.
fn message_names() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let files = fs::read_dir(folder).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let names: BTreeSet<String> = texts
        .flat_map(|text| {
            let names = text.lines().filter_map(|line| line.split_once(" ="));
            names
                .map(|(name, _)| name.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(names.contains("sign-in-title"), "{names:?}");
    names
}

/// WCAG 2.2, 1.4.3 (contrast of text 4.5), 1.4.11 (of controls 3), 1.4.4 (text of 200 %); "axe-core (from npm) finds no violation"
#[tokio::test]
async fn every_page_can_be_read_by_day_on_a_wide_screen() {
    looks_at_everything(Options {
        width: 1440,
        height: 900,
        ..Options::default()
    })
    .await;
}

/// The same, and WCAG 2.2, 1.4.10 (320 CSS pixels without scrolling sideways)
#[tokio::test]
async fn every_page_can_be_read_at_night_on_a_phone() {
    looks_at_everything(Options::phone().dark()).await;
}

#[tokio::test]
async fn the_dark_has_colours_of_its_own() {
    let server = TestApp::with_fixture().await;
    let mut schemes = Vec::new();
    for options in [Options::default(), Options::default().dark()] {
        let browser = Chromium::start(options).await;
        let party = vestibule_test_support::RelyingParty::new(
            &server,
            vestibule_test_support::fixture::WEB,
        );
        browser.goto(&party.authorization_url(&[])).await;
        person::arrives_at(&browser, "sign-in").await;
        let mut colours = Vec::new();
        for (css, property) in PAINTED {
            colours.push(eyes::computed(&browser, css, property).await);
        }
        schemes.push(colours);
        browser.close().await;
    }
    for (at, painted) in PAINTED.iter().enumerate() {
        assert_ne!(schemes[0][at], schemes[1][at], "{painted:?}");
    }
}

/// The eyes themselves: each way to spoil a page is noticed, and the page as it is passes.
#[tokio::test]
async fn a_spoiled_page_is_noticed() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::phone()).await;
    for (script, complaint) in SPOILED {
        browser.goto(&server.url("/sign-in")).await;
        person::arrives_at(&browser, "sign-in").await;
        let script = format!("const find = (css) => document.querySelector(css); {script}");
        browser.driver().execute(script, vec![]).await.unwrap();
        let problems = eyes::problems(&browser).await;
        let noticed = problems.iter().any(|problem| problem.contains(complaint));
        assert!(noticed, "{complaint}: {problems:?}");
    }
    browser.close().await;
}
