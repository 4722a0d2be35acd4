//! `templates/verify_email.html`: the page that a link in a mail opens. It does nothing until its button is pressed.

use askama::Template;

use super::problem::Problem;
use super::shell::Shell;

/// The page. Its form posts `csrf`, `link` and, where it is asked for, `password` to `/verify-email`; the token itself is in a
/// cookie.
#[derive(Template)]
#[template(path = "verify_email.html")]
pub struct VerifyEmail {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// Where it stands.
    pub state: VerifyEmailState,
    /// The address it is about.
    pub address: String,
    /// Whether the password of the account is asked for, since another browser asked for the link.
    pub asks_password: bool,
    /// What was wrong with the last try.
    pub problem: Option<VerifyEmailProblem>,
}

/// What was wrong with a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyEmailProblem {
    /// It is not the password of the account.
    WrongPassword,
    /// Too many wrong ones: wait.
    TooManyTries,
    /// The server has no time for another password right now.
    Busy,
}

/// Where the proof of an address stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyEmailState {
    /// A new account waits for its address.
    SignUp {
        /// The link's row.
        link: String,
        /// The username that the account will have.
        username: String,
    },
    /// The address of an account is to be proven.
    Own {
        /// The link's row.
        link: String,
    },
    /// It is to take the place of another.
    Change {
        /// The link's row.
        link: String,
    },
    /// The link is of no use in this browser.
    OfAnotherBrowser,
    /// The username went to somebody else meanwhile.
    Taken,
    /// The address is proven.
    Verified,
    /// It took the other's place.
    Changed,
}

impl VerifyEmail {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        let issuer = &self.shell.issuer_name;
        let with = |key| self.shell.texts.with(key, &[("issuer", issuer)]);
        match &self.state {
            VerifyEmailState::SignUp { .. } => with("verify-email-sign-up-title"),
            VerifyEmailState::Own { .. } => with("verify-email-own-title"),
            VerifyEmailState::Change { .. } => with("verify-email-change-title"),
            VerifyEmailState::OfAnotherBrowser => with("verify-email-elsewhere-title"),
            VerifyEmailState::Taken => with("verify-email-taken-title"),
            VerifyEmailState::Verified => with("verify-email-verified-title"),
            VerifyEmailState::Changed => with("verify-email-changed-title"),
        }
    }

    /// What pressing the button does, or what it did.
    pub fn explanation(&self) -> String {
        let address = self.address.as_str();
        let with = |key| self.shell.texts.with(key, &[("address", address)]);
        match &self.state {
            VerifyEmailState::SignUp { username, .. } => self.shell.texts.with(
                "verify-email-sign-up-explanation",
                &[("address", address), ("username", username)],
            ),
            VerifyEmailState::Own { .. } => with("verify-email-own-explanation"),
            VerifyEmailState::Change { .. } => with("verify-email-change-explanation"),
            VerifyEmailState::OfAnotherBrowser => with("verify-email-elsewhere-explanation"),
            VerifyEmailState::Taken => with("verify-email-taken-explanation"),
            VerifyEmailState::Verified => with("verify-email-verified-explanation"),
            VerifyEmailState::Changed => with("verify-email-changed-explanation"),
        }
    }

    /// The link's row and the words on the button, while there is something to confirm.
    pub fn question(&self) -> Option<(&str, String)> {
        match &self.state {
            VerifyEmailState::SignUp { link, .. } => {
                Some((link, self.shell.t("verify-email-sign-up-submit")))
            }
            VerifyEmailState::Own { link } | VerifyEmailState::Change { link } => {
                Some((link, self.shell.t("verify-email-submit")))
            }
            VerifyEmailState::OfAnotherBrowser
            | VerifyEmailState::Taken
            | VerifyEmailState::Verified
            | VerifyEmailState::Changed => None,
        }
    }

    /// Why the password is asked for.
    pub fn password_hint(&self) -> String {
        self.shell.t(match self.state {
            VerifyEmailState::SignUp { .. } => "verify-email-password-chosen",
            _ => "verify-email-password-of-account",
        })
    }

    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let problem = self.problem.map(|problem| Problem {
            field: (problem == VerifyEmailProblem::WrongPassword).then_some("password"),
            text: self.shell.t(match problem {
                VerifyEmailProblem::WrongPassword => "verify-email-password-wrong",
                VerifyEmailProblem::TooManyTries => "sign-in-problem-too-many-tries",
                VerifyEmailProblem::Busy => "sign-in-problem-busy",
            }),
        });
        problem.into_iter().collect()
    }

    /// What to put right with the password itself.
    pub fn problem_beside(&self) -> Option<String> {
        let problems = self.problem_list().into_iter();
        problems
            .filter(|problem| problem.field.is_some())
            .map(|problem| problem.text)
            .next()
    }

    /// Where to go from here, and the words of that link.
    pub fn way_on(&self) -> Option<(String, String)> {
        match &self.state {
            VerifyEmailState::SignUp { .. }
            | VerifyEmailState::Own { .. }
            | VerifyEmailState::Change { .. }
            | VerifyEmailState::OfAnotherBrowser => None,
            VerifyEmailState::Taken => Some((
                self.shell.to("/sign-up"),
                self.shell.t("verify-email-sign-up-again"),
            )),
            VerifyEmailState::Verified | VerifyEmailState::Changed => {
                Some((self.shell.to("/sign-in"), self.shell.t("page-sign-in")))
            }
        }
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let link = || "link-sample".to_owned();
        let page = |state| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            state,
            address: "ada@example.com".to_owned(),
            asks_password: false,
            problem: None,
        };
        let sign_up = || VerifyEmailState::SignUp {
            link: link(),
            username: "ada".to_owned(),
        };
        vec![
            ("a new account", page(sign_up())),
            (
                "a new account, in another browser",
                Self {
                    asks_password: true,
                    ..page(sign_up())
                },
            ),
            (
                "a wrong password",
                Self {
                    asks_password: true,
                    problem: Some(VerifyEmailProblem::WrongPassword),
                    ..page(VerifyEmailState::Change { link: link() })
                },
            ),
            ("an address", page(VerifyEmailState::Own { link: link() })),
            (
                "another address",
                page(VerifyEmailState::Change { link: link() }),
            ),
            (
                "of another browser",
                page(VerifyEmailState::OfAnotherBrowser),
            ),
            ("a username that is gone", page(VerifyEmailState::Taken)),
            ("confirmed", page(VerifyEmailState::Verified)),
            ("changed", page(VerifyEmailState::Changed)),
        ]
    }
}
