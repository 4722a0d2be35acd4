//! `templates/gallery.html`: every page in every state, at `/dev/pages` while developing.

use askama::Template;

use super::shell::Shell;
use super::{
    AccountActivity, AccountApps, AccountData, AccountEmail, AccountOverview, AccountPasskey,
    AccountPasskeyRemoval, AccountPasskeys, AccountPassword, AccountProfile, AccountSessions,
    CheckMail, Consent, ContinueOn, DeveloperMail, EmailNeeded, ErrorPage, FactorSetUp,
    ForgotPassword, FormPost, Home, MailCode, MailLink, MailSignIn, RecoveryCodes, ResetPassword,
    SecondFactor, SelectAccount, SetUp, SignIn, SignOut, SignUp, SignedOut, TwoFactor, VerifyEmail,
};

/// The list of samples. Sample number `n` is shown at `/dev/pages/{n}`.
#[derive(Template)]
#[template(path = "gallery.html")]
pub struct Gallery {
    /// The frame.
    pub shell: Shell,
    /// What there is to see, as of [`samples`].
    pub samples: Vec<Sample>,
}

/// One page in one state.
pub struct Sample {
    /// Its `data-page`.
    pub page: &'static str,
    /// Its state, in a few words.
    pub state: &'static str,
    /// The whole document.
    pub html: String,
}

/// Every page in every state, rendered in this frame.
///
/// # Errors
/// When a template cannot be rendered.
pub fn samples(shell: &Shell) -> Result<Vec<Sample>, askama::Error> {
    let mut all = Vec::new();
    rendered("home", Home::samples(shell), &mut all)?;
    rendered("sign-in", SignIn::samples(shell), &mut all)?;
    rendered("sign-up", SignUp::samples(shell), &mut all)?;
    rendered("check-mail", CheckMail::samples(shell), &mut all)?;
    rendered("verify-email", VerifyEmail::samples(shell), &mut all)?;
    rendered("verify-email-needed", EmailNeeded::samples(shell), &mut all)?;
    rendered("forgot-password", ForgotPassword::samples(shell), &mut all)?;
    rendered("reset-password", ResetPassword::samples(shell), &mut all)?;
    rendered("mail-sign-in", MailSignIn::samples(shell), &mut all)?;
    rendered("mail-link", MailLink::samples(shell), &mut all)?;
    rendered("mail-code", MailCode::samples(shell), &mut all)?;
    rendered("select-account", SelectAccount::samples(shell), &mut all)?;
    rendered("consent", Consent::samples(shell), &mut all)?;
    rendered("form-post", FormPost::samples(shell), &mut all)?;
    rendered("continue", ContinueOn::samples(shell), &mut all)?;
    rendered("sign-out", SignOut::samples(shell), &mut all)?;
    rendered("signed-out", SignedOut::samples(shell), &mut all)?;
    rendered("set-up", SetUp::samples(shell), &mut all)?;
    rendered("account-email", AccountEmail::samples(shell), &mut all)?;
    rendered("account", AccountOverview::samples(shell), &mut all)?;
    rendered("second-factor", SecondFactor::samples(shell), &mut all)?;
    rendered(
        "second-factor-set-up",
        FactorSetUp::samples(shell),
        &mut all,
    )?;
    rendered("recovery-codes", RecoveryCodes::samples(shell), &mut all)?;
    rendered("account-two-factor", TwoFactor::samples(shell), &mut all)?;
    rendered(
        "account-passkeys",
        AccountPasskeys::samples(shell),
        &mut all,
    )?;
    rendered("account-passkeys", AccountPasskey::samples(shell), &mut all)?;
    rendered(
        "account-passkeys",
        AccountPasskeyRemoval::samples(shell),
        &mut all,
    )?;
    rendered("account-profile", AccountProfile::samples(shell), &mut all)?;
    rendered(
        "account-password",
        AccountPassword::samples(shell),
        &mut all,
    )?;
    rendered("account-data", AccountData::samples(shell), &mut all)?;
    rendered(
        "account-sessions",
        AccountSessions::samples(shell),
        &mut all,
    )?;
    rendered("account-apps", AccountApps::samples(shell), &mut all)?;
    rendered(
        "account-activity",
        AccountActivity::samples(shell),
        &mut all,
    )?;
    rendered("error", ErrorPage::samples(shell), &mut all)?;
    rendered("developer-mail", DeveloperMail::samples(shell), &mut all)?;
    Ok(all)
}

fn rendered<T: Template>(
    page: &'static str,
    samples: Vec<(&'static str, T)>,
    all: &mut Vec<Sample>,
) -> Result<(), askama::Error> {
    for (state, sample) in samples {
        all.push(Sample {
            page,
            state,
            html: sample.render()?,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{
        AskingApp, NewPassword, OtherWays, SetUpProblem, SignInProblem, SignInReason,
    };
    use super::*;
    use crate::accounts::PasswordProblem;

    fn every_document() -> Vec<(String, String)> {
        let shell = Shell::sample();
        let mut all: Vec<_> = samples(&shell)
            .unwrap_or_default()
            .into_iter()
            .map(|sample| (sample.page.to_owned(), sample.html))
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
                token: "t".to_owned(),
                username: String::new(),
                email: String::new(),
                new_password: NewPassword::sample(),
                problems: vec![problem],
            };
            all.push(("set-up".to_owned(), page.render().unwrap_or_default()));
        }
        let gallery = Gallery {
            samples: samples(&shell).unwrap_or_default(),
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
