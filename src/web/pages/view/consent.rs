//! `templates/consent.html`: may this app have this?

use askama::Template;

use super::account::Account;
use super::asking_app::{AskingApp, Destination};
use super::shell::Shell;

/// The consent page. Its form posts `txn`, `csrf`, `login` (whom it was shown to) and `decision` (`allow` or `deny`) to `/consent`.
#[derive(Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The authorization request that waits for this answer.
    pub txn: String,
    /// Who asks.
    pub app: AskingApp,
    /// Who is asked.
    pub account: Account,
    /// What for: every scope of the request, those allowed earlier included.
    pub items: Vec<ConsentItem>,
}

/// One scope of the request.
#[derive(Clone)]
pub struct ConsentItem {
    /// The scope value.
    pub scope: String,
    /// The name of the service that defines the scope; none for the scopes of `OpenID Connect`.
    pub service: Option<String>,
    /// What the app would read right now, where that is one short thing: the email address, the phone number.
    pub value: Option<String>,
    /// Whether an earlier answer already allowed it.
    pub allowed_before: bool,
}

impl ConsentItem {
    /// What it means, in one line.
    pub fn title(&self, shell: &Shell) -> String {
        let scope = self.scope.as_str();
        match (
            &self.service,
            self.known_key("title")
                .and_then(|key| shell.texts.find(&key)),
        ) {
            (None, Some(title)) => title,
            (Some(service), _) => shell
                .texts
                .with("consent-scope-of-service-title", &[("service", service)]),
            (None, None) => shell
                .texts
                .with("consent-scope-other-title", &[("scope", scope)]),
        }
    }

    /// What it means, in a little more words.
    pub fn detail(&self, shell: &Shell) -> Option<String> {
        if let Some(value) = self.value.as_deref().filter(|value| !value.is_empty()) {
            return Some(crate::texts::one_line(value));
        }
        if self.service.is_some() {
            let scope = self.scope.as_str();
            return Some(
                shell
                    .texts
                    .with("consent-scope-of-service-detail", &[("scope", scope)]),
            );
        }
        self.known_key("detail")
            .and_then(|key| shell.texts.find(&key))
    }

    /// Which picture stands beside it.
    pub fn icon(&self) -> &'static str {
        match (&self.service, self.scope.as_str()) {
            (None, "openid") => "key",
            (None, "profile") => "person",
            (None, "email") => "mail",
            (None, "address") => "place",
            (None, "phone") => "phone",
            (None, "offline_access") => "clock",
            _ => "service",
        }
    }

    /// The message name of a scope with an explanation of its own. Scope values are free text (`RFC 6749 §3.3`), so only
    /// those we know are turned into one.
    fn known_key(&self, part: &str) -> Option<String> {
        let known = match self.scope.as_str() {
            "openid" => "openid",
            "profile" => "profile",
            "email" => "email",
            "address" => "address",
            "phone" => "phone",
            "offline_access" => "offline-access",
            _ => return None,
        };
        Some(format!("consent-scope-{known}-{part}"))
    }
}

impl Consent {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        let key = if self.allowed_before().is_empty() {
            "consent-title"
        } else {
            "consent-title-more"
        };
        self.say(key)
    }

    /// A message about the app.
    pub fn say(&self, key: &str) -> String {
        self.shell
            .texts
            .with(key, &[("app", &self.app.shown_name())])
    }

    /// What it never learns, and where it goes on to.
    pub fn note(&self) -> String {
        self.shell
            .texts
            .joined(&self.say("consent-never-password"), &self.leads_to())
    }

    /// Where the person goes from here.
    fn leads_to(&self) -> String {
        let key = match self.app.destination {
            Destination::Site(_) => "consent-leads-to-site",
            Destination::ThisDevice => "consent-leads-to-this-device",
            Destination::App(_) => "consent-leads-to-app",
        };
        let destination = self.app.shown_destination(&self.shell);
        self.shell.texts.with(key, &[("destination", &destination)])
    }

    /// What is asked for the first time.
    pub fn new_items(&self) -> Vec<&ConsentItem> {
        self.items
            .iter()
            .filter(|item| !item.allowed_before)
            .collect()
    }

    /// What an earlier answer allowed. When nothing is new (`prompt=consent`) everything counts as asked.
    pub fn allowed_before(&self) -> Vec<&ConsentItem> {
        let earlier: Vec<_> = self
            .items
            .iter()
            .filter(|item| item.allowed_before)
            .collect();
        if earlier.len() == self.items.len() {
            Vec::new()
        } else {
            earlier
        }
    }

    /// What the page asks about.
    pub fn asked(&self) -> Vec<&ConsentItem> {
        let new = self.new_items();
        if new.is_empty() {
            self.items.iter().collect()
        } else {
            new
        }
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let item = |scope: &str, value: Option<&str>| ConsentItem {
            scope: scope.to_owned(),
            service: None,
            value: value.map(str::to_owned),
            allowed_before: false,
        };
        let plain = Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            txn: "txn-sample".to_owned(),
            app: AskingApp::sample(),
            account: Account::sample(),
            items: vec![
                item("openid", None),
                item("profile", None),
                item("email", Some("ada@example.com")),
            ],
        };
        let orders = ConsentItem {
            service: Some("Harbour Orders".to_owned()),
            ..item("orders:read", None)
        };
        let grown = Self {
            shell: shell.clone(),
            csrf: plain.csrf.clone(),
            txn: plain.txn.clone(),
            app: AskingApp::sample(),
            account: Account::sample(),
            items: vec![
                ConsentItem {
                    allowed_before: true,
                    ..item("openid", None)
                },
                ConsentItem {
                    allowed_before: true,
                    ..item("email", Some("ada@example.com"))
                },
                orders.clone(),
                item("offline_access", None),
            ],
        };
        let everything = Self {
            shell: shell.clone(),
            csrf: plain.csrf.clone(),
            txn: plain.txn.clone(),
            app: AskingApp::long_sample(),
            account: Account::long_sample(),
            items: vec![
                item("openid", None),
                item("profile", None),
                item("email", Some(&Account::long_sample().login)),
                item("address", None),
                item("phone", Some("+43 1 555 0100")),
                orders,
                item(
                    "urn:example:fahrgastinformationssystem:verbindungen:lesen",
                    None,
                ),
                item("offline_access", None),
            ],
        };
        vec![
            ("the first time", plain),
            ("more than last time", grown),
            ("everything, long names", everything),
        ]
    }
}
