//! What a person does with a page: look, wait, and use the keyboard.

use std::{path::Path, time::Instant};

use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::{By, Key, WebElement};
use tokio::time::sleep;
use url::Url;

use super::{Chromium, GLANCE, PATIENCE};

/// More Tabs than any page has stops: beyond it the element cannot be reached by keyboard.
const MOST_TABS: usize = 60;

impl Chromium {
    /// Opens `url` and waits until it is loaded, redirects included.
    pub async fn goto(&self, url: &str) {
        let result = self.driver().goto(url).await;
        result.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// The address in the address bar.
    pub async fn url(&self) -> Url {
        self.driver().current_url().await.expect("a current URL")
    }

    /// The element the keyboard acts on; `body` when nothing has the focus.
    pub async fn focused(&self) -> WebElement {
        self.driver()
            .active_element()
            .await
            .expect("an active element")
    }

    /// Whether the focused element is one of those `css` selects.
    pub async fn is_focused(&self, css: &str) -> bool {
        let focused = self.focused().await;
        let all = self.driver().find_all(By::Css(css)).await;
        all.expect("a valid selector").contains(&focused)
    }

    /// Presses and releases one key.
    pub async fn press(&self, key: Key) {
        if matches!(key, Key::Enter) {
            return self.press_enter().await;
        }
        let chain = self.driver().action_chain().send_keys(key);
        chain.perform().await.expect("a key press");
    }

    /// chromedriver repeats a command whose page goes away under it, so that Enter would be pressed once more on the page that
    /// it leads to, and send that one's form. Enter is meant for one element: when the command is repeated, that is gone.
    async fn press_enter(&self) {
        let Err(error) = self.focused().await.send_keys(Key::Enter).await else {
            return;
        };
        match error.as_inner() {
            WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::NoSuchElement(_)
            // Nothing has the focus, and so nothing is sent.
            | WebDriverErrorInner::ElementNotInteractable(_) => {}
            _ => panic!("Enter cannot be pressed: {error}"),
        }
    }

    /// Presses Shift+Tab: one stop back.
    pub async fn press_shift_tab(&self) {
        let chain = self.driver().action_chain().key_down(Key::Shift);
        let chain = chain.send_keys(Key::Tab).key_up(Key::Shift);
        chain.perform().await.expect("a key press");
    }

    /// Types `text` into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let chain = self.driver().action_chain().send_keys(text);
        chain.perform().await.expect("typed text");
    }

    /// Presses Tab until an element that `css` selects has the focus; presses nothing when it already has.
    ///
    /// # Panics
    /// When the keyboard never gets there, with the stops it made on the way.
    pub async fn tab_to(&self, css: &str) {
        let mut stops = Vec::new();
        for _ in 0..MOST_TABS {
            if self.is_focused(css).await {
                return;
            }
            self.press(Key::Tab).await;
            stops.push(self.describe_focus().await);
        }
        panic!(
            "the keyboard does not reach {css} on {}; Tab stops at {stops:?}",
            self.url().await
        );
    }

    /// Goes to the field `css` by Tab and types `text` into it.
    pub async fn fill(&self, css: &str, text: &str) {
        self.tab_to(css).await;
        self.type_text(text).await;
    }

    /// Goes to `css` (a button, a link) by Tab and presses Enter on it.
    pub async fn activate(&self, css: &str) {
        self.tab_to(css).await;
        self.press(Key::Enter).await;
    }

    /// Waits until `css` selects something and returns the first of it.
    ///
    /// # Panics
    /// When it does not appear in time, with the page's address and text.
    pub async fn wait_for(&self, css: &str) -> WebElement {
        let start = Instant::now();
        loop {
            // While a page is being replaced, finding fails in more ways than «no such element»: look again.
            if let Ok(element) = self.driver().find(By::Css(css)).await {
                return element;
            }
            if start.elapsed() > PATIENCE {
                let (url, text) = (self.url().await, self.text().await);
                panic!("{css} does not appear on {url}, which says:\n{text}");
            }
            sleep(GLANCE).await;
        }
    }

    /// Waits for the page that calls itself `name` (`<body data-page="name">`).
    pub async fn wait_for_page(&self, name: &str) -> WebElement {
        self.wait_for(&format!("body[data-page=\"{name}\"]")).await
    }

    /// Waits until the first element that `css` selects contains `part`: the page that comes next may look like this one.
    ///
    /// # Panics
    /// When that does not happen in time, with what it contains instead.
    pub async fn wait_for_text(&self, css: &str, part: &str) {
        let start = Instant::now();
        loop {
            let found = self.driver().find(By::Css(css)).await;
            let text = match found {
                Ok(element) => element.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if text.contains(part) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{css} does not say {part:?} but {text:?}"
            );
            sleep(GLANCE).await;
        }
    }

    /// Waits until the address bar starts with `prefix` and returns the address.
    ///
    /// # Panics
    /// When that does not happen in time.
    pub async fn wait_for_url(&self, prefix: &str) -> Url {
        let start = Instant::now();
        loop {
            let url = self.url().await;
            if url.as_str().starts_with(prefix) {
                return url;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "the browser stays at {url} and does not go to {prefix}"
            );
            sleep(GLANCE).await;
        }
    }

    /// The text a person sees on the page.
    pub async fn text(&self) -> String {
        match self.driver().find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The computed value of a CSS property of the first element `css` selects.
    pub async fn style(&self, css: &str, property: &str) -> String {
        let element = self.wait_for(css).await;
        let value = element.css_value(property).await;
        value.expect("a computed style")
    }

    /// Width of the viewport and of the document in CSS pixels: the second is larger when a page must be scrolled sideways.
    pub async fn widths(&self) -> (u64, u64) {
        // The driver's own scripts run also where the page's may not.
        let script = "return [window.innerWidth, document.documentElement.scrollWidth]";
        let answer = self.driver().execute(script, Vec::new()).await;
        let answer = answer.expect("the page's measures");
        answer.convert().expect("two numbers")
    }

    /// Writes what is visible to `path`, as PNG.
    pub async fn screenshot(&self, path: &Path) {
        let result = self.driver().screenshot(path).await;
        result.unwrap_or_else(|error| panic!("{} is not written: {error}", path.display()));
    }

    /// Name, id and label of what has the focus, for messages.
    async fn describe_focus(&self) -> String {
        let element = self.focused().await;
        let name = element.tag_name().await.unwrap_or_default();
        let id = element.attr("id").await.ok().flatten().unwrap_or_default();
        format!("{name}#{id}")
    }
}
