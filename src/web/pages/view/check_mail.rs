//! `templates/check_mail.html`: a mail is on its way, or nobody is there to get one; the page is the same.

use askama::Template;

use super::shell::Shell;

/// The page after a mail was asked for.
#[derive(Template)]
#[template(path = "check_mail.html")]
pub struct CheckMail {
    /// The frame.
    pub shell: Shell,
    /// What for.
    pub kind: MailKind,
    /// What was typed: a name or an address.
    pub typed: String,
}

/// What a mail was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// A new account.
    SignUp,
    /// Another password.
    Reset,
    /// A link to sign in with.
    SignInLink,
}

impl MailKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SignUp, Self::Reset, Self::SignInLink];
}

impl CheckMail {
    /// What was sent, and where to.
    pub fn explanation(&self) -> String {
        let key = match self.kind {
            MailKind::SignUp => "check-mail-sign-up",
            MailKind::Reset => "check-mail-reset",
            MailKind::SignInLink => "check-mail-sign-in-link",
        };
        self.shell.texts.with(key, &[("login", &self.typed)])
    }

    /// Where it can be asked for again.
    pub fn again_href(&self) -> String {
        self.shell.to(match self.kind {
            MailKind::SignUp => "/sign-up",
            MailKind::Reset => "/forgot-password",
            MailKind::SignInLink => "/sign-in/mail",
        })
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let states = ["after signing up", "a forgotten password", "a sign-in link"];
        let page = |kind| Self {
            shell: shell.clone(),
            kind,
            typed: "ada@example.com".to_owned(),
        };
        states
            .into_iter()
            .zip(MailKind::ALL.into_iter().map(page))
            .collect()
    }
}
