//! `templates/sign_in.html`: the name and the password.

use askama::Template;

use super::asking_app::{AskingApp, Destination};
use super::monogram;
use super::passkey_button::{PasskeyButton, PasskeyPurpose};
use super::problem::Problem;
use super::shell::Shell;
use crate::model::ProviderKind;

/// The sign-in page. Its form posts `txn`, `csrf`, `login` and `password` to `/sign-in`.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The authorization request that waits for this sign-in; none when somebody simply came to the door.
    pub txn: Option<String>,
    /// The page of the person's account to come back to, by its name.
    pub to: Option<&'static str>,
    /// The button that signs in with a passkey instead.
    pub passkey: Option<PasskeyButton>,
    /// The app that asks; none when somebody simply came to the door.
    pub app: Option<AskingApp>,
    /// What is already written in the first field: `login_hint`, or what was typed before.
    pub login: String,
    /// Why somebody who is signed in has to do it again.
    pub reason: Option<SignInReason>,
    /// What was wrong with the last try.
    pub problems: Vec<SignInProblem>,
    /// Whether this browser has signed-in accounts to choose from instead.
    pub other_accounts: bool,
    /// What else leads in.
    pub ways: OtherWays,
    /// Which providers do.
    pub providers: Vec<ProviderButton>,
}

/// A provider that has a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderButton {
    /// Its name in URLs.
    pub slug: String,
    /// Which sign stands on it.
    pub kind: ProviderKind,
    /// What it is called.
    pub name: String,
}

impl ProviderButton {
    /// Initials for those without a sign.
    pub fn initials(&self) -> String {
        monogram::initials(&self.name)
    }

    pub(super) fn samples() -> Vec<Self> {
        [
            ("google", ProviderKind::Google, "Google"),
            (
                "work",
                ProviderKind::OpenId,
                "Donaudampfschifffahrtsgesellschaft Anmeldung",
            ),
        ]
        .map(|(slug, kind, name)| Self {
            slug: slug.to_owned(),
            kind,
            name: name.to_owned(),
        })
        .into()
    }
}

/// What leads in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way of its own")]
pub struct OtherWays {
    /// A name and a password.
    pub password: bool,
    /// An address by itself, which tells the provider.
    pub address: bool,
    /// A link or a code by mail.
    pub mail: bool,
    /// A new account.
    pub sign_up: bool,
}

impl Default for OtherWays {
    fn default() -> Self {
        Self {
            password: true,
            address: false,
            mail: false,
            sign_up: false,
        }
    }
}

/// Why a sign-in is needed although the browser has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInReason {
    /// It is older than the app's `max_age`.
    LoginTooOld,
    /// The app asked with `prompt=login`.
    PromptLogin,
    /// The app asked for another person's account (`id_token_hint`).
    WrongSubject,
    /// The person wants to change something of their own account.
    OwnAccount,
}

/// What was wrong with a try to sign in. None of these tells whether an account exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Not this name with this password.
    Rejected,
    /// The first field was empty.
    LoginMissing,
    /// The password was empty.
    PasswordMissing,
    /// Too many tries for this name or from this address: wait.
    TooManyTries,
    /// The server has no time for another password right now.
    Busy,
    /// The page was open for too long, or cookies are off: the same form again, with a fresh token.
    FormExpired,
    /// No provider is known for the address, and there are no passwords.
    NoProvider,
}

impl SignInReason {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::LoginTooOld,
        Self::PromptLogin,
        Self::WrongSubject,
        Self::OwnAccount,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::LoginTooOld => "sign-in-reason-login-too-old",
            Self::PromptLogin => "sign-in-reason-prompt-login",
            Self::WrongSubject => "sign-in-reason-wrong-subject",
            Self::OwnAccount => "sign-in-reason-own-account",
        }
    }
}

impl SignInProblem {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Rejected,
        Self::LoginMissing,
        Self::PasswordMissing,
        Self::TooManyTries,
        Self::Busy,
        Self::FormExpired,
        Self::NoProvider,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Rejected => "sign-in-problem-rejected",
            Self::LoginMissing => "sign-in-problem-login-missing",
            Self::PasswordMissing => "sign-in-problem-password-missing",
            Self::TooManyTries => "sign-in-problem-too-many-tries",
            Self::Busy => "sign-in-problem-busy",
            Self::FormExpired => "sign-in-problem-form-expired",
            Self::NoProvider => "sign-in-problem-no-provider",
        }
    }

    fn field(self) -> Option<&'static str> {
        match self {
            Self::LoginMissing | Self::NoProvider => Some("login"),
            Self::PasswordMissing => Some("password"),
            Self::Rejected | Self::TooManyTries | Self::Busy | Self::FormExpired => None,
        }
    }
}

impl SignIn {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        match &self.app {
            Some(app) => self
                .shell
                .texts
                .with("sign-in-title-for-app", &[("app", &app.shown_name())]),
            None => self
                .shell
                .texts
                .with("sign-in-title", &[("issuer", &self.shell.issuer_name)]),
        }
    }

    /// What the button of a provider says.
    pub fn through(&self, provider: &ProviderButton) -> String {
        self.shell
            .texts
            .with("sign-in-through", &[("provider", &provider.name)])
    }

    /// Whether there is a form.
    pub fn has_form(&self) -> bool {
        self.ways.password || self.ways.address
    }

    /// Why this is asked again.
    pub fn reason_text(&self) -> Option<String> {
        let reason = self.reason?;
        let app = self
            .app
            .as_ref()
            .map_or_else(|| self.shell.issuer_name.clone(), AskingApp::shown_name);
        Some(self.shell.texts.with(reason.key(), &[("app", &app)]))
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        self.problems
            .iter()
            .map(|problem| Problem {
                field: problem.field(),
                text: self.shell.t(problem.key()),
            })
            .collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let plain = |app| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            txn: Some("txn-sample".to_owned()),
            to: None,
            passkey: Some(PasskeyButton::sample(PasskeyPurpose::SignIn)),
            app,
            login: String::new(),
            reason: None,
            problems: Vec::new(),
            other_accounts: false,
            ways: OtherWays::default(),
            providers: Vec::new(),
        };
        vec![
            ("for an app", plain(Some(AskingApp::sample()))),
            (
                "at the front door, with every way in",
                Self {
                    txn: None,
                    ways: OtherWays {
                        mail: true,
                        sign_up: true,
                        ..OtherWays::default()
                    },
                    providers: ProviderButton::samples(),
                    ..plain(None)
                },
            ),
            (
                "through providers alone",
                Self {
                    passkey: None,
                    ways: OtherWays {
                        password: false,
                        address: true,
                        ..OtherWays::default()
                    },
                    providers: ProviderButton::samples(),
                    ..plain(Some(AskingApp::sample()))
                },
            ),
            (
                "refused",
                Self {
                    login: "ada@example.com".to_owned(),
                    problems: vec![SignInProblem::Rejected],
                    ..plain(Some(AskingApp::sample()))
                },
            ),
            (
                "both fields empty",
                Self {
                    problems: vec![SignInProblem::LoginMissing, SignInProblem::PasswordMissing],
                    ..plain(Some(AskingApp::sample()))
                },
            ),
            (
                "too many tries, long names",
                Self {
                    login: "maria.magdalena.wolfeschlegelsteinhausenberger@example.com".to_owned(),
                    problems: vec![SignInProblem::TooManyTries],
                    other_accounts: true,
                    ..plain(Some(AskingApp::long_sample()))
                },
            ),
            (
                "again, after a while",
                Self {
                    login: "ada@example.com".to_owned(),
                    reason: Some(SignInReason::LoginTooOld),
                    other_accounts: true,
                    ..plain(Some(AskingApp {
                        name: "Backup Tool".to_owned(),
                        destination: Destination::ThisDevice,
                        policy_uri: None,
                        tos_uri: None,
                    }))
                },
            ),
        ]
    }
}
