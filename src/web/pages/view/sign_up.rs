//! `templates/sign_up.html`: a new account.

use askama::Template;

use crate::accounts::entry::SignUpProblem;

use super::asking_app::AskingApp;
use super::new_password::{NewPassword, password_problem};
use super::problem::Problem;
use super::shell::Shell;

/// The sign-up page. Its form posts `txn`, `csrf`, `username`, `email`, `password` and the claims that are asked for to `/sign-up`.
#[derive(Template)]
#[template(path = "sign_up.html")]
pub struct SignUp {
    /// The frame.
    pub shell: Shell,
    /// Sent back by the form.
    pub csrf: String,
    /// The authorization request that waits for this person; none when somebody simply came to the door.
    pub txn: Option<String>,
    /// The app that asks; none when somebody simply came to the door.
    pub app: Option<AskingApp>,
    /// The invitation, by its row; the address is fixed then.
    pub invitation: Option<String>,
    /// The provider that vouches for this person, who then has no password here.
    pub elsewhere: Option<SignUpElsewhere>,
    /// What was typed before.
    pub username: String,
    /// What was typed before, or the invited address.
    pub email: String,
    /// The field for the password, if there is to be one.
    pub new_password: Option<NewPassword>,
    /// What else the tenant asks for.
    pub claims: Vec<AskedClaim>,
    /// What was wrong with the last try.
    pub problems: Vec<SignUpFormProblem>,
}

/// A provider that vouches for somebody of whom something is missing. The form then posts to `/sign-up/through`.
#[derive(Clone, Debug)]
pub struct SignUpElsewhere {
    /// Under which name its word waits.
    pub attempt: String,
    /// What it is called.
    pub provider: String,
    /// Whether the address is proven, and cannot be another one.
    pub email_is_proven: bool,
}

/// A claim that the page asks for.
#[derive(Clone, Debug)]
pub struct AskedClaim {
    /// Its name (OpenID Connect Core §5.1), which is that of its field.
    pub name: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// What was typed before.
    pub value: String,
}

/// What was wrong with a try to sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpFormProblem {
    /// What was typed.
    Typed(SignUpProblem),
    /// The page was open for too long, or cookies are off.
    FormExpired,
    /// The server has no time for another password right now.
    Busy,
}

impl AskedClaim {
    /// What it is called.
    pub fn label(&self, shell: &Shell) -> String {
        let label = claim_label(self.name, shell);
        if self.required {
            label
        } else {
            shell
                .texts
                .with("sign-up-optional", &[("label", label.as_str())])
        }
    }

    /// How the browser fills it in (HTML §4.10.18.7).
    pub fn autocomplete(&self) -> String {
        match self.name {
            "name" | "given_name" | "family_name" | "nickname" => self.name.replace('_', "-"),
            "middle_name" => ["additional", "name"].join("-"),
            "birthdate" => "bday".to_owned(),
            "phone_number" => "tel".to_owned(),
            "website" => "url".to_owned(),
            _ => "off".to_owned(),
        }
    }

    /// The kind of its field.
    pub fn kind(&self) -> &'static str {
        match self.name {
            "birthdate" => "date",
            "phone_number" => "tel",
            "website" => "url",
            _ => "text",
        }
    }
}

fn claim_label(name: &str, shell: &Shell) -> String {
    shell.t(match name {
        "given_name" => "sign-up-claim-given-name",
        "family_name" => "sign-up-claim-family-name",
        "middle_name" => "sign-up-claim-middle-name",
        "nickname" => "sign-up-claim-nickname",
        "birthdate" => "sign-up-claim-birthdate",
        "zoneinfo" => "sign-up-claim-zoneinfo",
        "locale" => "sign-up-claim-locale",
        "phone_number" => "sign-up-claim-phone-number",
        "website" => "sign-up-claim-website",
        _ => "sign-up-claim-name",
    })
}

impl SignUpFormProblem {
    fn told(self, shell: &Shell) -> Problem {
        let (field, text) = match self {
            Self::FormExpired => (None, shell.t("sign-up-problem-form-expired")),
            Self::Busy => (None, shell.t("sign-up-problem-busy")),
            Self::Typed(problem) => typed(problem, shell),
        };
        Problem { field, text }
    }
}

fn typed(problem: SignUpProblem, shell: &Shell) -> (Option<&'static str>, String) {
    let about_claim = |key, name| {
        shell
            .texts
            .with(key, &[("label", &claim_label(name, shell))])
    };
    match problem {
        SignUpProblem::UsernameMissing => (
            Some("username"),
            shell.t("sign-up-problem-username-missing"),
        ),
        SignUpProblem::UsernameInvalid => (
            Some("username"),
            shell.t("sign-up-problem-username-invalid"),
        ),
        SignUpProblem::UsernameTaken => {
            (Some("username"), shell.t("sign-up-problem-username-taken"))
        }
        SignUpProblem::EmailInvalid => (Some("email"), shell.t("sign-up-problem-email-invalid")),
        SignUpProblem::EmailNotAllowed => {
            (Some("email"), shell.t("sign-up-problem-email-not-allowed"))
        }
        SignUpProblem::Password(problem) => {
            (Some("password"), password_problem(shell.texts, problem))
        }
        SignUpProblem::ClaimMissing(name) => (
            Some(name),
            about_claim("sign-up-problem-claim-missing", name),
        ),
        SignUpProblem::ClaimInvalid(name) => (
            Some(name),
            about_claim("sign-up-problem-claim-invalid", name),
        ),
    }
}

impl SignUp {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell
            .texts
            .with("sign-up-title", &[("issuer", &self.shell.issuer_name)])
    }

    /// Where the form goes.
    pub fn action(&self) -> String {
        match self.elsewhere {
            Some(_) => self.shell.to("/sign-up/through"),
            None => self.shell.to("/sign-up"),
        }
    }

    /// Whether the address cannot be another one.
    pub fn email_is_fixed(&self) -> bool {
        let elsewhere = self.elsewhere.as_ref();
        self.invitation.is_some() || elsewhere.is_some_and(|elsewhere| elsewhere.email_is_proven)
    }

    /// Why this is asked of somebody whom a provider knows.
    pub fn elsewhere_text(&self) -> Option<String> {
        let provider = &self.elsewhere.as_ref()?.provider;
        let text = self.shell.texts;
        Some(text.with("sign-up-elsewhere", &[("provider", provider)]))
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        let told = |problem: &SignUpFormProblem| problem.told(&self.shell);
        self.problems.iter().map(told).collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |problems| Self {
            shell: shell.clone(),
            csrf: "csrf-sample".to_owned(),
            txn: None,
            app: None,
            invitation: None,
            elsewhere: None,
            username: String::new(),
            email: String::new(),
            new_password: Some(NewPassword::sample()),
            claims: Vec::new(),
            problems,
        };
        let claim = |name, required| AskedClaim {
            name,
            required,
            value: String::new(),
        };
        vec![
            ("empty", page(Vec::new())),
            (
                "for an app, with everything that can be asked for",
                Self {
                    txn: Some("txn-sample".to_owned()),
                    app: Some(AskingApp::sample()),
                    claims: vec![
                        claim("name", true),
                        claim("given_name", false),
                        claim("family_name", false),
                        claim("middle_name", false),
                        claim("nickname", false),
                        claim("birthdate", false),
                        claim("zoneinfo", false),
                        claim("locale", false),
                        claim("phone_number", false),
                        claim("website", false),
                    ],
                    ..page(Vec::new())
                },
            ),
            (
                "with problems",
                Self {
                    username: "ada@home".to_owned(),
                    email: "ada@".to_owned(),
                    claims: vec![claim("given_name", true), claim("website", false)],
                    ..page(vec![
                        SignUpFormProblem::Typed(SignUpProblem::UsernameInvalid),
                        SignUpFormProblem::Typed(SignUpProblem::EmailInvalid),
                        SignUpFormProblem::Typed(SignUpProblem::Password(
                            crate::accounts::PasswordProblem::TooShort { at_least: 15 },
                        )),
                        SignUpFormProblem::Typed(SignUpProblem::ClaimMissing("given_name")),
                        SignUpFormProblem::Typed(SignUpProblem::ClaimInvalid("website")),
                    ])
                },
            ),
            (
                "without a username, with an address from elsewhere",
                page(vec![
                    SignUpFormProblem::Typed(SignUpProblem::UsernameMissing),
                    SignUpFormProblem::Typed(SignUpProblem::EmailNotAllowed),
                ]),
            ),
            (
                "a taken username",
                Self {
                    username: "ada".to_owned(),
                    email: "ada@example.com".to_owned(),
                    ..page(vec![SignUpFormProblem::Typed(SignUpProblem::UsernameTaken)])
                },
            ),
            (
                "open for too long",
                page(vec![SignUpFormProblem::FormExpired]),
            ),
            ("busy", page(vec![SignUpFormProblem::Busy])),
            (
                "of somebody whom a provider knows",
                Self {
                    elsewhere: Some(SignUpElsewhere {
                        attempt: "attempt-sample".to_owned(),
                        provider: "GitHub".to_owned(),
                        email_is_proven: false,
                    }),
                    username: "ada".to_owned(),
                    email: "ada@example.com".to_owned(),
                    new_password: None,
                    ..page(Vec::new())
                },
            ),
            (
                "invited",
                Self {
                    invitation: Some("invitation-sample".to_owned()),
                    email: "ada@example.com".to_owned(),
                    ..page(Vec::new())
                },
            ),
        ]
    }
}
