//! `templates/recovery_codes.html`: ten codes, shown this once.

use askama::Template;

use super::shell::Shell;

/// The page. One form posts `codes` and `csrf` to `/recovery-codes` to have them in a file; on the way in another posts
/// `attempt` and `csrf` to `/second-factor/set-up/done`.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryCodes {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form that makes a file.
    pub csrf: String,
    /// Sent back by the form that goes on.
    pub csrf_done: String,
    /// The codes.
    pub codes: Vec<String>,
    /// The sign-in that goes on afterwards; none in one's own account.
    pub attempt: Option<String>,
}

impl RecoveryCodes {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell.t("recovery-codes-title")
    }

    /// What the form sends back.
    pub fn lines(&self) -> String {
        self.codes.join(" ")
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let codes = |letter: char| {
            (0..10_u8)
                .map(|at| {
                    let other = char::from(b'A' + at);
                    format!("{letter}{other}QX-7KLM-{other}2TR-ZV{letter}6")
                })
                .collect()
        };
        let page = |attempt| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            csrf_done: "csrf-sample".to_owned(),
            codes: codes('W'),
            attempt,
        };
        vec![
            ("on the way in", page(Some("attempt-sample".to_owned()))),
            ("in one's account", page(None)),
        ]
    }
}
