//! OpenID Connect Core §3.1.2.3, §3.1.2.4: may the request be answered now, or must the user be bothered, and why?
//!
//! One pure function over what is known. Each reason knows both the page it needs and the error it is under `prompt=none`.

use serde::{Deserialize, Serialize};

use crate::accounts::gate::Verdict;
use crate::clock::Timestamp;
use crate::model::{Login, LoginId, Prompt, Scope};
use crate::oauth::ErrorCode;

use super::ValidRequest;

/// Why the user must be bothered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Nobody is signed in here.
    NoLogin,
    /// The sign-in is longer ago than `max_age` allows.
    LoginTooOld,
    /// `prompt=login`.
    PromptLogin,
    /// `prompt=create`.
    PromptCreate,
    /// Somebody is signed in, but not the user of `id_token_hint`.
    WrongSubject,
    /// `prompt=select_account`.
    PromptSelectAccount,
    /// Several accounts are signed in and nothing says which.
    SeveralAccounts,
    /// A second factor is due: the tenant, the client or the request demands it.
    FactorDue,
    /// The user never allowed the client this much.
    ConsentMissing,
    /// `prompt=consent`.
    PromptConsent,
}

/// The page that a reason needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionPage {
    /// Sign in.
    SignIn,
    /// Make an account.
    SignUp,
    /// Choose an account.
    SelectAccount,
    /// Prove a second factor, or set one up.
    SecondFactor,
    /// Agree.
    Consent,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::NoLogin,
        Self::LoginTooOld,
        Self::PromptLogin,
        Self::PromptCreate,
        Self::WrongSubject,
        Self::PromptSelectAccount,
        Self::SeveralAccounts,
        Self::FactorDue,
        Self::ConsentMissing,
        Self::PromptConsent,
    ];

    /// The page that removes the reason.
    pub const fn page(self) -> InteractionPage {
        match self {
            Self::NoLogin | Self::LoginTooOld | Self::PromptLogin | Self::WrongSubject => {
                InteractionPage::SignIn
            }
            Self::PromptCreate => InteractionPage::SignUp,
            Self::PromptSelectAccount | Self::SeveralAccounts => InteractionPage::SelectAccount,
            Self::FactorDue => InteractionPage::SecondFactor,
            Self::ConsentMissing | Self::PromptConsent => InteractionPage::Consent,
        }
    }

    /// The error when no page may be shown. "login_required", "account_selection_required", "interaction_required", "consent_required":
    /// OpenID Connect Core §3.1.2.6
    pub const fn error(self) -> ErrorCode {
        match self {
            Self::NoLogin
            | Self::LoginTooOld
            | Self::PromptLogin
            | Self::PromptCreate
            | Self::WrongSubject => ErrorCode::LoginRequired,
            Self::PromptSelectAccount | Self::SeveralAccounts => {
                ErrorCode::AccountSelectionRequired
            }
            Self::FactorDue => ErrorCode::InteractionRequired,
            Self::ConsentMissing | Self::PromptConsent => ErrorCode::ConsentRequired,
        }
    }
}

/// What the user did already while this request was open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The login that was proven anew for this request.
    pub authenticated: Option<LoginId>,
    /// The account that was chosen.
    pub chosen: Option<LoginId>,
}

/// The verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Ask the user; the login is known when it is consent or a factor that is missing.
    Ask(Reason, Option<Login>),
    /// The user can never prove what is demanded.
    Unmet,
    /// Answer with a code for this login.
    Allow(Login),
}

/// What was agreed to before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// The operator's own application: nobody is asked.
    NotNeeded,
    /// What this user allowed this client, if anything.
    Consent(Option<Scope>),
}

/// Which login the request is about, and whether it is good enough.
pub fn choose_login<'a>(
    request: &ValidRequest,
    logins: &'a [Login],
    answers: &Answers,
    now: Timestamp,
) -> Result<&'a Login, Reason> {
    // "The value of create … indicates to the OpenID Provider that the client desires that the user be shown the account
    // creation UX rather than the login flow."  Initiating User Registration via OpenID Connect §4
    if request.wants(Prompt::Create) && answers.authenticated.is_none() {
        return Err(Reason::PromptCreate);
    }
    let login = named_login(request, logins, answers)?;
    let proven_now = answers.authenticated == Some(login.id);
    // "The Authorization Server SHOULD prompt the End-User for reauthentication."  OpenID Connect Core §3.1.2.1, prompt=login
    if request.wants(Prompt::Login) && !proven_now {
        return Err(Reason::PromptLogin);
    }
    // "If the elapsed time is greater than this value, the OP MUST attempt to actively re-authenticate the End-User."
    // OpenID Connect Core §3.1.2.1, max_age
    let age_allowed = request
        .max_age
        .is_none_or(|max_age| now.seconds() - login.proven_at.seconds() <= i64::from(max_age));
    // "its auth_time Claim … is REQUIRED"  OpenID Connect Core §2: of a login whose time nobody knows there is none.
    let is_told = !request.auth_time_asked || login.proven_at > Timestamp(0);
    if !(proven_now || age_allowed && is_told) {
        return Err(Reason::LoginTooOld);
    }
    Ok(login)
}

fn named_login<'a>(
    request: &ValidRequest,
    logins: &'a [Login],
    answers: &Answers,
) -> Result<&'a Login, Reason> {
    let of_id = |id: Option<LoginId>| logins.iter().find(|login| Some(login.id) == id);
    // "If the End-User identified by the ID Token is already logged in … the Authorization Server returns a positive
    // response; otherwise, it MUST return an error"  OpenID Connect Core §3.1.2.1, id_token_hint
    if let Some(subject) = &request.subject {
        let found = logins
            .iter()
            .find(|login| login.user.to_string() == *subject);
        return found.ok_or(if logins.is_empty() {
            Reason::NoLogin
        } else {
            Reason::WrongSubject
        });
    }
    if let Some(login) = of_id(answers.chosen.or(answers.authenticated)) {
        return Ok(login);
    }
    match logins {
        [] => Err(Reason::NoLogin),
        _ if request.wants(Prompt::SelectAccount) => Err(Reason::PromptSelectAccount),
        [only] => Ok(only),
        _ => Err(Reason::SeveralAccounts),
    }
}

/// Decides. `due` is what the gate says of the login, `remembered` is what was agreed to before by the user of the login that [`choose_login`] names.
pub fn decide(
    request: &ValidRequest,
    login: Result<&Login, Reason>,
    due: &Verdict,
    remembered: &Remembered,
) -> Decision {
    let login = match login {
        Ok(login) => login,
        Err(reason) => return Decision::Ask(reason, None),
    };
    match due {
        Verdict::Enough => {}
        Verdict::SecondFactor(_) | Verdict::Enrolment(_) => {
            return Decision::Ask(Reason::FactorDue, Some(login.clone()));
        }
        // "…the Authorization Server MUST treat that outcome as a failed authentication attempt."  OpenID Connect Core §5.5.1.1
        Verdict::Unreachable => return Decision::Unmet,
    }
    let reason = match remembered {
        Remembered::NotNeeded => None,
        // "The Authorization Server SHOULD prompt the End-User for consent"  OpenID Connect Core §3.1.2.1, prompt=consent
        Remembered::Consent(_) if request.wants(Prompt::Consent) => Some(Reason::PromptConsent),
        Remembered::Consent(Some(allowed)) if request.asked_of_user().is_subset_of(allowed) => None,
        Remembered::Consent(_) => Some(Reason::ConsentMissing),
    };
    match reason {
        Some(reason) => Decision::Ask(reason, Some(login.clone())),
        None => Decision::Allow(login.clone()),
    }
}
