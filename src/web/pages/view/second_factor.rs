//! `templates/second_factor.html`: the second step of a sign-in.

use askama::Template;

use super::asking_app::AskingApp;
use super::factor_problem::{FactorProblem, kind_name, typing};
use super::passkey_button::{PasskeyButton, PasskeyPurpose};
use super::problem::Problem;
use super::shell::Shell;
use crate::model::policy::FactorKind;

/// The page. Its form posts `attempt`, `method`, `csrf`, `code` and `remember` to `/second-factor`; the one that has a code
/// sent posts `attempt`, `method` and `csrf` to `/second-factor/send`.
#[derive(Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactor {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the forms.
    pub csrf: String,
    /// The sign-in that waits.
    pub attempt: String,
    /// The app that asks, if one does.
    pub app: Option<AskingApp>,
    /// The kind that is asked for here.
    pub method: FactorKind,
    /// The others that the person has.
    pub others: Vec<FactorKind>,
    /// Where a code goes, masked; none for codes that are not sent.
    pub target: Option<String>,
    /// Whether a code was sent.
    pub sent: bool,
    /// For how many days this browser can be remembered; 0 for never.
    pub remember_days: u8,
    /// The button, when a passkey is asked for.
    pub passkey: Option<PasskeyButton>,
    /// What was wrong with the last try.
    pub problems: Vec<FactorProblem>,
}

impl SecondFactor {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell.t("second-factor-title")
    }

    /// What to do, in one sentence.
    pub fn lead(&self) -> String {
        let target = self.target.as_deref().unwrap_or_default();
        let with = |key| self.shell.texts.with(key, &[("target", target)]);
        match (self.method, self.sent) {
            (FactorKind::Passkey, _) => self.shell.t("second-factor-lead-passkey"),
            (FactorKind::Totp, _) => self.shell.t("second-factor-lead-totp"),
            (FactorKind::RecoveryCode, _) => self.shell.t("second-factor-lead-recovery-code"),
            (FactorKind::Email, false) => with("second-factor-lead-email"),
            (FactorKind::Sms, false) => with("second-factor-lead-sms"),
            (FactorKind::Email | FactorKind::Sms, true) => with("second-factor-lead-sent"),
        }
    }

    /// Whether codes of this kind are sent.
    pub const fn is_sent_kind(&self) -> bool {
        matches!(self.method, FactorKind::Email | FactorKind::Sms)
    }

    /// Whether a code can be typed now.
    pub fn can_type(&self) -> bool {
        self.method != FactorKind::Passkey && (self.sent || !self.is_sent_kind())
    }

    /// Whether this browser can be remembered by what is typed here.
    pub fn can_remember(&self) -> bool {
        self.remember_days > 0 && self.method != FactorKind::RecoveryCode
    }

    /// The label of the box.
    pub fn remember_label(&self) -> String {
        let days = usize::from(self.remember_days);
        self.shell
            .texts
            .counted("second-factor-remember", "days", days)
    }

    /// The keyboard for the field.
    pub const fn input_mode(&self) -> &'static str {
        typing(self.method).0
    }

    /// How much the field takes.
    pub const fn max_length(&self) -> u8 {
        typing(self.method).1
    }

    /// The name of a kind.
    pub fn kind(&self, kind: &FactorKind) -> String {
        kind_name(*kind, &self.shell)
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        FactorProblem::listed(&self.problems, &self.shell)
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |method, others: &[FactorKind]| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            attempt: "attempt-sample".to_owned(),
            app: Some(AskingApp::sample()),
            method,
            others: others.to_vec(),
            target: None,
            sent: false,
            remember_days: 30,
            passkey: (method == FactorKind::Passkey).then(|| PasskeyButton {
                remember: Some(shell.texts.counted("second-factor-remember", "days", 30)),
                ..PasskeyButton::sample(PasskeyPurpose::SecondFactor)
            }),
            problems: Vec::new(),
        };
        let all = [
            FactorKind::Passkey,
            FactorKind::Email,
            FactorKind::Sms,
            FactorKind::RecoveryCode,
        ];
        vec![
            ("a passkey", page(FactorKind::Passkey, &[FactorKind::Totp])),
            ("an app's code", page(FactorKind::Totp, &all)),
            (
                "a wrong code",
                Self {
                    app: None,
                    problems: vec![FactorProblem::Wrong],
                    ..page(FactorKind::Totp, &[FactorKind::RecoveryCode])
                },
            ),
            (
                "before a mail is sent",
                Self {
                    target: Some("a•••@example.com".to_owned()),
                    ..page(FactorKind::Email, &[FactorKind::Totp])
                },
            ),
            (
                "after a text message was sent",
                Self {
                    target: Some("•••• 18".to_owned()),
                    sent: true,
                    app: Some(AskingApp::long_sample()),
                    ..page(FactorKind::Sms, &[FactorKind::RecoveryCode])
                },
            ),
            (
                "paused, with a recovery code",
                Self {
                    app: None,
                    problems: vec![FactorProblem::Paused],
                    ..page(FactorKind::RecoveryCode, &[FactorKind::Totp])
                },
            ),
        ]
    }
}
