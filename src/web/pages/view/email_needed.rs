//! `templates/email_needed.html`: a sign-in waits until its address is proven.

use askama::Template;

use super::shell::Shell;

/// The page. One form posts `csrf` and `attempt` to `/verify-email/resend`, the other to `/verify-email/needed`.
#[derive(Template)]
#[template(path = "email_needed.html")]
pub struct EmailNeeded {
    /// The frame.
    pub shell: Shell,
    /// Sent back by both forms.
    pub csrf: String,
    /// The sign-in that waits.
    pub attempt: String,
    /// The address, most of it covered.
    pub address: String,
    /// What happened last.
    pub state: EmailNeededState,
}

/// What happened last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailNeededState {
    /// Nothing yet.
    Asked,
    /// A mail is on its way.
    Sent,
    /// The person went on before the address was proven.
    NotYet,
    /// The account has no address that a mail could go to.
    NoAddress,
}

impl EmailNeeded {
    /// What is to be done.
    pub fn explanation(&self) -> String {
        let key = match self.state {
            EmailNeededState::Asked => "email-needed-asked",
            EmailNeededState::Sent | EmailNeededState::NotYet => "email-needed-sent",
            EmailNeededState::NoAddress => "email-needed-no-address",
        };
        self.shell.texts.with(key, &[("address", &self.address)])
    }

    /// Whether a mail can be sent.
    pub fn can_send(&self) -> bool {
        self.state != EmailNeededState::NoAddress
    }

    /// Whether one was sent already.
    pub fn was_sent(&self) -> bool {
        matches!(
            self.state,
            EmailNeededState::Sent | EmailNeededState::NotYet
        )
    }

    /// What is wrong, if anything is.
    pub fn problem_list(&self) -> Vec<super::Problem> {
        let not_yet = self.state == EmailNeededState::NotYet;
        let problem = not_yet.then(|| super::Problem {
            field: None,
            text: self.shell.t("email-needed-not-yet"),
        });
        problem.into_iter().collect()
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |state| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            attempt: "attempt-sample".to_owned(),
            address: "a••@example.com".to_owned(),
            state,
        };
        vec![
            ("asked", page(EmailNeededState::Asked)),
            ("sent", page(EmailNeededState::Sent)),
            ("not yet", page(EmailNeededState::NotYet)),
            ("no address", page(EmailNeededState::NoAddress)),
        ]
    }
}
