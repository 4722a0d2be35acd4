//! `templates/account_apps.html`: what the person allowed, and to whom.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::asking_app::AskingApp;
use super::consent::ConsentItem;
use super::moment::{LocalTimes, Moment, TimedSentence};
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The apps page. Its forms post `csrf` and `app` (a `client_id`) to `/account/apps`.
#[derive(Template)]
#[template(path = "account_apps.html")]
pub struct AccountApps {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by the forms.
    pub csrf: String,
    /// The apps, the last used first.
    pub apps: Vec<ShownApp>,
    /// The script for their times; the page works without.
    pub local_times: Option<LocalTimes>,
}

/// One app.
#[derive(Clone)]
pub struct ShownApp {
    /// What the form sends back.
    pub client_id: String,
    /// Its name and tile.
    pub app: AskingApp,
    /// What it may do.
    pub items: Vec<ConsentItem>,
    /// Since when.
    pub since: String,
    /// When it last got access; none when it has none at the moment.
    pub used: Option<Moment>,
}

impl ShownApp {
    /// Since when, and when it was last used.
    pub fn about(&self, shell: &Shell) -> Option<TimedSentence> {
        let since = [("since", self.since.as_str())];
        let used = self.used.as_ref()?;
        Some(used.in_sentence(shell.texts, "apps-since-and-used", "used", &since))
    }

    /// Since when, of one that is not in use.
    pub fn about_unused(&self, shell: &Shell) -> String {
        shell.texts.with("apps-since", &[("since", &self.since)])
    }

    /// What the button says to somebody who does not see what it stands beside.
    pub fn action(&self, shell: &Shell) -> String {
        shell
            .texts
            .with("apps-take-back-from", &[("app", &self.app.shown_name())])
    }
}

impl AccountApps {
    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let item = |scope: &str, service: Option<&str>| ConsentItem {
            scope: scope.to_owned(),
            service: service.map(str::to_owned),
            value: None,
            allowed_before: false,
        };
        let app = |app, used| ShownApp {
            client_id: "web".to_owned(),
            app,
            items: vec![
                item("openid", None),
                item("email", None),
                item("offline_access", None),
                item("photos.read", Some("Photo Archive")),
            ],
            since: "3 November 2026".to_owned(),
            used,
        };
        let page = |frame, apps| Self {
            shell: shell.clone(),
            frame,
            csrf: "csrf-sample".to_owned(),
            apps,
            local_times: None,
        };
        vec![
            (
                "none",
                page(AccountFrame::sample(AccountPage::Apps), Vec::new()),
            ),
            (
                "two, one just taken back",
                page(
                    AccountFrame::full_sample(AccountPage::Apps, Done::AppTakenBack),
                    vec![
                        app(AskingApp::sample(), Some(Moment::sample(shell))),
                        app(AskingApp::long_sample(), None),
                    ],
                ),
            ),
        ]
    }
}
