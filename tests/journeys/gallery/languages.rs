//! Every sample in every language on a narrow phone: it fits, and it is written in the language's direction.

use std::fs;
use std::path::Path;

use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};

use super::walk::{self, developers_server};

/// Reads the page, and measures whether it fits.
const FITS: &str = include_str!("../scripts/fits.js");

/// A language, and the direction it is written in.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "rtl"),
    ("de", "ltr"),
    ("es", "ltr"),
    ("fr", "ltr"),
    ("ja", "ltr"),
    ("zh-Hans", "ltr"),
];

/// What a page says of itself: its language, its direction, its words, and what does not fit.
type Reading = (String, String, String, Vec<String>);

async fn read(browser: &Chromium) -> Reading {
    let script = [FITS, "return reading();"].concat();
    let answer = browser.driver().execute(script, vec![]).await;
    answer.expect("a look").convert().expect("a reading")
}

/// The page at hand in every language.
async fn read_in_every_language(browser: &Chromium) -> Vec<Reading> {
    let script = "const [languages, done] = arguments; readings(languages).then(done);";
    let languages: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
    let script = [FITS, script].concat();
    let answer = browser
        .driver()
        .execute_async(script, vec![languages.into()]);
    answer.await.expect("a look").convert().expect("readings")
}

/// WCAG 2.2, 1.4.10: "without loss of information or functionality, and without requiring scrolling in two dimensions for:
/// Vertical scrolling content at a width equivalent to 320 CSS pixels"
#[tokio::test]
async fn every_page_fits_a_phone_in_every_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let folders = fs::read_dir(folder).unwrap().count();
    assert_eq!(LANGUAGES.len() + 1, folders, "a language is not looked at");
    let server = developers_server().await;
    let browser = Chromium::start(Options::phone()).await;
    let mut all = Vec::new();
    for sample in walk::samples(&server, &browser).await {
        sample.open(&server, &browser).await;
        let readings = read_in_every_language(&browser).await;
        assert_eq!(readings.len(), LANGUAGES.len());
        for ((lang, direction, text, problems), wanted) in readings.iter().zip(LANGUAGES) {
            let place = format!("{} in {lang}", sample.name());
            assert_eq!((lang.as_str(), direction.as_str()), *wanted, "{place}");
            assert!(!text.contains("Unknown localization"), "{place}: {text}");
            let problems = problems.iter();
            all.extend(problems.map(|problem| format!("{place}: {problem}")));
        }
    }
    assert!(all.is_empty(), "\n  {}\n", all.join("\n  "));
    browser.close().await;
}

/// The measure itself: what does not fit is noticed, in both directions.
#[tokio::test]
async fn a_page_that_does_not_fit_is_noticed() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::phone()).await;
    for language in ["ar", "de"] {
        for (script, complaint) in [
            (
                "find('main').style.minWidth = '500px'",
                "in a window of 320",
            ),
            (
                "find('#sign-in-submit').style.whiteSpace = 'nowrap'; find('#sign-in-submit').style.fontSize = '90px'",
                "leaves button#sign-in-submit",
            ),
            ("find('#login').dir = ''", "input#login has the direction"),
            (
                "find('#login').type = 'email'; find('#login').dir = 'rtl'",
                "input#login is written from the right",
            ),
        ] {
            let url = server.url(&format!("/sign-in?ui_locales={language}"));
            browser.goto(&url).await;
            browser.wait_for_page("sign-in").await;
            let script = format!("const find = (css) => document.querySelector(css); {script}");
            browser.driver().execute(script, vec![]).await.unwrap();
            let (.., problems) = read(&browser).await;
            let noticed = problems.iter().any(|problem| problem.contains(complaint));
            assert!(noticed, "{language}, {complaint}: {problems:?}");
        }
    }
    browser.close().await;
}
