//! `templates/verify_email.html`: the page that a link in a mail opens. It does nothing until its button is pressed.

use askama::Template;

use super::shell::Shell;

/// The page. Its form posts `csrf` and `link` to `/verify-email`; the token itself is in a cookie.
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
    /// The account was made, and not in the browser that asked.
    Joined,
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
            VerifyEmailState::Joined => with("verify-email-joined-title"),
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
            VerifyEmailState::Joined => with("verify-email-joined-explanation"),
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
            VerifyEmailState::Joined
            | VerifyEmailState::Taken
            | VerifyEmailState::Verified
            | VerifyEmailState::Changed => None,
        }
    }

    /// Where to go from here, and the words of that link.
    pub fn way_on(&self) -> Option<(String, String)> {
        match &self.state {
            VerifyEmailState::SignUp { .. }
            | VerifyEmailState::Own { .. }
            | VerifyEmailState::Change { .. } => None,
            VerifyEmailState::Taken => Some((
                self.shell.to("/sign-up"),
                self.shell.t("verify-email-sign-up-again"),
            )),
            VerifyEmailState::Joined | VerifyEmailState::Verified | VerifyEmailState::Changed => {
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
        };
        vec![
            (
                "a new account",
                page(VerifyEmailState::SignUp {
                    link: link(),
                    username: "ada".to_owned(),
                }),
            ),
            ("an address", page(VerifyEmailState::Own { link: link() })),
            (
                "another address",
                page(VerifyEmailState::Change { link: link() }),
            ),
            ("joined elsewhere", page(VerifyEmailState::Joined)),
            ("a username that is gone", page(VerifyEmailState::Taken)),
            ("confirmed", page(VerifyEmailState::Verified)),
            ("changed", page(VerifyEmailState::Changed)),
        ]
    }
}
