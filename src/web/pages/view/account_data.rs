//! `templates/account_data.html`: a copy of everything, and leaving.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::account_password::AccountPasswordProblem;
use super::problem::Problem;
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The data page. Its forms post `csrf` to `/account/data/export`, `csrf` and `current` to `/account/data/delete`, and `csrf`
/// to `/account/data/keep`.
#[derive(Template)]
#[template(path = "account_data.html")]
pub struct AccountData {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by the form that asks for a copy.
    pub export_csrf: String,
    /// Sent back by the forms that ask for deletion, and call it off.
    pub deletion_csrf: String,
    /// Whether there is a password to ask for.
    pub has_password: bool,
    /// What the page says about leaving.
    pub leaving: Leaving,
    /// What was wrong with the last try.
    pub problems: Vec<AccountPasswordProblem>,
}

/// Whether and when this account goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// People cannot delete accounts here.
    NotHere,
    /// It would be deleted on that day.
    Possible(String),
    /// It will be deleted on that day.
    Scheduled(String),
}

impl AccountData {
    /// The day that matters.
    pub fn day(&self) -> &str {
        match &self.leaving {
            Leaving::NotHere => "",
            Leaving::Possible(day) | Leaving::Scheduled(day) => day,
        }
    }

    /// Whether leaving is offered.
    pub fn may_leave(&self) -> bool {
        matches!(self.leaving, Leaving::Possible(_))
    }

    /// Whether leaving is decided.
    pub fn will_leave(&self) -> bool {
        matches!(self.leaving, Leaving::Scheduled(_))
    }

    /// What happens, and when.
    pub fn explained(&self) -> String {
        let key = match self.leaving {
            Leaving::NotHere => "account-data-not-here",
            Leaving::Possible(_) => "account-data-delete-explained",
            Leaving::Scheduled(_) => "account-data-scheduled",
        };
        self.shell.texts.with(key, &[("date", self.day())])
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
        let page = |frame, leaving, problems| Self {
            shell: shell.clone(),
            frame,
            export_csrf: "csrf-sample".to_owned(),
            deletion_csrf: "csrf-sample".to_owned(),
            has_password: true,
            leaving,
            problems,
        };
        let day = "9 December 2026".to_owned();
        let frame = AccountFrame::sample(AccountPage::Data);
        vec![
            (
                "usual",
                page(frame.clone(), Leaving::Possible(day.clone()), Vec::new()),
            ),
            (
                "a wrong password",
                page(
                    frame.clone(),
                    Leaving::Possible(day.clone()),
                    vec![AccountPasswordProblem::CurrentWrong],
                ),
            ),
            ("staying only", page(frame, Leaving::NotHere, Vec::new())),
            (
                "leaving",
                page(
                    AccountFrame::full_sample(AccountPage::Data, Done::DeletionScheduled),
                    Leaving::Scheduled(day),
                    Vec::new(),
                ),
            ),
        ]
    }
}
