//! `templates/account_connections.html`: a person's accounts elsewhere.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::shell::Shell;
use super::sign_in::ProviderButton;
use crate::web::pages::account_page::AccountPage;

/// The page. Its forms post `csrf` and `connect` or `disconnect` to `/account/connections`.
#[derive(Template)]
#[template(path = "account_connections.html")]
pub struct AccountConnections {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account.
    pub frame: AccountFrame,
    /// Sent back by the forms.
    pub csrf: String,
    /// What is connected.
    pub connections: Vec<ShownConnection>,
    /// What can be.
    pub providers: Vec<ProviderButton>,
}

/// One account elsewhere.
#[derive(Clone)]
pub struct ShownConnection {
    /// What the form sends back.
    pub id: String,
    /// What the provider is called.
    pub provider: String,
    /// What the account is known by there.
    pub label: String,
    /// When it was connected.
    pub since: String,
    /// When it last signed in.
    pub used: Option<String>,
}

impl ShownConnection {
    /// What is known of it.
    pub fn about(&self, shell: &Shell) -> String {
        match &self.used {
            Some(used) => shell.texts.with(
                "connections-since-and-used",
                &[("since", &self.since), ("used", used)],
            ),
            None => shell
                .texts
                .with("connections-since", &[("since", &self.since)]),
        }
    }

    /// What the button says to somebody who does not see what it stands beside.
    pub fn action(&self, shell: &Shell) -> String {
        shell.texts.with(
            "connections-disconnect-from",
            &[("provider", &self.provider), ("name", &self.label)],
        )
    }
}

impl AccountConnections {
    /// What the button of a provider says.
    pub fn connect_to(&self, provider: &ProviderButton) -> String {
        self.shell
            .texts
            .with("connections-connect", &[("provider", &provider.name)])
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let connection = |id: &str, provider: &str, label: &str, used: bool| ShownConnection {
            id: id.to_owned(),
            provider: provider.to_owned(),
            label: label.to_owned(),
            since: "3 November 2026".to_owned(),
            used: used.then(|| "25 November 2026".to_owned()),
        };
        let page = |frame, connections, providers| Self {
            shell: shell.clone(),
            frame,
            csrf: "csrf-sample".to_owned(),
            connections,
            providers,
        };
        let none = AccountFrame::sample(AccountPage::Connections);
        let full = AccountFrame::full_sample(AccountPage::Connections, Done::Connected);
        let gone = AccountFrame::full_sample(AccountPage::Connections, Done::Disconnected);
        vec![
            (
                "nothing connected",
                page(none.clone(), Vec::new(), ProviderButton::samples()),
            ),
            (
                "two connected",
                page(
                    full,
                    vec![
                        connection("1", "Google", "ada@example.com", true),
                        connection(
                            "2",
                            "Donaudampfschifffahrtsgesellschaft Anmeldung",
                            "maria.magdalena.wolfeschlegelsteinhausenberger@example.com",
                            false,
                        ),
                    ],
                    ProviderButton::samples(),
                ),
            ),
            ("none to connect", page(gone, Vec::new(), Vec::new())),
        ]
    }
}
