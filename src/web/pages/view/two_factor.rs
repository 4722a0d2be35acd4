//! `templates/two_factor.html`: second factors in one's own account.

use askama::Template;

use super::account_frame::AccountFrame;
use super::factor_problem::kind_name;
use super::shell::Shell;
use crate::model::policy::FactorKind;
use crate::web::pages::account_page::AccountPage;

/// The page. Its forms post `csrf`, `action` and `kind` to `/account/two-factor`.
#[derive(Template)]
#[template(path = "two_factor.html")]
pub struct TwoFactor {
    /// The frame.
    pub shell: Shell,
    /// What stands around it.
    pub frame: AccountFrame,
    /// Sent back by the forms.
    pub csrf: String,
    /// Every kind that the tenant offers or the person has.
    pub kinds: Vec<ShownFactor>,
    /// Whether this person must have one.
    pub is_demanded: bool,
    /// How many recovery codes are left; none without a second factor.
    pub codes_left: Option<usize>,
    /// Browsers that are not asked, with until when.
    pub browsers: Vec<(String, String)>,
    /// Why the last change was not made.
    pub refusal: Option<TwoFactorRefusal>,
}

/// One kind, on or off.
#[derive(Clone, Debug)]
pub struct ShownFactor {
    /// The kind.
    pub kind: FactorKind,
    /// Since when it is on, in words.
    pub since: Option<String>,
    /// When it was used last, in words.
    pub last_used: Option<String>,
    /// Where its codes go, masked.
    pub target: Option<String>,
    /// Whether it can be switched on.
    pub is_available: bool,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TwoFactorRefusal {
    /// It is the last one.
    LastOne,
    /// The address is not verified.
    NoAddress,
}

impl ShownFactor {
    /// Whether it is on.
    pub const fn is_on(&self) -> bool {
        self.since.is_some()
    }

    /// Whether it is set up on a page of its own.
    pub const fn has_page(&self) -> bool {
        matches!(self.kind, FactorKind::Totp | FactorKind::Sms)
    }

    /// Whether it is a passkey, which has a page of its own.
    pub fn is_passkey(&self) -> bool {
        self.kind == FactorKind::Passkey
    }
}

impl TwoFactor {
    /// The name of a kind.
    pub fn kind(&self, factor: &ShownFactor) -> String {
        kind_name(factor.kind, &self.shell)
    }

    /// What is known of a factor, line by line.
    pub fn about(&self, factor: &ShownFactor) -> Vec<String> {
        let dated = |key, date: &String| self.shell.texts.with(key, &[("date", date)]);
        if factor.is_passkey() {
            let key = if factor.is_on() {
                "two-factor-passkeys-on"
            } else {
                "two-factor-off"
            };
            return vec![self.shell.t(key)];
        }
        let Some(since) = &factor.since else {
            let unverified = factor.kind == FactorKind::Email && !factor.is_available;
            return vec![self.shell.t(if unverified {
                "two-factor-email-unverified"
            } else {
                "two-factor-off"
            })];
        };
        let target = factor.target.as_ref().map(|target| {
            self.shell
                .texts
                .with("two-factor-to", &[("target", target)])
        });
        let used = factor
            .last_used
            .as_ref()
            .map(|date| dated("two-factor-used", date));
        [Some(dated("two-factor-since", since)), used, target]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What a browser is called, and until when it is not asked.
    pub fn browser_until(&self, until: &str) -> String {
        self.shell
            .texts
            .with("two-factor-browser-until", &[("date", until)])
    }

    /// How many recovery codes are left, in words.
    pub fn codes_text(&self) -> String {
        match self.codes_left {
            Some(left) => self
                .shell
                .texts
                .counted("two-factor-codes-left", "count", left),
            None => self.shell.t("two-factor-codes-none"),
        }
    }

    /// Why the last change was not made.
    pub fn refusal_text(&self) -> Option<String> {
        self.refusal.map(|refusal| {
            self.shell.t(match refusal {
                TwoFactorRefusal::LastOne => "two-factor-last-one",
                TwoFactorRefusal::NoAddress => "factor-problem-no-address",
            })
        })
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let off = |kind| ShownFactor {
            kind,
            since: None,
            last_used: None,
            target: None,
            is_available: true,
        };
        let on = |kind, target: Option<&str>| ShownFactor {
            since: Some("3 March 2026".to_owned()),
            last_used: Some("21 November 2026".to_owned()),
            target: target.map(str::to_owned),
            ..off(kind)
        };
        let page = |kinds| Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::TwoFactor),
            csrf: "csrf-sample".to_owned(),
            kinds,
            is_demanded: false,
            codes_left: None,
            browsers: Vec::new(),
            refusal: None,
        };
        let kinds = [
            FactorKind::Passkey,
            FactorKind::Totp,
            FactorKind::Email,
            FactorKind::Sms,
        ];
        vec![
            ("nothing is on", page(kinds.into_iter().map(off).collect())),
            (
                "everything is on, and needed",
                Self {
                    is_demanded: true,
                    codes_left: Some(3),
                    browsers: vec![
                        ("Firefox on Linux".to_owned(), "12 December 2026".to_owned()),
                        ("Safari on iPhone".to_owned(), "1 December 2026".to_owned()),
                    ],
                    refusal: Some(TwoFactorRefusal::LastOne),
                    ..page(vec![
                        on(FactorKind::Passkey, None),
                        on(FactorKind::Totp, None),
                        on(FactorKind::Email, Some("a•••@example.com")),
                        on(FactorKind::Sms, Some("•••• 18")),
                    ])
                },
            ),
        ]
    }
}
