//! What a person sees, measured by scripts of the driver, which run also where the page's own may not.

use serde::Deserialize;
use vestibule_test_support::chromium::Chromium;

/// Colours and the ground they stand on.
const COLOURS: &str = include_str!("scripts/colours.js");
const PROBLEMS: &str = include_str!("scripts/problems.js");
const FOCUS: &str = include_str!("scripts/focus.js");

/// What is wrong with the page for whoever looks at it, as sentences.
pub async fn problems(browser: &Chromium) -> Vec<String> {
    let answer = browser
        .driver()
        .execute([COLOURS, PROBLEMS].concat(), vec![]);
    answer.await.expect("a look").convert().expect("sentences")
}

/// What has the focus, and how it shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Focus {
    /// Selects it, for people: `button#sign-in-submit`.
    pub name: String,
    /// Width of its outline in CSS pixels; 0 without one.
    pub outline: f64,
    /// Contrast of the outline against what surrounds the element.
    pub contrast: f64,
    /// Whether all of it is in the viewport.
    pub in_view: bool,
    /// Whether nothing on the page comes after it.
    pub is_last: bool,
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
}

/// What has the focus; `None` when nothing on the page has.
pub async fn focus(browser: &Chromium) -> Option<Focus> {
    let answer = browser.driver().execute([COLOURS, FOCUS].concat(), vec![]);
    answer.await.expect("a look").convert().expect("a focus")
}

/// The computed value of a property of the first element that `css` selects.
pub async fn computed(browser: &Chromium, css: &str, property: &str) -> String {
    let script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";
    let arguments = vec![css.into(), property.into()];
    let answer = browser.driver().execute(script, arguments).await;
    answer.expect("a style").convert().expect("a value")
}

/// Makes the text larger, as the browser's setting does: everything else is measured in it.
pub async fn enlarge_text(browser: &Chromium, percent: u32) {
    let script = format!("document.documentElement.style.fontSize = '{percent}%'");
    browser
        .driver()
        .execute(script, vec![])
        .await
        .expect("larger text");
}
