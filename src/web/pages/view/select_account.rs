//! `templates/select_account.html`: which of your accounts?

use askama::Template;

use super::account::Account;
use super::asking_app::AskingApp;
use super::shell::Shell;

/// The account chooser. Its form posts `txn`, `csrf` and `account` (an id, or `other`) to `/select-account`.
#[derive(Template)]
#[template(path = "select_account.html")]
pub struct SelectAccount {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The authorization request that waits for this answer.
    pub txn: Option<String>,
    /// Who asks.
    pub app: Option<AskingApp>,
    /// The accounts of this browser, the last used first.
    pub accounts: Vec<AccountChoice>,
}

/// One account to choose.
#[derive(Clone)]
pub struct AccountChoice {
    /// Whose it is.
    pub account: Account,
    /// Whether its password will be asked for again.
    pub password_needed: bool,
}

impl SelectAccount {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        match &self.app {
            Some(app) => self.shell.texts.with(
                "select-account-title-for-app",
                &[("app", &app.shown_name())],
            ),
            None => self.shell.t("select-account-title"),
        }
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let choice = |account, password_needed| AccountChoice {
            account,
            password_needed,
        };
        vec![
            (
                "two accounts",
                Self {
                    shell: shell.clone(),
                    csrf: "csrf-sample".to_owned(),
                    txn: Some("txn-sample".to_owned()),
                    app: Some(AskingApp::sample()),
                    accounts: vec![
                        choice(Account::sample(), false),
                        choice(Account::nameless_sample(), true),
                    ],
                },
            ),
            (
                "long names",
                Self {
                    shell: shell.clone(),
                    csrf: "csrf-sample".to_owned(),
                    txn: Some("txn-sample".to_owned()),
                    app: Some(AskingApp::long_sample()),
                    accounts: vec![
                        choice(Account::long_sample(), true),
                        choice(Account::sample(), false),
                        choice(Account::nameless_sample(), false),
                    ],
                },
            ),
        ]
    }
}
