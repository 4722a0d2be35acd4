//! `templates/form_post.html`: the answer on its way to the app in a form (`OAuth 2.0 Form Post Response Mode §2`).

use askama::Template;

use super::asking_app::AskingApp;
use super::shell::Shell;

/// The page that posts itself. Without JavaScript its one button does.
#[derive(Template)]
#[template(path = "form_post.html")]
pub struct FormPost {
    /// The frame.
    pub shell: Shell,
    /// The verified redirect URI.
    pub action: String,
    /// The members of the answer, in order.
    pub fields: Vec<(String, String)>,
    /// The app that gets it.
    pub app: AskingApp,
    /// The address of `static/form_post.js`.
    pub script_href: String,
    /// The nonce of this answer's content security policy.
    pub nonce: String,
}

impl FormPost {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell
            .texts
            .with("form-post-title", &[("app", &self.app.shown_name())])
    }

    /// The page in its states. The address of the script is left empty: a sample must not fly off to an app.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        vec![(
            "without JavaScript",
            Self {
                shell: shell.clone(),
                action: "https://books.example.org/callback".to_owned(),
                fields: vec![
                    ("code".to_owned(), "code-sample".to_owned()),
                    (
                        "state".to_owned(),
                        "\"><script>alert(1)</script>".to_owned(),
                    ),
                ],
                app: AskingApp::sample(),
                script_href: String::new(),
                nonce: "nonce-sample".to_owned(),
            },
        )]
    }
}
