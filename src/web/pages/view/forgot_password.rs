//! `templates/forgot_password.html` and `templates/reset_password.html`: a link in a mail sets another password.

use askama::Template;

use crate::accounts::PasswordProblem;

use super::new_password::{NewPassword, password_problem};
use super::problem::Problem;
use super::shell::Shell;

/// The page that asks whose password is forgotten. Its form posts `csrf` and `login` to `/forgot-password`.
#[derive(Template)]
#[template(path = "forgot_password.html")]
pub struct ForgotPassword {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// What was typed before.
    pub login: String,
    /// What was wrong with the last try.
    pub problem: Option<AskProblem>,
}

/// What was wrong with asking for a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskProblem {
    /// Nothing was typed.
    LoginMissing,
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl AskProblem {
    /// For the list of problems.
    pub(super) fn told(self, shell: &Shell) -> Problem {
        match self {
            Self::LoginMissing => Problem {
                field: Some("login"),
                text: shell.t("sign-in-problem-login-missing"),
            },
            Self::FormExpired => Problem {
                field: None,
                text: shell.t("sign-in-problem-form-expired"),
            },
        }
    }
}

impl ForgotPassword {
    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let told = |problem: AskProblem| problem.told(&self.shell);
        self.problem.into_iter().map(told).collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |problem| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            login: String::new(),
            problem,
        };
        vec![
            ("empty", page(None)),
            ("nothing typed", page(Some(AskProblem::LoginMissing))),
            ("open for too long", page(Some(AskProblem::FormExpired))),
        ]
    }
}

/// The page that a link in a mail opens. Its form posts `csrf`, `link` and `password` to `/reset-password`; the token itself is
/// in a cookie.
#[derive(Template)]
#[template(path = "reset_password.html")]
pub struct ResetPassword {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The link's row.
    pub link: String,
    /// Whose password, for the browser to remember it with.
    pub username: String,
    /// The field for the password.
    pub new_password: NewPassword,
    /// What was wrong with the last try.
    pub problem: Option<ResetProblem>,
    /// Whether it is done.
    pub done: bool,
}

/// What was wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetProblem {
    /// It cannot be taken.
    Password(PasswordProblem),
    /// The server has no time for another password right now.
    Busy,
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl ResetPassword {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        let key = if self.done {
            "reset-password-done-title"
        } else {
            "reset-password-title"
        };
        self.shell.t(key)
    }

    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let told = |problem| match problem {
            ResetProblem::Password(problem) => Problem {
                field: Some("password"),
                text: password_problem(self.shell.texts, problem),
            },
            ResetProblem::Busy => Problem {
                field: None,
                text: self.shell.t("sign-up-problem-busy"),
            },
            ResetProblem::FormExpired => Problem {
                field: None,
                text: self.shell.t("sign-in-problem-form-expired"),
            },
        };
        self.problem.into_iter().map(told).collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |problem, done| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            link: "link-sample".to_owned(),
            username: "ada".to_owned(),
            new_password: NewPassword::sample(),
            problem,
            done,
        };
        vec![
            ("empty", page(None, false)),
            (
                "used before",
                page(
                    Some(ResetProblem::Password(PasswordProblem::UsedBefore)),
                    false,
                ),
            ),
            ("busy", page(Some(ResetProblem::Busy), false)),
            (
                "open for too long",
                page(Some(ResetProblem::FormExpired), false),
            ),
            ("done", page(None, true)),
        ]
    }
}
