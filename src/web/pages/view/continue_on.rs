//! `templates/continue_on.html`: the way back to the app after a form, where a redirect could be forbidden.

use askama::Template;

use super::asking_app::AskingApp;
use super::shell::Shell;

/// The page that goes on by itself, without JavaScript. Its one link is for browsers that are told not to.
#[derive(Template)]
#[template(path = "continue_on.html")]
pub struct ContinueOn {
    /// The frame.
    pub shell: Shell,
    /// The app that waits.
    pub app: AskingApp,
    /// The URL to go on to, of the scheme `https` or `http`: a verified redirect URI with the answer in it.
    pub url: String,
    /// Whether it goes on at once. Samples stay where they are.
    pub by_itself: bool,
}

impl ContinueOn {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.of_app("continue-title")
    }

    /// What the one link says.
    pub fn onward(&self) -> String {
        self.of_app("continue-onward")
    }

    fn of_app(&self, key: &str) -> String {
        self.shell
            .texts
            .with(key, &[("app", &self.app.shown_name())])
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |app| Self {
            shell: shell.clone(),
            app,
            url: "https://books.example.org/callback?code=code-sample&state=%22%3E'#".to_owned(),
            by_itself: false,
        };
        vec![
            ("on the way", page(AskingApp::sample())),
            ("to an app with a long name", page(AskingApp::long_sample())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_is_text_in_the_refresh_and_in_the_link() {
        let (_, mut page) = ContinueOn::samples(&Shell::sample()).remove(0);
        assert!(
            !page.render().unwrap_or_default().contains("http-equiv"),
            "a sample must not fly off to an app"
        );
        page.by_itself = true;
        page.url = "https://a.example/?x=1;url='\"><script>&y".to_owned();
        let html = page.render().unwrap_or_default();
        let escaped = "https://a.example/?x=1;url=&#39;&#34;&#62;&#60;script&#62;&#38;y\"";
        assert!(
            html.contains(&format!(
                "<meta http-equiv=\"refresh\" content=\"0;url={escaped}>"
            )),
            "{html}"
        );
        assert!(html.contains(&format!("href=\"{escaped}")), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
