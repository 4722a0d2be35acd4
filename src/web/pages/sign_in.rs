//! `/sign-in`: username or address, and password.

use axum::http::StatusCode;
use axum::http::header;
use axum::response::Response;

use crate::accounts::entry::may_sign_up;
use crate::accounts::gate::Wanted;
use crate::accounts::{SignInAttempt, SignInRefusal, sign_in};
use crate::federation::{Purpose, Wish};
use crate::model::{Provider, Secret};
use crate::oauth::authorize::{Reason, ValidRequest};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{OtherWays, SignIn, SignInProblem, SignInReason};

use super::account_page::AccountPage;
use super::entrance::{self, After, entered};
use super::{Progress, html, passkeys, people, through};

/// `GET /sign-in`, on the way to an app or for its own sake.
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| super::progress::failed(&visitor, error))?;
    let waiting = match Waiting::find(&mut visitor, query.get("txn")).await? {
        Ok(waiting) => waiting,
        Err(response) => return Ok(response),
    };
    let login = match &waiting {
        None => known_login(&visitor, &back_to(&query)).await,
        Some(waiting) => waiting.suggested_login(&visitor).await,
    };
    show(
        &visitor,
        waiting.as_ref(),
        Shown {
            login: &login,
            to: back_to(&query),
            passkey: query.get("passkey"),
            problems: Vec::new(),
            status: StatusCode::OK,
        },
    )
    .await
}

/// `POST /sign-in`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| super::progress::failed(&visitor, error))?;
    let waiting = match Waiting::find(&mut visitor, form.get("txn")).await? {
        Ok(waiting) => waiting,
        Err(response) => return Ok(response),
    };
    let typed = form
        .get("login")
        .unwrap_or_default()
        .chars()
        .take(254)
        .collect::<String>();
    if let Some(response) = elsewhere(&visitor, waiting.as_ref(), &form, &typed).await? {
        return Ok(response);
    }
    let problems = problems_of(&visitor, &form);
    if let Some((problem, status)) = problems.first().copied() {
        let all = problems.iter().map(|(problem, _)| *problem).collect();
        tracing::debug!(?problem, "the sign-in form is incomplete");
        let shown = Shown {
            login: &typed,
            to: back_to(&form),
            passkey: None,
            problems: all,
            status,
        };
        return show(&visitor, waiting.as_ref(), shown).await;
    }
    let attempt = SignInAttempt {
        login: typed.clone(),
        password: Secret::new(form.get("password").unwrap_or_default()),
    };
    let (wanted, after) = Waiting::aim(waiting.as_ref(), &form);
    match sign_in(&visitor.ctx, &attempt, &visitor.browser(), wanted).await {
        Ok(passed) => Ok(entered(&mut visitor, passed, &after).await),
        Err(refusal) => {
            let (problem, status, retry_after) = told(&visitor, refusal)?;
            let shown = Shown {
                login: &typed,
                to: back_to(&form),
                passkey: None,
                problems: vec![problem],
                status,
            };
            let mut page = show(&visitor, waiting.as_ref(), shown).await?;
            if let Some(seconds) = retry_after {
                page.headers_mut()
                    .insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(page)
        }
    }
}

/// Whoever has an address at a domain of a provider's people goes there, whatever else was typed (home realm discovery).
async fn elsewhere(
    visitor: &Visitor,
    waiting: Option<&Waiting>,
    form: &Parameters,
    typed: &str,
) -> Result<Option<Response>, PageError> {
    if !visitor.posted_from(FormId::SignIn, form) {
        return Ok(None);
    }
    let usable = through::usable(visitor).await;
    let usable = usable.map_err(|error| super::progress::failed(visitor, error))?;
    let Some(provider) = through::by_address(&usable, typed) else {
        return Ok(None);
    };
    let (_, after) = Waiting::aim(waiting, form);
    let wish = match waiting {
        Some(waiting) => through::wish(visitor, &waiting.progress, &waiting.request),
        None => Wish {
            again: matches!(back_to(form), After::Page(_)),
            ..Wish::default()
        },
    };
    let wish = Wish {
        login_hint: Some(typed.trim()),
        ..wish
    };
    let aim = (Purpose::SignIn, after.as_str());
    let response = through::leave_for(visitor, provider, aim, wish).await?;
    Ok(Some(response))
}

/// What is wrong with the form before any password is looked at.
fn problems_of(visitor: &Visitor, form: &Parameters) -> Vec<(SignInProblem, StatusCode)> {
    // A form of another site, another browser or another page: nobody is signed in by it (login CSRF).
    if !visitor.posted_from(FormId::SignIn, form) {
        return vec![(SignInProblem::FormExpired, StatusCode::FORBIDDEN)];
    }
    let mut problems = Vec::new();
    if form
        .get("login")
        .is_none_or(|login| login.trim().is_empty())
    {
        problems.push((
            SignInProblem::LoginMissing,
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    let policy = &visitor.ctx.issuer().tenant().settings.sign_in;
    if !policy.passwords {
        // Nobody has a password here, and nobody's address leads to a provider.
        problems.push((SignInProblem::NoProvider, StatusCode::UNPROCESSABLE_ENTITY));
    } else if form.get("password").is_none() {
        problems.push((
            SignInProblem::PasswordMissing,
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    problems
}

fn told(
    visitor: &Visitor,
    refusal: SignInRefusal,
) -> Result<(SignInProblem, StatusCode, Option<u32>), PageError> {
    let error: OAuthError = match refusal {
        SignInRefusal::Wrong => {
            return Ok((
                SignInProblem::Rejected,
                StatusCode::UNPROCESSABLE_ENTITY,
                None,
            ));
        }
        SignInRefusal::TooMany { retry_after } => {
            return Ok((
                SignInProblem::TooManyTries,
                StatusCode::TOO_MANY_REQUESTS,
                Some(retry_after),
            ));
        }
        SignInRefusal::Over | SignInRefusal::NoFactor => {
            return Err(entrance::refused(visitor, refusal));
        }
        SignInRefusal::Overloaded(_) => {
            return Ok((
                SignInProblem::Busy,
                StatusCode::SERVICE_UNAVAILABLE,
                Some(2),
            ));
        }
        SignInRefusal::Notify(error) => OAuthError::internal(error),
        SignInRefusal::Storage(error) => error.into(),
        SignInRefusal::Ephemeral(error) => error.into(),
        SignInRefusal::Lookup(error) => error.into(),
    };
    Err(super::progress::failed(visitor, error))
}

/// The name of whoever has to prove themselves again for a page of their account.
async fn known_login(visitor: &Visitor, to: &After) -> String {
    let After::Page(_) = to else {
        return String::new();
    };
    let logins = visitor.logins().await.unwrap_or_default();
    match logins.as_slice() {
        [only] => only.user.username.clone(),
        _ => String::new(),
    }
}

/// Where somebody goes who came for a page of their account.
fn back_to(parameters: &Parameters) -> After {
    parameters
        .get("to")
        .and_then(AccountPage::from_name)
        .map_or(After::Home, After::Page)
}

/// The request on whose way somebody signs in.
pub(super) struct Waiting {
    progress: Progress,
    request: ValidRequest,
}

impl Waiting {
    /// The request that a form or URL names, if it names one; a response when it cannot go on.
    pub(super) async fn find(
        visitor: &mut Visitor,
        id: Option<&str>,
    ) -> Result<Result<Option<Self>, Response>, PageError> {
        let Some(id) = id else { return Ok(Ok(None)) };
        let progress = Progress::find(visitor, id).await?;
        Ok(progress
            .request(visitor)
            .await
            .map(|request| Some(Self { progress, request })))
    }

    /// What a sign-in by that form is for, and what comes after it.
    pub(super) fn aim(waiting: Option<&Self>, form: &Parameters) -> (Wanted, String) {
        match waiting {
            Some(waiting) => {
                let after = waiting.progress.after().to_text();
                (waiting.request.acr.wanted(after.clone()), after)
            }
            None => {
                let after = back_to(form).to_text();
                let wanted = Wanted {
                    after: after.clone(),
                    ..Wanted::default()
                };
                (wanted, after)
            }
        }
    }

    /// What to fill in: the hint of the request, or the name of the user who has to prove themselves again.
    async fn suggested_login(&self, visitor: &Visitor) -> String {
        if let Some(hint) = &self.request.login_hint {
            return hint.clone();
        }
        let logins = visitor.logins().await.unwrap_or_default();
        let again = match (
            &self.request.subject,
            self.progress.reason(),
            logins.as_slice(),
        ) {
            (Some(subject), _, known) => known
                .iter()
                .find(|known| known.user.id.to_string() == *subject),
            (None, Some(Reason::LoginTooOld | Reason::PromptLogin), [only]) => Some(only),
            (None, _, _) => None,
        };
        again.map_or_else(String::new, |known| known.user.username.clone())
    }
}

/// What the page shows of an attempt.
struct Shown<'a> {
    login: &'a str,
    to: After,
    /// What was wrong with a passkey.
    passkey: Option<&'a str>,
    problems: Vec<SignInProblem>,
    status: StatusCode,
}

async fn show(
    visitor: &Visitor,
    waiting: Option<&Waiting>,
    shown: Shown<'_>,
) -> Result<Response, PageError> {
    let others = visitor
        .logins()
        .await
        .map_err(|error| super::progress::failed(visitor, error))?;
    let target = waiting.map(|waiting| &waiting.request.target);
    let again = matches!(shown.to, After::Page(_)) && !others.is_empty();
    let txn = waiting.map(|waiting| waiting.progress.id().to_owned());
    let to = match shown.to {
        After::Page(page) => Some(page.name()),
        After::Request(_) | After::Home => None,
    };
    let usable = through::usable(visitor)
        .await
        .map_err(|error| super::progress::failed(visitor, error))?;
    let fields = [("txn", txn.clone()), ("to", to.map(str::to_owned))];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let page = SignIn {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SignIn),
        txn,
        to,
        passkey: passkeys::sign_in_button(visitor, fields.collect(), shown.passkey),
        app: target.map(|target| people::asking_app(&target.client, &target.redirect_uri)),
        login: shown.login.to_owned(),
        reason: match waiting {
            Some(waiting) => waiting.progress.reason().and_then(told_reason),
            None => again.then_some(SignInReason::OwnAccount),
        },
        problems: shown.problems,
        other_accounts: waiting.is_some() && !others.is_empty(),
        ways: ways(visitor, &usable),
        providers: through::buttons(&usable),
    };
    let source = target.and_then(|target| target.redirect_uri.form_action_source());
    let nonce = page.passkey.as_ref().map(|button| button.nonce.as_str());
    let response = html::page_with_script(shown.status, &page, nonce, source.as_deref());
    Ok(html::with_cookie(response, visitor.greeting()))
}

/// What this tenant offers.
fn ways(visitor: &Visitor, usable: &[Provider]) -> OtherWays {
    let settings = &visitor.ctx.issuer().tenant().settings;
    let has_domains = |provider: &Provider| !provider.settings.domains.is_empty();
    OtherWays {
        password: settings.sign_in.passwords,
        address: usable.iter().any(has_domains),
        mail: settings.sign_in.mail_link || settings.sign_in.mail_code,
        sign_up: settings.sign_in.passwords && may_sign_up(&settings.sign_up),
    }
}

const fn told_reason(reason: Reason) -> Option<SignInReason> {
    match reason {
        Reason::LoginTooOld => Some(SignInReason::LoginTooOld),
        Reason::PromptLogin => Some(SignInReason::PromptLogin),
        Reason::WrongSubject => Some(SignInReason::WrongSubject),
        Reason::NoLogin
        | Reason::FactorDue
        | Reason::PromptCreate
        | Reason::PromptSelectAccount
        | Reason::SeveralAccounts
        | Reason::ConsentMissing
        | Reason::PromptConsent => None,
    }
}
