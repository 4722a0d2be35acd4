//! By keyboard: every stop can be seen, and the order is that of reading.

use std::collections::BTreeSet;

use thirtyfour::Key;
use vestibule_test_support::TestApp;
use vestibule_test_support::chromium::{Chromium, Options};

use super::walk::{self, developers_server};
use crate::eyes::{self, Focus};

/// Where Tab stops from here on, up to the last link, button or field. One more would give the focus to the browser's own
/// buttons, which keep it on the next page.
async fn stops(browser: &Chromium) -> Vec<Focus> {
    let mut stops = Vec::new();
    stops.extend(eyes::focus(browser).await);
    while !stops.last().is_some_and(|stop: &Focus| stop.is_last) {
        assert!(stops.len() < 80, "Tab does not reach the end: {stops:?}");
        browser.press(Key::Tab).await;
        let focus = eyes::focus(browser).await;
        stops.push(focus.unwrap_or_else(|| panic!("Tab leaves the page too early: {stops:?}")));
    }
    stops
}

/// WCAG 2.2, 2.4.3 Focus Order, 2.4.7 Focus Visible, 2.4.11 Focus Not Obscured, 1.4.11 (contrast 3 of what shows it)
#[tokio::test]
async fn the_focus_is_visible_at_every_stop_and_moves_as_one_reads() {
    let server = developers_server().await;
    for options in [Options::default(), Options::phone().dark()] {
        let browser = Chromium::start(options).await;
        let mut seen = BTreeSet::new();
        for sample in walk::samples(&server, &browser).await {
            let page = &sample.page;
            // The second state of a page stops where its first does, but for the summary of problems.
            if !seen.insert(page.clone()) && page != "sign-in" {
                continue;
            }
            sample.open(&server, &browser).await;
            let stops = stops(&browser).await;
            assert!(!stops.is_empty(), "{page}");
            for stop in &stops {
                assert!(
                    stop.outline >= 2.0 && stop.contrast >= 3.0,
                    "{page}: {stop:?} does not show"
                );
                assert!(stop.in_view, "{page}: {stop:?} is out of sight");
            }
            for pair in stops.windows(2) {
                let same_line = pair[1].top < pair[0].bottom && pair[0].top < pair[1].bottom;
                // From the end of one column to the beginning of the next.
                let next_column = pair[1].top < pair[0].top && pair[1].left > pair[0].left;
                let onward = if next_column {
                    true
                } else if same_line {
                    pair[1].left > pair[0].left
                } else {
                    pair[1].top >= pair[0].bottom
                };
                assert!(onward, "{page}: from {:?} to {:?}", pair[0], pair[1]);
            }
        }
        assert!(seen.len() >= 14, "{seen:?}");
        browser.close().await;
    }
}

/// Whoever opens the sign-in page can type at once, and sends by Enter; the way out of it follows.
#[tokio::test]
async fn the_sign_in_page_begins_in_its_first_field() {
    let server = TestApp::with_fixture().await;
    let browser = Chromium::start(Options::default()).await;
    browser.goto(&server.url("/sign-in")).await;
    browser.wait_for("#login:focus").await;
    let order: Vec<String> = stops(&browser)
        .await
        .into_iter()
        .map(|stop| stop.name)
        .collect();
    assert_eq!(
        order,
        [
            "input#login",
            "input#password",
            "button#sign-in-submit",
            "a#sign-in-forgot"
        ]
    );
    browser.close().await;
}
