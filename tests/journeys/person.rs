//! What a person does, with keys alone.

use thirtyfour::Key;
use vestibule_test_support::chromium::Chromium;
use vestibule_test_support::fixture::Person;

use crate::eyes;

/// Waits for one of our pages, and looks whether it is as every page has to be at this width.
pub async fn arrives_at(browser: &Chromium, page: &str) {
    browser.wait_for_page(page).await;
    let problems = eyes::problems(browser).await;
    assert!(problems.is_empty(), "{page}:\n  {}", problems.join("\n  "));
}

/// Fills in the sign-in page, and presses Enter in the last field.
pub async fn signs_in(browser: &Chromium, person: Person) {
    arrives_at(browser, "sign-in").await;
    browser.fill("#login", person.username).await;
    browser.fill("#password", person.password).await;
    browser.press(Key::Enter).await;
}

/// Says yes on the consent page.
pub async fn agrees(browser: &Chromium) {
    arrives_at(browser, "consent").await;
    browser.activate("#consent-allow").await;
}

/// Is at the front door, signed in with these names, the last used first.
pub async fn is_home_as(browser: &Chromium, names: &[&str]) {
    arrives_at(browser, "home").await;
    let shown = texts(browser, ".people .person-name").await;
    assert_eq!(shown, names);
}

/// The texts of all elements that `css` selects.
pub async fn texts(browser: &Chromium, css: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(element => element.textContent.trim())";
    let answer = browser.driver().execute(script, vec![css.into()]).await;
    answer.unwrap().convert().unwrap()
}
