//! `templates/sign_out.html`: sign out? Asked because anybody can send a browser to the sign-out address
//! (`OpenID Connect RP-Initiated Logout 1.0 §2`).

use askama::Template;

use super::account::Account;
use super::asking_app::AskingApp;
use super::shell::Shell;

/// The sign-out page. Its form posts `txn`, `csrf` and `decision` (`confirm` or `cancel`) to `/sign-out`.
#[derive(Template)]
#[template(path = "sign_out.html")]
pub struct SignOut {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The sign-out request that waits for this answer.
    pub txn: Option<String>,
    /// The app that asked, when it is known which.
    pub app: Option<AskingApp>,
    /// Every account that will be signed out. Never empty: nobody signed in is a [`SignedOut`](super::SignedOut).
    pub accounts: Vec<Account>,
}

impl SignOut {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell
            .texts
            .with("sign-out-title", &[("issuer", &self.shell.issuer_name)])
    }

    /// Who asked, and what it means.
    pub fn explanation(&self) -> String {
        match &self.app {
            Some(app) => self
                .shell
                .texts
                .with("sign-out-asked-by-app", &[("app", &app.shown_name())]),
            None => self.shell.t("sign-out-asked"),
        }
    }

    /// Over the list of accounts.
    pub fn accounts_heading(&self) -> String {
        self.shell
            .texts
            .counted("sign-out-accounts", "count", self.accounts.len())
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        vec![
            (
                "asked by an app",
                Self {
                    shell: shell.clone(),
                    csrf: "csrf-sample".to_owned(),
                    txn: Some("txn-sample".to_owned()),
                    app: Some(AskingApp::sample()),
                    accounts: vec![Account::sample()],
                },
            ),
            (
                "several accounts",
                Self {
                    shell: shell.clone(),
                    csrf: "csrf-sample".to_owned(),
                    txn: None,
                    app: None,
                    accounts: vec![
                        Account::sample(),
                        Account::long_sample(),
                        Account::nameless_sample(),
                    ],
                },
            ),
        ]
    }
}
