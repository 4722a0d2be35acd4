//! The app that sent the person here, as far as a person should see it.

use super::monogram;
use super::shell::Shell;
use crate::texts::one_line;

/// The client of an authorization request.
#[derive(Clone)]
pub struct AskingApp {
    /// `client_name`. Chosen by the app: shown as text, never believed.
    pub name: String,
    /// Where the person and the answer go: the part of an app that cannot be made up.
    pub destination: Destination,
    /// `policy_uri`, linked if it is a web address.
    pub policy_uri: Option<String>,
    /// `tos_uri`, linked if it is a web address.
    pub tos_uri: Option<String>,
}

/// Where a verified redirect URI leads, in words.
#[derive(Clone)]
pub enum Destination {
    /// A web site: its host as it stands in the URI, internationalised names in their ASCII form.
    Site(String),
    /// A loopback address: some program on the person's own device (`RFC 8252 §7.3`).
    ThisDevice,
    /// A private scheme: an app on the person's device that claimed it (`RFC 8252 §7.1`).
    App(String),
}

impl AskingApp {
    /// The name as one harmless line; an app without one is called by its destination.
    pub fn shown_name(&self) -> String {
        let name = one_line(&self.name);
        match (name.trim(), &self.destination) {
            ("", Destination::Site(host)) => host.clone(),
            ("", Destination::App(scheme)) => scheme.clone(),
            ("", Destination::ThisDevice) => "localhost".to_owned(),
            (name, _) => name.to_owned(),
        }
    }

    /// Where it leads, in the reader's words.
    pub fn shown_destination(&self, shell: &Shell) -> String {
        match &self.destination {
            Destination::Site(host) => one_line(host),
            Destination::ThisDevice => shell.t("app-on-this-device"),
            Destination::App(scheme) => shell
                .texts
                .with("app-with-scheme", &[("scheme", scheme.as_str())]),
        }
    }

    /// Initials for the tile.
    pub fn initials(&self) -> String {
        monogram::initials(&self.shown_name())
    }

    /// Colour of the tile.
    pub fn tone(&self) -> u32 {
        monogram::tone(&self.shown_name())
    }

    /// The privacy policy, if the address is one a browser may be sent to.
    pub fn policy_link(&self) -> Option<&str> {
        web_address(self.policy_uri.as_deref())
    }

    /// The terms of service, likewise.
    pub fn tos_link(&self) -> Option<&str> {
        web_address(self.tos_uri.as_deref())
    }

    pub(super) fn sample() -> Self {
        Self {
            name: "Harbour Books".to_owned(),
            destination: Destination::Site("books.example.org".to_owned()),
            policy_uri: Some("https://books.example.org/privacy".to_owned()),
            tos_uri: Some("https://books.example.org/terms".to_owned()),
        }
    }

    pub(super) fn long_sample() -> Self {
        Self {
            name: "Donaudampfschifffahrtsgesellschaft Fahrgastinformationssystem (Testumgebung)"
                .to_owned(),
            destination: Destination::Site(
                "fahrgastinformation.donaudampfschifffahrtsgesellschaft.intern.example.org"
                    .to_owned(),
            ),
            policy_uri: None,
            tos_uri: Some("https://example.org/nutzungsbedingungen".to_owned()),
        }
    }
}

/// A link that runs script when followed (`javascript:`) must not come from a client's registration.
fn web_address(uri: Option<&str>) -> Option<&str> {
    uri.filter(|uri| uri.starts_with("https://") || uri.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_linked() {
        for (uri, linked) in [
            ("https://a.example/p", true),
            ("javascript:alert(1)", false),
            (" https://a.example", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(web_address(Some(uri)).is_some(), linked, "{uri}");
        }
    }

    #[test]
    fn an_app_without_a_name_is_called_by_its_host() {
        let app = AskingApp {
            name: "\u{202E} ".to_owned(),
            ..AskingApp::sample()
        };
        assert_eq!(app.shown_name(), "books.example.org");
    }
}
