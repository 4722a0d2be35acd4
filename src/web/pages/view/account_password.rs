//! `templates/account_password.html`: another password.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::new_password::{NewPassword, password_problem};
use super::problem::Problem;
use super::shell::Shell;
use crate::accounts::PasswordProblem;
use crate::web::pages::account_page::AccountPage;

/// The password page. Its form posts `csrf`, `current` and `password` to `/account/password`.
#[derive(Template)]
#[template(path = "account_password.html")]
pub struct AccountPassword {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by the form.
    pub csrf: String,
    /// What password managers file the password under.
    pub username: String,
    /// Whether there is one.
    pub has_password: bool,
    /// The field for the new one.
    pub new_password: NewPassword,
    /// What was wrong with the last try.
    pub problems: Vec<AccountPasswordProblem>,
}

/// What was wrong with a try to change the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPasswordProblem {
    /// The current password was not the one that was entered.
    CurrentWrong,
    /// Too many wrong ones: wait.
    TooManyTries,
    /// The server has no time for another password right now.
    Busy,
    /// The account changed in the same moment.
    Meanwhile,
    /// What is wrong with the new one.
    New(PasswordProblem),
}

impl AccountPasswordProblem {
    fn text(self, shell: &Shell) -> String {
        shell.t(match self {
            Self::CurrentWrong => "account-password-current-wrong",
            Self::TooManyTries => "sign-in-problem-too-many-tries",
            Self::Busy => "sign-in-problem-busy",
            Self::Meanwhile => "account-password-meanwhile",
            Self::New(problem) => return password_problem(shell.texts, problem),
        })
    }

    /// What to put right, in order.
    pub(super) fn listed(problems: &[Self], shell: &Shell) -> Vec<Problem> {
        let problems = problems.iter().map(|problem| Problem {
            field: problem.field(),
            text: problem.text(shell),
        });
        problems.collect()
    }

    const fn field(self) -> Option<&'static str> {
        match self {
            Self::CurrentWrong => Some("current"),
            Self::New(_) => Some("password"),
            Self::TooManyTries | Self::Busy | Self::Meanwhile => None,
        }
    }
}

impl AccountPassword {
    /// The title of the page.
    pub fn title(&self) -> String {
        self.shell.t(if self.has_password {
            "account-password-title"
        } else {
            "account-password-title-first"
        })
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        AccountPasswordProblem::listed(&self.problems, &self.shell)
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |frame, has_password, problems| Self {
            shell: shell.clone(),
            frame,
            csrf: "csrf-sample".to_owned(),
            username: "ada".to_owned(),
            has_password,
            new_password: NewPassword::sample(),
            problems,
        };
        let frame = AccountFrame::sample(AccountPage::Password);
        vec![
            ("another", page(frame.clone(), true, Vec::new())),
            ("a first one", page(frame.clone(), false, Vec::new())),
            (
                "done",
                page(
                    AccountFrame::full_sample(AccountPage::Password, Done::PasswordChanged),
                    true,
                    Vec::new(),
                ),
            ),
            (
                "with problems",
                page(
                    frame,
                    true,
                    vec![
                        AccountPasswordProblem::CurrentWrong,
                        AccountPasswordProblem::New(PasswordProblem::TooShort { at_least: 15 }),
                    ],
                ),
            ),
        ]
    }
}
