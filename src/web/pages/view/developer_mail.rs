//! `templates/developer_mail.html`: the mails that went into files, at `/dev/mail` while developing.

use askama::Template;

use super::shell::Shell;

/// The mails, the latest first.
#[derive(Template)]
#[template(path = "developer_mail.html")]
pub struct DeveloperMail {
    /// The frame.
    pub shell: Shell,
    /// What there is to read.
    pub mails: Vec<ShownMail>,
}

/// One mail.
pub struct ShownMail {
    /// When it was written, in words.
    pub at: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// The lines of its plain text.
    pub lines: Vec<String>,
}

impl ShownMail {
    /// To whom, in words.
    pub fn addressee(&self, shell: &Shell) -> String {
        shell
            .texts
            .with("developer-mail-to", &[("address", &self.to)])
    }

    /// Whether a line is a link and nothing else.
    pub fn is_link(&self, line: &str) -> bool {
        url::Url::parse(line).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    }
}

impl DeveloperMail {
    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let mail = ShownMail {
            at: "1 November 2026, 10:00 UTC".to_owned(),
            to: "ada@example.com".to_owned(),
            subject: "Confirm your address".to_owned(),
            lines: vec![
                "Confirm that this address is yours.".to_owned(),
                "https://accounts.example.com/verify-email?token=sample".to_owned(),
            ],
        };
        let page = |mails| Self {
            shell: shell.clone(),
            mails,
        };
        vec![("some", page(vec![mail])), ("none", page(Vec::new()))]
    }
}
