//! Every page in every state: what `/dev/pages` shows and tests look at. Nothing is rendered before it is asked for.

use askama::{DynTemplate, Template};

use super::shell::Shell;
use super::{
    AccountActivity, AccountApps, AccountConnections, AccountData, AccountEmail, AccountOverview,
    AccountPasskey, AccountPasskeyRemoval, AccountPasskeys, AccountPassword, AccountProfile,
    AccountSessions, CheckMail, Consent, ContinueOn, DeveloperMail, EmailNeeded, ErrorPage,
    FactorSetUp, ForgotPassword, FormPost, Home, MailCode, MailLink, MailSignIn, RecoveryCodes,
    ResetPassword, SecondFactor, SelectAccount, SetUp, SignIn, SignOut, SignUp, SignedOut,
    TwoFactor, VerifyEmail,
};

/// A state in a few words, and the page in it.
pub type Sample = (&'static str, Box<dyn DynTemplate>);

/// One page.
pub struct SampledPage {
    /// Its `data-page`.
    pub name: &'static str,
    /// Its states, in this frame.
    pub states: fn(&Shell) -> Vec<Sample>,
}

/// Pages that follow one another.
pub struct Journey {
    /// What they are for, in a few words.
    pub name: &'static str,
    /// The pages.
    pub pages: &'static [SampledPage],
}

const fn page(name: &'static str, states: fn(&Shell) -> Vec<Sample>) -> SampledPage {
    SampledPage { name, states }
}

fn boxed<T: Template + 'static>(samples: Vec<(&'static str, T)>) -> Vec<Sample> {
    samples
        .into_iter()
        .map(|(state, page)| (state, Box::new(page) as Box<dyn DynTemplate>))
        .collect()
}

fn passkeys(shell: &Shell) -> Vec<Sample> {
    let mut all = boxed(AccountPasskeys::samples(shell));
    all.extend(boxed(AccountPasskey::samples(shell)));
    all.extend(boxed(AccountPasskeyRemoval::samples(shell)));
    all
}

/// All there are. A page's samples are `/dev/pages/{name}/{0, 1, …}`.
pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "Signing in",
        pages: &[
            page("sign-in", |shell| boxed(SignIn::samples(shell))),
            page("select-account", |shell| {
                boxed(SelectAccount::samples(shell))
            }),
            page("mail-sign-in", |shell| boxed(MailSignIn::samples(shell))),
            page("mail-code", |shell| boxed(MailCode::samples(shell))),
            page("mail-link", |shell| boxed(MailLink::samples(shell))),
            page("second-factor", |shell| boxed(SecondFactor::samples(shell))),
            page("second-factor-set-up", |shell| {
                boxed(FactorSetUp::samples(shell))
            }),
            page("recovery-codes", |shell| {
                boxed(RecoveryCodes::samples(shell))
            }),
            page("verify-email-needed", |shell| {
                boxed(EmailNeeded::samples(shell))
            }),
        ],
    },
    Journey {
        name: "A new account",
        pages: &[
            page("sign-up", |shell| boxed(SignUp::samples(shell))),
            page("check-mail", |shell| boxed(CheckMail::samples(shell))),
            page("verify-email", |shell| boxed(VerifyEmail::samples(shell))),
            page("set-up", |shell| boxed(SetUp::samples(shell))),
        ],
    },
    Journey {
        name: "A forgotten password",
        pages: &[
            page("forgot-password", |shell| {
                boxed(ForgotPassword::samples(shell))
            }),
            page("reset-password", |shell| {
                boxed(ResetPassword::samples(shell))
            }),
        ],
    },
    Journey {
        name: "On to the app",
        pages: &[
            page("consent", |shell| boxed(Consent::samples(shell))),
            page("continue", |shell| boxed(ContinueOn::samples(shell))),
            page("form-post", |shell| boxed(FormPost::samples(shell))),
        ],
    },
    Journey {
        name: "One’s own account",
        pages: &[
            page("home", |shell| boxed(Home::samples(shell))),
            page("account", |shell| boxed(AccountOverview::samples(shell))),
            page("account-profile", |shell| {
                boxed(AccountProfile::samples(shell))
            }),
            page("account-email", |shell| boxed(AccountEmail::samples(shell))),
            page("account-password", |shell| {
                boxed(AccountPassword::samples(shell))
            }),
            page("account-two-factor", |shell| {
                boxed(TwoFactor::samples(shell))
            }),
            page("account-passkeys", passkeys),
            page("account-connections", |shell| {
                boxed(AccountConnections::samples(shell))
            }),
            page("account-sessions", |shell| {
                boxed(AccountSessions::samples(shell))
            }),
            page("account-apps", |shell| boxed(AccountApps::samples(shell))),
            page("account-activity", |shell| {
                boxed(AccountActivity::samples(shell))
            }),
            page("account-data", |shell| boxed(AccountData::samples(shell))),
        ],
    },
    Journey {
        name: "Signing out",
        pages: &[
            page("sign-out", |shell| boxed(SignOut::samples(shell))),
            page("signed-out", |shell| boxed(SignedOut::samples(shell))),
        ],
    },
    Journey {
        name: "When it cannot go on",
        pages: &[page("error", |shell| boxed(ErrorPage::samples(shell)))],
    },
    Journey {
        name: "While developing",
        pages: &[page("developer-mail", |shell| {
            boxed(DeveloperMail::samples(shell))
        })],
    },
];
