//! `templates/set_up.html`: the first administrator, once, with the link that a first start prints.

use askama::Template;

use super::problem::Problem;
use super::shell::Shell;

/// The set-up page. Its form posts `token`, `csrf`, `username`, `email` and `password` to `/set-up`.
#[derive(Template)]
#[template(path = "set_up.html")]
pub struct SetUp {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The one-time token of the printed link.
    pub token: String,
    /// What was typed before.
    pub username: String,
    /// What was typed before.
    pub email: String,
    /// How many characters a password needs at least.
    pub password_min: usize,
    /// What was wrong with the last try.
    pub problems: Vec<SetUpProblem>,
}

/// What was wrong with a try to set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpProblem {
    /// No username.
    UsernameMissing,
    /// A username with characters or a length that is not accepted.
    UsernameInvalid,
    /// Not an email address.
    EmailInvalid,
    /// Fewer characters than [`SetUp::password_min`].
    PasswordTooShort,
    /// More than is accepted.
    PasswordTooLong,
    /// A password that attackers try first, or one that contains the username.
    PasswordTooCommon,
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl SetUpProblem {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::UsernameMissing,
        Self::UsernameInvalid,
        Self::EmailInvalid,
        Self::PasswordTooShort,
        Self::PasswordTooLong,
        Self::PasswordTooCommon,
        Self::FormExpired,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::UsernameMissing => "set-up-problem-username-missing",
            Self::UsernameInvalid => "set-up-problem-username-invalid",
            Self::EmailInvalid => "set-up-problem-email-invalid",
            Self::PasswordTooShort => "set-up-problem-password-too-short",
            Self::PasswordTooLong => "set-up-problem-password-too-long",
            Self::PasswordTooCommon => "set-up-problem-password-too-common",
            Self::FormExpired => "set-up-problem-form-expired",
        }
    }

    fn field(self) -> Option<&'static str> {
        match self {
            Self::UsernameMissing | Self::UsernameInvalid => Some("username"),
            Self::EmailInvalid => Some("email"),
            Self::PasswordTooShort | Self::PasswordTooLong | Self::PasswordTooCommon => {
                Some("password")
            }
            Self::FormExpired => None,
        }
    }
}

impl SetUp {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell
            .texts
            .with("set-up-title", &[("issuer", &self.shell.issuer_name)])
    }

    /// What a password must be like.
    pub fn password_hint(&self) -> String {
        self.shell
            .texts
            .counted("set-up-password-hint", "count", self.password_min)
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        self.problems
            .iter()
            .map(|problem| Problem {
                field: problem.field(),
                text: self
                    .shell
                    .texts
                    .counted(problem.key(), "count", self.password_min),
            })
            .collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |username: &str, email: &str, problems| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            token: "token-sample".to_owned(),
            username: username.to_owned(),
            email: email.to_owned(),
            password_min: 12,
            problems,
        };
        vec![
            ("empty", page("", "", Vec::new())),
            (
                "with problems",
                page(
                    "ada",
                    "ada@",
                    vec![SetUpProblem::EmailInvalid, SetUpProblem::PasswordTooShort],
                ),
            ),
        ]
    }
}
