//! `templates/account_email.html`: the address of an account.

use askama::Template;

use super::account_frame::AccountFrame;
use super::problem::Problem;
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The page. One form posts `csrf` and `email` to `/account/email`, the other `csrf` to `/account/email/verify`.
#[derive(Template)]
#[template(path = "account_email.html")]
pub struct AccountEmail {
    /// The frame of every page.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by both forms.
    pub csrf: String,
    /// The present address, if there is one.
    pub email: Option<String>,
    /// Whether somebody proved to read it.
    pub verified: bool,
    /// What was typed.
    pub typed: String,
    /// Where it stands.
    pub step: EmailStep,
}

/// Where the change of an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailStep {
    /// The sign-in is too old for it.
    SignInFirst,
    /// The form waits.
    Ask,
    /// What was typed cannot be taken.
    Refused(EmailProblem),
    /// A link went to the new address, if it can be had.
    ChangeSent,
    /// A link went to the present address.
    ProofSent,
}

/// What was wrong with a new address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailProblem {
    /// It is none.
    Invalid,
    /// It is the present one.
    Same,
}

impl AccountEmail {
    /// Whether the form for another address is shown.
    pub fn can_change(&self) -> bool {
        matches!(self.step, EmailStep::Ask | EmailStep::Refused(_))
    }

    /// Whether the sign-in has to be repeated first.
    pub fn sign_in_first(&self) -> bool {
        self.step == EmailStep::SignInFirst
    }

    /// Whether a proof of the present address can be asked for.
    pub fn can_prove(&self) -> bool {
        self.email.is_some() && !self.verified && self.step != EmailStep::ProofSent
    }

    /// What just happened.
    pub fn sent_text(&self) -> Option<String> {
        let present = self.email.as_deref().unwrap_or_default();
        match self.step {
            EmailStep::ChangeSent => Some(
                self.shell
                    .texts
                    .with("email-change-sent", &[("address", &self.typed)]),
            ),
            EmailStep::ProofSent => Some(
                self.shell
                    .texts
                    .with("email-change-proof-sent", &[("address", present)]),
            ),
            EmailStep::SignInFirst | EmailStep::Ask | EmailStep::Refused(_) => None,
        }
    }

    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let key = match self.step {
            EmailStep::Refused(EmailProblem::Invalid) => "email-change-problem-invalid",
            EmailStep::Refused(EmailProblem::Same) => "email-change-problem-same",
            EmailStep::SignInFirst
            | EmailStep::Ask
            | EmailStep::ChangeSent
            | EmailStep::ProofSent => return Vec::new(),
        };
        vec![Problem {
            field: Some("email"),
            text: self.shell.t(key),
        }]
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |step, verified| Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::Email),
            csrf: "csrf-sample".to_owned(),
            email: Some("ada@example.com".to_owned()),
            verified,
            typed: String::new(),
            step,
        };
        let typed = |step, typed: &str| Self {
            typed: typed.to_owned(),
            ..page(step, true)
        };
        vec![
            ("email", page(EmailStep::Ask, true)),
            (
                "email, signed in a while ago",
                page(EmailStep::SignInFirst, true),
            ),
            ("email, not confirmed", page(EmailStep::Ask, false)),
            (
                "email, a proof is on its way",
                page(EmailStep::ProofSent, false),
            ),
            (
                "email, none yet",
                Self {
                    email: None,
                    ..page(EmailStep::Ask, false)
                },
            ),
            (
                "email, a wrong one",
                typed(EmailStep::Refused(EmailProblem::Invalid), "ada@"),
            ),
            (
                "email, the same",
                typed(EmailStep::Refused(EmailProblem::Same), "ada@example.com"),
            ),
            (
                "email, on its way",
                typed(EmailStep::ChangeSent, "ada@new.example"),
            ),
        ]
    }
}
