//! `templates/set_up.html`: the first administrator, once, with the link that a first start prints.

use askama::Template;

use crate::accounts::PasswordProblem;

use super::new_password::{NewPassword, password_problem};
use super::problem::Problem;
use super::shell::Shell;

/// The set-up page. Its form posts `csrf`, `username`, `email` and `password` to `/set-up`.
#[derive(Template)]
#[template(path = "set_up.html")]
pub struct SetUp {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// What was typed before.
    pub username: String,
    /// What was typed before.
    pub email: String,
    /// The field for the password.
    pub new_password: NewPassword,
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
    /// What is wrong with the password.
    Password(PasswordProblem),
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl SetUpProblem {
    fn text(self, shell: &Shell) -> String {
        match self {
            Self::UsernameMissing => shell.t("set-up-problem-username-missing"),
            Self::UsernameInvalid => shell.t("set-up-problem-username-invalid"),
            Self::EmailInvalid => shell.t("set-up-problem-email-invalid"),
            Self::Password(problem) => password_problem(shell.texts, problem),
            Self::FormExpired => shell.t("set-up-problem-form-expired"),
        }
    }

    fn field(self) -> Option<&'static str> {
        match self {
            Self::UsernameMissing | Self::UsernameInvalid => Some("username"),
            Self::EmailInvalid => Some("email"),
            Self::Password(_) => Some("password"),
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

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        self.problems
            .iter()
            .map(|problem| Problem {
                field: problem.field(),
                text: problem.text(&self.shell),
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
            username: username.to_owned(),
            email: email.to_owned(),
            new_password: NewPassword::sample(),
            problems,
        };
        vec![
            ("empty", page("", "", Vec::new())),
            (
                "with problems",
                page(
                    "ada",
                    "ada@",
                    vec![
                        SetUpProblem::EmailInvalid,
                        SetUpProblem::Password(PasswordProblem::TooShort { at_least: 15 }),
                    ],
                ),
            ),
        ]
    }
}
