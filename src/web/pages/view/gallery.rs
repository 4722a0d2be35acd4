//! `templates/gallery.html`: every page in every state, at `/dev/pages` while developing.

use askama::Template;

use super::samples::{JOURNEYS, Journey};
use super::shell::Shell;

/// The list of samples, and of mails.
#[derive(Template)]
#[template(path = "gallery.html")]
pub struct Gallery {
    /// The frame.
    pub shell: Shell,
    /// In which languages they can be looked at.
    pub languages: Vec<Wish>,
    /// In which colours.
    pub looks: Vec<Wish>,
    /// What was wished for so far, for the links to the samples: `?ui_locales=de`.
    pub query: String,
    /// The names of mails and text messages, and whether there is HTML.
    pub letters: Vec<(&'static str, bool)>,
}

/// A way to look at the samples.
pub struct Wish {
    /// Its name.
    pub name: String,
    /// The query that asks for it: `?ui_locales=de&scheme=dark`.
    pub query: String,
    /// Whether it is the one at hand.
    pub is_granted: bool,
}

impl Gallery {
    /// What there is to see.
    pub const fn journeys(&self) -> &'static [Journey] {
        JOURNEYS
    }

    /// The states of a page.
    pub fn states(&self, journey: &usize, page: &usize) -> Vec<&'static str> {
        let page = JOURNEYS
            .get(*journey)
            .and_then(|journey| journey.pages.get(*page));
        let samples = page.map(|page| (page.states)(&self.shell));
        samples
            .into_iter()
            .flatten()
            .map(|(state, _)| state)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        AskingApp, NewPassword, OtherWays, SetUp, SetUpProblem, SignIn, SignInProblem, SignInReason,
    };
    use super::*;
    use crate::accounts::PasswordProblem;

    fn every_document() -> Vec<(String, String)> {
        let shell = Shell::sample();
        let pages = JOURNEYS.iter().flat_map(|journey| journey.pages);
        let samples = pages.flat_map(|page| {
            let states = (page.states)(&shell).into_iter();
            states.map(|(_, sample)| (page.name.to_owned(), sample))
        });
        let mut all: Vec<_> = samples
            .map(|(name, sample)| (name, sample.dyn_render().unwrap_or_default()))
            .collect();
        for problem in SignInProblem::ALL {
            for reason in SignInReason::ALL {
                let page = SignIn {
                    shell: shell.clone(),
                    csrf: "c".to_owned(),
                    txn: None,
                    to: None,
                    passkey: None,
                    app: Some(AskingApp::sample()),
                    login: String::new(),
                    reason: Some(reason),
                    problems: vec![problem],
                    other_accounts: true,
                    ways: OtherWays::default(),
                    providers: Vec::new(),
                };
                all.push(("sign-in".to_owned(), page.render().unwrap_or_default()));
            }
        }
        let passwords = [
            PasswordProblem::TooShort { at_least: 15 },
            PasswordProblem::TooLong,
            PasswordProblem::Breached,
            PasswordProblem::TooCommon,
            PasswordProblem::UsedBefore,
        ];
        let others = [
            SetUpProblem::UsernameMissing,
            SetUpProblem::UsernameInvalid,
            SetUpProblem::EmailInvalid,
            SetUpProblem::FormExpired,
        ];
        for problem in others
            .into_iter()
            .chain(passwords.map(SetUpProblem::Password))
        {
            let page = SetUp {
                shell: shell.clone(),
                csrf: "c".to_owned(),
                username: String::new(),
                email: String::new(),
                new_password: NewPassword::sample(),
                problems: vec![problem],
            };
            all.push(("set-up".to_owned(), page.render().unwrap_or_default()));
        }
        let gallery = Gallery {
            languages: Vec::new(),
            looks: Vec::new(),
            query: String::new(),
            letters: Vec::new(),
            shell,
        };
        all.push(("gallery".to_owned(), gallery.render().unwrap_or_default()));
        all
    }

    /// What a person reads: the document without its tags.
    fn visible(html: &str) -> String {
        html.split('<')
            .filter_map(|piece| piece.split_once('>').map(|(_, text)| text))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn every_page_says_which_one_it_is_and_in_which_language() {
        let all = every_document();
        assert!(all.len() > 40);
        for (page, html) in all {
            assert!(
                html.contains(&format!("<body data-page=\"{page}\">")),
                "{page}"
            );
            assert!(
                html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"),
                "{page}"
            );
            assert_eq!(html.matches("<h1").count(), 1, "{page}");
            assert_eq!(html.matches("<main").count(), 1, "{page}");
        }
    }

    #[test]
    fn no_page_needs_inline_style_or_script() {
        for (page, html) in every_document() {
            for forbidden in [
                " style=",
                "<style",
                "onclick",
                "onload",
                "javascript:",
                "<script",
            ] {
                assert!(!html.contains(forbidden), "{page} has {forbidden}");
            }
        }
    }

    #[test]
    fn every_text_exists() {
        for (page, html) in every_document() {
            let text = visible(&html);
            // `Texts` shows the name of a message that is missing or was not given its arguments.
            for line in text
                .lines()
                .map(str::trim)
                .filter(|line| line.contains('-'))
            {
                let is_name = line.len() > 8
                    && !line.contains(' ')
                    && line.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                assert!(
                    !is_name || page == "gallery",
                    "{page} shows the message name {line}"
                );
            }
            assert!(!text.contains("{ $"), "{page}");
        }
    }

    #[test]
    fn what_strangers_wrote_stays_text() {
        let mut shell = Shell::sample();
        shell.issuer_name = "<b>House</b>".to_owned();
        let page = SignIn {
            shell,
            csrf: "\"><script>".to_owned(),
            txn: Some("\"><script>&".to_owned()),
            to: None,
            passkey: None,
            app: Some(AskingApp {
                name: "<script>alert(1)</script>".to_owned(),
                policy_uri: Some("https://a.example/\"onmouseover=x".to_owned()),
                tos_uri: Some("javascript:alert(1)".to_owned()),
                ..AskingApp::sample()
            }),
            login: "\"autofocus onfocus=\"alert(1)".to_owned(),
            reason: Some(SignInReason::PromptLogin),
            problems: Vec::new(),
            other_accounts: true,
            ways: OtherWays::default(),
            providers: Vec::new(),
        };
        let html = page.render().unwrap_or_default();
        assert!(html.contains("id=\"sign-in-submit\""));
        for forbidden in [
            "<script",
            "<b>",
            "javascript:",
            "\"onmouseover",
            "\"autofocus onfocus",
        ] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}
