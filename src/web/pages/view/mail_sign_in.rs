//! `templates/mail_sign_in.html`, `templates/mail_link.html`, `templates/mail_code.html`: signing in with a mail.

use askama::Template;

use super::asking_app::AskingApp;
use super::forgot_password::AskProblem;
use super::problem::Problem;
use super::shell::Shell;

/// The page that asks where to send a link or a code. Its form posts `txn` or `to`, `csrf`, `login` and `by` to `/sign-in/mail`.
#[derive(Template)]
#[template(path = "mail_sign_in.html")]
pub struct MailSignIn {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The authorization request that waits for this sign-in.
    pub txn: Option<String>,
    /// The page of the person's account to come back to, by its name.
    pub to: Option<&'static str>,
    /// The app that asks.
    pub app: Option<AskingApp>,
    /// What was typed before.
    pub login: String,
    /// Whether a link can be asked for.
    pub link: bool,
    /// Whether a code can be asked for.
    pub code: bool,
    /// What was wrong with the last try.
    pub problem: Option<AskProblem>,
}

impl MailSignIn {
    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let told = |problem: AskProblem| problem.told(&self.shell);
        self.problem.into_iter().map(told).collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |link, code, problem| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            txn: Some("txn-sample".to_owned()),
            to: None,
            app: Some(AskingApp::sample()),
            login: String::new(),
            link,
            code,
            problem,
        };
        vec![
            ("a link or a code", page(true, true, None)),
            ("a link", page(true, false, Some(AskProblem::LoginMissing))),
            ("a code", page(false, true, Some(AskProblem::FormExpired))),
        ]
    }
}

/// The page that a link opens. Its form posts `csrf` and `link` to `/sign-in/link`; the token itself is in a cookie.
#[derive(Template)]
#[template(path = "mail_link.html")]
pub struct MailLink {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The link's row; none in another browser than the one that asked for it.
    pub link: Option<String>,
    /// The address of the account.
    pub address: String,
}

impl MailLink {
    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |link| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            link,
            address: "ada@example.com".to_owned(),
        };
        vec![
            ("here", page(Some("link-sample".to_owned()))),
            ("in another browser", page(None)),
        ]
    }
}

/// The page that asks for the code. Its form posts `csrf`, `attempt` and `code` to `/sign-in/code`.
#[derive(Template)]
#[template(path = "mail_code.html")]
pub struct MailCode {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// Which code.
    pub attempt: String,
    /// What was wrong with the last try.
    pub problem: Option<CodeProblem>,
}

/// What was wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Nothing was typed.
    Missing,
    /// It is not that.
    Wrong,
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl MailCode {
    /// What to put right.
    pub fn problem_list(&self) -> Vec<Problem> {
        let told = |problem| match problem {
            CodeProblem::Missing => (Some("code"), self.shell.t("by-mail-code-problem-missing")),
            CodeProblem::Wrong => (Some("code"), self.shell.t("by-mail-code-problem-wrong")),
            CodeProblem::FormExpired => (None, self.shell.t("sign-in-problem-form-expired")),
        };
        let problem = self.problem.map(told);
        problem
            .map(|(field, text)| Problem { field, text })
            .into_iter()
            .collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |problem| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            attempt: "attempt-sample".to_owned(),
            problem,
        };
        vec![
            ("asked", page(None)),
            ("nothing typed", page(Some(CodeProblem::Missing))),
            ("wrong", page(Some(CodeProblem::Wrong))),
            ("open for too long", page(Some(CodeProblem::FormExpired))),
        ]
    }
}
