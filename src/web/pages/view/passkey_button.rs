//! `templates/passkey_button.html`: the button that asks the browser for a passkey, on whatever page.

use super::shell::Shell;

/// The button. Its form is hidden until `static/passkeys.js` finds that the browser can do it, and posts `csrf`, `ceremony`,
/// `credential` and [`PasskeyButton::fields`].
#[derive(Clone, Debug)]
pub struct PasskeyButton {
    /// What it is for.
    pub purpose: PasskeyPurpose,
    /// Sent back by the form, and with the question for a challenge.
    pub csrf: String,
    /// What else the form sends: where the sign-in leads, or which sign-in goes on.
    pub fields: Vec<(&'static str, String)>,
    /// The label of the box that remembers this browser; none when there is no box.
    pub remember: Option<String>,
    /// What was wrong the last time.
    pub problem: Option<PasskeyProblem>,
    /// The address of the script; empty in samples, which show the button as it looks.
    pub script_href: String,
    /// The nonce of this answer's content security policy.
    pub nonce: String,
}

/// What a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyPurpose {
    /// To sign in with nothing else.
    SignIn,
    /// As the second factor of a sign-in.
    SecondFactor,
    /// To be made, because a sign-in cannot go on without a factor.
    SetUp,
    /// To be made, in somebody's account.
    Account,
}

/// What was wrong with a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyProblem {
    /// It proved nothing, or is nobody's.
    Refused,
    /// It took too long, or was answered already.
    Over,
    /// There is no room for another one.
    TooMany,
}

impl PasskeyPurpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::SignIn, Self::SecondFactor, Self::SetUp, Self::Account];

    /// Its name in questions for a challenge.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SecondFactor => "second_factor",
            Self::SetUp => "set_up",
            Self::Account => "account",
        }
    }

    /// Where the form goes.
    pub const fn action(self) -> &'static str {
        match self {
            Self::SignIn => "/passkey/sign-in",
            Self::SecondFactor => "/passkey/second-factor",
            Self::SetUp => "/passkey/set-up",
            Self::Account => "/account/passkeys",
        }
    }

    /// Where challenges come from.
    pub const fn options(self) -> &'static str {
        match self {
            Self::SignIn | Self::SecondFactor | Self::SetUp => "/passkey/options",
            Self::Account => "/account/passkeys/options",
        }
    }

    /// Whether a passkey is made rather than used.
    pub const fn makes_one(self) -> bool {
        match self {
            Self::SignIn | Self::SecondFactor => false,
            Self::SetUp | Self::Account => true,
        }
    }

    /// Whether the browser may offer passkeys by itself, where a name is typed.
    pub const fn is_conditional(self) -> bool {
        matches!(self, Self::SignIn)
    }

    fn key(self) -> &'static str {
        match self {
            Self::SignIn => "passkey-button-sign-in",
            Self::SecondFactor => "passkey-button-second-factor",
            Self::SetUp | Self::Account => "passkey-button-add",
        }
    }

    fn is_quiet(self) -> bool {
        matches!(self, Self::SignIn)
    }
}

impl PasskeyProblem {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Refused, Self::Over, Self::TooMany];

    /// Its name in URLs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Over => "over",
            Self::TooMany => "too_many",
        }
    }

    /// The problem of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.name() == name)
    }

    fn key(self) -> &'static str {
        match self {
            Self::Refused => "passkey-problem-refused",
            Self::Over => "passkey-problem-over",
            Self::TooMany => "passkey-problem-too-many",
        }
    }
}

impl PasskeyButton {
    /// What the button says.
    pub fn label(&self, shell: &Shell) -> String {
        shell.t(self.purpose.key())
    }

    /// `create` or `get` of `navigator.credentials`.
    pub const fn call(&self) -> &'static str {
        if self.purpose.makes_one() {
            "create"
        } else {
            "get"
        }
    }

    /// Whether another button of the page comes first.
    pub fn is_quiet(&self) -> bool {
        self.purpose.is_quiet()
    }

    /// Whether the form waits for the script.
    pub fn is_hidden(&self) -> bool {
        !self.script_href.is_empty()
    }

    /// What was wrong the last time, in words.
    pub fn problem_text(&self, shell: &Shell) -> Option<String> {
        self.problem.map(|problem| shell.t(problem.key()))
    }

    /// The button as samples show it.
    pub fn sample(purpose: PasskeyPurpose) -> Self {
        Self {
            purpose,
            csrf: "csrf-sample".to_owned(),
            fields: Vec::new(),
            remember: None,
            problem: None,
            script_href: String::new(),
            nonce: "nonce-sample".to_owned(),
        }
    }
}
