//! `templates/home.html`: the front door of an issuer, for somebody who opens its address.

use askama::Template;

use super::account::Account;
use super::shell::Shell;

/// The front door.
#[derive(Template)]
#[template(path = "home.html")]
pub struct Home {
    /// The frame.
    pub shell: Shell,
    /// The accounts signed in here, the last used first.
    pub accounts: Vec<Account>,
}

impl Home {
    /// What the page says under its name.
    pub fn explanation(&self) -> String {
        if self.accounts.is_empty() {
            self.shell
                .texts
                .with("home-nobody", &[("issuer", &self.shell.issuer_name)])
        } else {
            self.shell
                .texts
                .counted("home-signed-in", "count", self.accounts.len())
        }
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |accounts| Self {
            shell: shell.clone(),
            accounts,
        };
        vec![
            ("nobody", page(Vec::new())),
            ("one person", page(vec![Account::sample()])),
            (
                "several accounts",
                page(vec![
                    Account::sample(),
                    Account::long_sample(),
                    Account::nameless_sample(),
                ]),
            ),
        ]
    }
}
