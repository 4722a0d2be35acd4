//! `templates/account_sessions.html`: every browser that the person is signed in with.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::moment::{LocalTimes, Moment, TimedSentence};
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The sessions page. Its forms post `csrf` and `login` (an id) or `which` (`others` or `all`) to `/account/sessions`.
#[derive(Template)]
#[template(path = "account_sessions.html")]
pub struct AccountSessions {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by the forms.
    pub csrf: String,
    /// The sessions, this browser's first.
    pub sessions: Vec<ShownSession>,
    /// Whether browsers may be remembered in place of the second factor.
    pub remembers: bool,
    /// The script for its times; the page works without.
    pub local_times: Option<LocalTimes>,
}

/// One browser.
#[derive(Clone)]
pub struct ShownSession {
    /// What the form sends back.
    pub id: String,
    /// What it is: `Firefox on Linux`.
    pub device: String,
    /// From which network.
    pub network: String,
    /// When it signed in.
    pub since: Moment,
    /// When it was last seen.
    pub seen: Moment,
    /// Whether it is the one that shows the page.
    pub here: bool,
}

impl ShownSession {
    /// What is known of it.
    pub fn about(&self, shell: &Shell) -> TimedSentence {
        let network = [("network", self.network.as_str())];
        self.since
            .in_sentence(shell.texts, "sessions-about", "since", &network)
    }

    /// When it was last seen.
    pub fn last_seen(&self, shell: &Shell) -> TimedSentence {
        self.seen
            .in_sentence(shell.texts, "sessions-seen", "seen", &[])
    }

    /// What the button says to somebody who does not see what it stands beside.
    pub fn action(&self, shell: &Shell) -> String {
        shell
            .texts
            .with("sessions-sign-out-of", &[("device", &self.device)])
    }
}

impl AccountSessions {
    /// Whether there are other browsers than this.
    pub fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.here)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let session = |id: &str, device: &str, here| ShownSession {
            id: id.to_owned(),
            device: device.to_owned(),
            network: "2001:db8:12:34::/64".to_owned(),
            since: Moment::sample(shell),
            seen: Moment::sample(shell),
            here,
        };
        let page = |frame, sessions| Self {
            shell: shell.clone(),
            frame,
            csrf: "csrf-sample".to_owned(),
            sessions,
            remembers: true,
            local_times: None,
        };
        vec![
            (
                "one browser",
                page(
                    AccountFrame::sample(AccountPage::Sessions),
                    vec![session("1", "Firefox on Linux", true)],
                ),
            ),
            (
                "several browsers, one just ended",
                page(
                    AccountFrame::full_sample(AccountPage::Sessions, Done::SignedOut),
                    vec![
                        session("1", "Firefox on Linux", true),
                        session("2", "Samsung Internet on Android", false),
                        session("3", "Unknown device", false),
                    ],
                ),
            ),
        ]
    }
}
