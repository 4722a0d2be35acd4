//! `/sign-up`: a new account, for whoever may come.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};

use crate::accounts::entry::{
    NewPerson, SignUpRefusal, accept_invitation, asked_claims, may_sign_up, sign_up,
};
use crate::model::{Link, LinkPurpose, Secret};
use crate::oauth::Parameters;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{AskedClaim, AskingApp, MailKind, SignUp, SignUpFormProblem};

use super::entrance::{self, After, entered};
use super::forgot_password::mail_sent;
use super::progress::failed;
use super::{html, links, new_password};

const PURPOSES: [LinkPurpose; 1] = [LinkPurpose::Invitation];
/// What is typed into one field is shown again up to so many characters.
const LONGEST: usize = 1000;

/// `GET /sign-up`
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    if let Some(response) = links::arrived(&visitor, &query, "/sign-up", &PURPOSES).await? {
        return Ok(response);
    }
    let invitation = invitation(&visitor, &query).await?;
    Ok(show(
        visitor,
        &query,
        invitation.as_ref(),
        (Vec::new(), StatusCode::OK),
    )
    .await)
}

/// `POST /sign-up`: one answer for every address.
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    let invitation = match form.get("link") {
        Some(_) => Some(links::confirmed(&visitor, &form, &PURPOSES).await?),
        None => None,
    };
    if invitation.is_none() && !is_open(&visitor) {
        return Err(links::not_offered(&visitor));
    }
    if !visitor.posted_from(FormId::SignUp, &form) {
        let problem = (vec![SignUpFormProblem::FormExpired], StatusCode::FORBIDDEN);
        return Ok(show(visitor, &form, invitation.as_ref(), problem).await);
    }
    let person = person(&visitor, &form);
    let email = person.email.clone();
    let (wanted, after) = entrance::wanted_after(&mut visitor, &after(&form).to_text()).await;
    let (ctx, browser) = (&visitor.ctx, visitor.browser());
    let done = match &invitation {
        Some(link) => accept_invitation(ctx, link, person, &browser, wanted)
            .await
            .map(Some),
        None => sign_up(ctx, person, &browser, &after, visitor.texts)
            .await
            .map(|()| None),
    };
    match done {
        Ok(Some(passed)) => {
            let response = entered(&mut visitor, passed, &after).await;
            Ok(html::with_cookie(response, visitor.forget_link()))
        }
        Ok(None) => Ok(mail_sent(&visitor, MailKind::SignUp, email)),
        Err(SignUpRefusal::Problems(problems)) => {
            let problems = problems.into_iter().map(SignUpFormProblem::Typed).collect();
            let shown = (problems, StatusCode::UNPROCESSABLE_ENTITY);
            Ok(show(visitor, &form, invitation.as_ref(), shown).await)
        }
        Err(SignUpRefusal::Entry(error)) if links::is_overloaded(&error) => {
            let shown = (
                vec![SignUpFormProblem::Busy],
                StatusCode::SERVICE_UNAVAILABLE,
            );
            let mut response = show(visitor, &form, invitation.as_ref(), shown).await;
            html::retry_after(&mut response, 2);
            Ok(response)
        }
        Err(SignUpRefusal::Closed) => Err(links::not_offered(&visitor)),
        Err(SignUpRefusal::Entry(error)) => Err(links::refused(&visitor, error)),
    }
}

/// The invitation that this browser has just opened, if any; without one the tenant has to be open.
async fn invitation(visitor: &Visitor, query: &Parameters) -> Result<Option<Link>, PageError> {
    let link = match query.get(links::INVITATION) {
        Some(named) => links::opened(visitor, &PURPOSES)
            .await?
            .filter(|link| link.id.to_string() == named),
        None => None,
    };
    if link.is_none() && !is_open(visitor) {
        return Err(links::not_offered(visitor));
    }
    Ok(link)
}

/// Whether anybody may come with a password. Where passwords sign nobody in, accounts are made by way of providers.
fn is_open(visitor: &Visitor) -> bool {
    let settings = &visitor.ctx.issuer().tenant().settings;
    settings.sign_in.passwords && may_sign_up(&settings.sign_up)
}

fn after(parameters: &Parameters) -> After {
    let txn = parameters.get("txn").map(str::to_owned);
    txn.map_or(After::Home, After::Request)
}

/// What is typed into a field of the form, to be shown again.
pub(super) fn text(form: &Parameters, name: &str) -> String {
    let typed = form.get(name).unwrap_or_default().trim();
    typed.chars().take(LONGEST).collect()
}

/// Who the form is about. No other field of it is read.
pub(super) fn person(visitor: &Visitor, form: &Parameters) -> NewPerson {
    let mut profile = Map::new();
    for (name, _) in asked_claims(&visitor.ctx.issuer().tenant().settings.sign_up) {
        let value = text(form, name);
        if !value.is_empty() {
            profile.insert(name.to_owned(), Value::from(value));
        }
    }
    NewPerson {
        username: text(form, "username"),
        email: text(form, "email"),
        password: Secret::new(form.get("password").unwrap_or_default()),
        profile,
    }
}

/// The request that the form goes on with. One that is gone is not waited for.
pub(super) fn waited_for(after: After, app: Option<&AskingApp>) -> Option<String> {
    match after {
        After::Request(id) => app.map(|_| id),
        After::Page(_) | After::Home => None,
    }
}

async fn show(
    mut visitor: Visitor,
    typed: &Parameters,
    invitation: Option<&Link>,
    (problems, status): (Vec<SignUpFormProblem>, StatusCode),
) -> Response {
    let after = after(typed);
    let (app, source) = entrance::app_of(&mut visitor, &after.to_text()).await;
    let policy = &visitor.ctx.issuer().tenant().settings.sign_up;
    let claims = asked_claims(policy)
        .map(|(name, required)| AskedClaim {
            name,
            required,
            value: text(typed, name),
        })
        .collect();
    let scripted = new_password::Scripted::new(&visitor);
    let page = SignUp {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SignUp),
        txn: waited_for(after, app.as_ref()),
        app,
        invitation: invitation.map(|link| link.id.to_string()),
        username: text(typed, "username"),
        email: invitation.map_or_else(
            || text(typed, "email"),
            |link| link.detail("email").to_owned(),
        ),
        elsewhere: None,
        new_password: Some(scripted.field(&visitor)),
        claims,
        problems,
    };
    let response = scripted.page(status, &page, source.as_deref());
    html::with_cookie(response, visitor.greeting()).into_response()
}
