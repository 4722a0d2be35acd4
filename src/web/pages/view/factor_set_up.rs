//! `templates/factor_set_up.html`: a second factor, from the choice to its first code.

use askama::Template;

use super::asking_app::AskingApp;
use super::factor_problem::{FactorProblem, kind_name, typing};
use super::passkey_button::{PasskeyButton, PasskeyPurpose};
use super::problem::Problem;
use super::shell::Shell;
use crate::model::policy::FactorKind;

/// The page, on the way in or in one's own account. Its forms post `attempt` (on the way in), `method`, `csrf`, and `code` or
/// `phone`.
#[derive(Template)]
#[template(path = "factor_set_up.html")]
pub struct FactorSetUp {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the forms.
    pub csrf: String,
    /// Where the forms and links lead: `/second-factor/set-up` or `/account/two-factor/set-up`.
    pub path: &'static str,
    /// The sign-in that waits; none in one's own account.
    pub attempt: Option<String>,
    /// The app that asks, if one does.
    pub app: Option<AskingApp>,
    /// How far it is.
    pub step: SetUpStep,
    /// Whether there are other kinds to choose.
    pub others: bool,
    /// What was wrong with the last try.
    pub problems: Vec<FactorProblem>,
}

/// How far setting up is.
#[derive(Clone, Debug)]
pub enum SetUpStep {
    /// Which kind?
    Choose(Vec<FactorKind>),
    /// Take the secret over into an app, and type its code.
    App {
        /// The picture, as a `data:` URL.
        picture: String,
        /// The secret in groups.
        text: String,
        /// The link for an app on this device.
        link: String,
    },
    /// A code goes to the address of the account.
    Mail {
        /// The address, masked.
        target: String,
        /// Whether it was sent.
        sent: bool,
    },
    /// A code goes to a phone.
    Phone {
        /// What was typed before.
        number: String,
        /// Whether it was sent.
        sent: bool,
    },
    /// A passkey.
    Passkey(PasskeyButton),
}

impl SetUpStep {
    /// The kind that is set up.
    pub const fn kind(&self) -> Option<FactorKind> {
        match self {
            Self::Choose(_) => None,
            Self::App { .. } => Some(FactorKind::Totp),
            Self::Mail { .. } => Some(FactorKind::Email),
            Self::Phone { .. } => Some(FactorKind::Sms),
            Self::Passkey(_) => Some(FactorKind::Passkey),
        }
    }
}

impl FactorSetUp {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell.t(match self.step {
            SetUpStep::Choose(_) => "factor-set-up-title",
            SetUpStep::App { .. } => "factor-set-up-title-totp",
            SetUpStep::Mail { .. } => "factor-set-up-title-email",
            SetUpStep::Phone { .. } => "factor-set-up-title-sms",
            SetUpStep::Passkey(_) => "factor-set-up-title-passkey",
        })
    }

    /// Why, or what to do.
    pub fn lead(&self) -> String {
        match &self.step {
            SetUpStep::Choose(_) => self.shell.t("factor-set-up-lead"),
            SetUpStep::App { .. } => self.shell.t("factor-set-up-lead-totp"),
            SetUpStep::Mail {
                target,
                sent: false,
            } => self
                .shell
                .texts
                .with("factor-set-up-lead-email", &[("target", target)]),
            SetUpStep::Mail { target, sent: true } => self
                .shell
                .texts
                .with("second-factor-lead-sent", &[("target", target)]),
            SetUpStep::Phone { sent: false, .. } => self.shell.t("factor-set-up-lead-sms"),
            SetUpStep::Phone { sent: true, .. } => self.shell.t("factor-set-up-lead-sms-sent"),
            SetUpStep::Passkey(_) => self.shell.t("factor-set-up-lead-passkey"),
        }
    }

    /// The name of the kind, for forms.
    pub fn method(&self) -> &'static str {
        self.step.kind().map_or("", FactorKind::name)
    }

    /// The path of a link of this page, with what it carries along.
    pub fn href(&self, method: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(attempt) = &self.attempt {
            query.append_pair("attempt", attempt);
        }
        if !method.is_empty() {
            query.append_pair("method", method);
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        self.shell.to(&format!("{}{mark}{query}", self.path))
    }

    /// Whether a code can be typed now.
    pub const fn can_type(&self) -> bool {
        matches!(
            self.step,
            SetUpStep::App { .. }
                | SetUpStep::Mail { sent: true, .. }
                | SetUpStep::Phone { sent: true, .. }
        )
    }

    /// How much the field takes.
    pub fn max_length(&self) -> u8 {
        typing(self.step.kind().unwrap_or(FactorKind::Totp)).1
    }

    /// The name of a kind.
    pub fn kind(&self, kind: &FactorKind) -> String {
        kind_name(*kind, &self.shell)
    }

    /// What a kind is good for.
    pub fn about(&self, kind: &FactorKind) -> String {
        self.shell.t(match kind {
            FactorKind::Passkey => "factor-about-passkey",
            FactorKind::Totp => "factor-about-totp",
            FactorKind::Email => "factor-about-email",
            FactorKind::Sms => "factor-about-sms",
            FactorKind::RecoveryCode => "factor-about-recovery-code",
        })
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
        let page = |step| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            path: "/second-factor/set-up",
            attempt: Some("attempt-sample".to_owned()),
            app: Some(AskingApp::sample()),
            step,
            others: true,
            problems: Vec::new(),
        };
        let app = || SetUpStep::App {
            picture: SAMPLE_PICTURE.to_owned(),
            text: "A4DQ OBYH A4DQ OBYH A4DQ OBYH A4DQ OBYH".to_owned(),
            link: "otpauth://totp/Acme:ada%40example.com?secret=A4DQOBYHA4DQOBYH".to_owned(),
        };
        vec![
            (
                "which kind?",
                Self {
                    others: false,
                    ..page(SetUpStep::Choose(vec![
                        FactorKind::Passkey,
                        FactorKind::Totp,
                        FactorKind::Email,
                        FactorKind::Sms,
                    ]))
                },
            ),
            (
                "a passkey",
                page(SetUpStep::Passkey(PasskeyButton::sample(
                    PasskeyPurpose::SetUp,
                ))),
            ),
            ("an app", page(app())),
            (
                "an app, in one's account, a wrong code",
                Self {
                    path: "/account/two-factor/set-up",
                    attempt: None,
                    app: None,
                    others: false,
                    problems: vec![FactorProblem::Wrong],
                    ..page(app())
                },
            ),
            (
                "mail",
                page(SetUpStep::Mail {
                    target: "a•••@example.com".to_owned(),
                    sent: false,
                }),
            ),
            (
                "a phone, its number",
                Self {
                    problems: vec![FactorProblem::NotANumber],
                    ..page(SetUpStep::Phone {
                        number: "020 7946".to_owned(),
                        sent: false,
                    })
                },
            ),
            (
                "a phone, its code",
                page(SetUpStep::Phone {
                    number: String::new(),
                    sent: true,
                }),
            ),
        ]
    }
}

/// A square, where the real page has a code to be read by a camera.
const SAMPLE_PICTURE: &str = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxyZWN0IHdpZHRoPSI4IiBoZWlnaHQ9IjgiIGZpbGw9IiNmZmYiLz48cGF0aCBkPSJNMSAxaDJ2Mkgxek01IDFoMnYySDV6TTEgNWgydjJIMXpNNCA0aDF2MUg0ek01IDVoMnYySDV6Ii8+PC9zdmc+";
