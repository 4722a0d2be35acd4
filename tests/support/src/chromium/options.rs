//! What kind of person sits in front of the browser, and what that asks of chromedriver.

use std::path::Path;

use serde_json::json;
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities,
    common::capabilities::desiredcapabilities::Capabilities,
};

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JavaScript {
    /// As most browsers are.
    On,
    /// Blocked by the browser's content settings, for every site; `<noscript>` is shown.
    Off,
}

/// What `prefers-color-scheme` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourScheme {
    /// `light`
    Light,
    /// `dark`
    Dark,
}

/// The person in front of this browser: how wide the screen is, what they prefer and what they switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Width of the viewport in CSS pixels; below the 500 a window cannot shrink under, too.
    pub width: u32,
    /// Height of the viewport in CSS pixels.
    pub height: u32,
    /// Whether pages may run scripts.
    pub javascript: JavaScript,
    /// What `prefers-color-scheme` answers.
    pub colour_scheme: ColourScheme,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 800,
            javascript: JavaScript::On,
            colour_scheme: ColourScheme::Light,
        }
    }
}

impl Options {
    /// The narrowest screen every page must work on (WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels).
    #[must_use]
    pub fn phone() -> Self {
        Self {
            width: 320,
            height: 640,
            ..Self::default()
        }
    }

    /// The same person with scripts blocked.
    #[must_use]
    pub fn without_javascript(self) -> Self {
        Self {
            javascript: JavaScript::Off,
            ..self
        }
    }

    /// The same person at night.
    #[must_use]
    pub fn dark(self) -> Self {
        Self {
            colour_scheme: ColourScheme::Dark,
            ..self
        }
    }

    /// What chromedriver is asked for. `binary` is the browser, `profile` a folder nobody used before.
    pub(super) fn capabilities(self, binary: &str, profile: &Path) -> Capabilities {
        let scheme = match self.colour_scheme {
            ColourScheme::Dark => 0,
            ColourScheme::Light => 1,
        };
        let scripts = match self.javascript {
            JavaScript::On => 1,
            JavaScript::Off => 2,
        };
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            // The sandbox refuses to run as root, and the only pages opened are our own.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            // Nothing but the page under test may use the network or cover the page.
            "--disable-quic",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            "--no-default-browser-check",
            "--no-first-run",
            "--password-store=basic",
            "--lang=en-US",
            &format!("--user-data-dir={}", profile.display()),
            &format!("--window-size={},{}", self.width, self.height),
            &format!("--blink-settings=preferredColorScheme={scheme}"),
        ] {
            capabilities
                .add_arg(argument)
                .expect("an argument is a string");
        }
        capabilities.set_binary(binary).expect("a path is a string");
        capabilities
            .add_experimental_option(
                "prefs",
                json!({
                    "profile.managed_default_content_settings.javascript": scripts,
                    "credentials_enable_service": false,
                    "profile.password_manager_enabled": false,
                    "profile.password_manager_leak_detection": false,
                    "intl.accept_languages": "en-US,en",
                }),
            )
            .expect("preferences are JSON");
        // A window is never narrower than 500 pixels, also without a head; emulated metrics may be.
        capabilities
            .add_experimental_option(
                "mobileEmulation",
                json!({ "deviceMetrics": {
                    "width": self.width, "height": self.height, "pixelRatio": 1.0, "mobile": false, "touch": false,
                }}),
            )
            .expect("metrics are JSON");
        capabilities.into()
    }
}
