//! `/sign-up/through`: what is missing for an account of somebody for whom a provider vouched.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use crate::accounts::elsewhere::{ArrivalRefusal, Completed, Incomplete, complete, incomplete};
use crate::accounts::entry::{NewPerson, asked_claims};
use crate::model::Secret;
use crate::oauth::Parameters;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::pages::entrance::{self, After, entered};
use crate::web::pages::forgot_password::mail_sent;
use crate::web::pages::sign_up::{person, text, waited_for};
use crate::web::pages::{html, progress};
use crate::web::view::{AskedClaim, MailKind, SignUp, SignUpElsewhere, SignUpFormProblem};

use super::arrival_refused;

/// `GET /sign-up/through?attempt=…`
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| progress::failed(&visitor, error))?;
    let name = Secret::new(query.get("attempt").unwrap_or_default());
    let waiting = waiting(&visitor, &name).await?;
    Ok(show(
        &mut visitor,
        &name,
        &waiting,
        None,
        (Vec::new(), StatusCode::OK),
    )
    .await)
}

/// `POST /sign-up/through`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| progress::failed(&visitor, error))?;
    let name = Secret::new(form.get("attempt").unwrap_or_default());
    let waiting = waiting(&visitor, &name).await?;
    if !visitor.posted_from(FormId::SignUp, &form) {
        let problem = (vec![SignUpFormProblem::FormExpired], StatusCode::FORBIDDEN);
        return Ok(show(&mut visitor, &name, &waiting, Some(&form), problem).await);
    }
    // No password is asked for here, and none is taken.
    let person = NewPerson {
        password: Secret::new(""),
        ..person(&visitor, &form)
    };
    let email = if waiting.email_is_proven {
        waiting.email.clone()
    } else {
        person.email.clone()
    };
    let (wanted, after) = entrance::wanted_after(&mut visitor, &waiting.after).await;
    let browser = visitor.browser();
    let asking = (&browser, visitor.texts);
    match complete(&visitor.ctx, &name, person, asking, wanted).await {
        Ok(Completed::In(passed)) => Ok(entered(&mut visitor, *passed, &after).await),
        Ok(Completed::MailSent) => Ok(mail_sent(&visitor, MailKind::SignUp, email)),
        Err(ArrivalRefusal::Problems(problems)) => {
            let problems = problems.into_iter().map(SignUpFormProblem::Typed).collect();
            let shown = (problems, StatusCode::UNPROCESSABLE_ENTITY);
            Ok(show(&mut visitor, &name, &waiting, Some(&form), shown).await)
        }
        Err(refusal) => Err(arrival_refused(&visitor, refusal, &after)),
    }
}

async fn waiting(visitor: &Visitor, name: &Secret) -> Result<Incomplete, PageError> {
    let waiting = incomplete(&visitor.ctx, name, &visitor.browser()).await;
    waiting.map_err(|refusal| arrival_refused(visitor, refusal, ""))
}

async fn show(
    visitor: &mut Visitor,
    name: &Secret,
    waiting: &Incomplete,
    typed: Option<&Parameters>,
    (problems, status): (Vec<SignUpFormProblem>, StatusCode),
) -> Response {
    let (app, source) = entrance::app_of(visitor, &waiting.after).await;
    let known = |field: &str| match (typed, field) {
        (Some(form), field) => text(form, field),
        (None, field) => waiting
            .profile
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
    };
    let policy = &visitor.ctx.issuer().tenant().settings.sign_up;
    let claims = asked_claims(policy)
        .map(|(name, required)| AskedClaim {
            name,
            required,
            value: known(name),
        })
        .collect();
    let page = SignUp {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SignUp),
        txn: waited_for(After::from_text(&waiting.after), app.as_ref()),
        app,
        invitation: None,
        elsewhere: Some(SignUpElsewhere {
            attempt: name.expose().to_owned(),
            provider: waiting.provider.clone(),
            email_is_proven: waiting.email_is_proven,
        }),
        username: typed.map_or_else(|| waiting.username.clone(), |form| text(form, "username")),
        email: match typed {
            Some(form) if !waiting.email_is_proven => text(form, "email"),
            _ => waiting.email.clone(),
        },
        new_password: None,
        claims,
        problems,
    };
    html::with_cookie(
        html::page_with_status(status, &page, source.as_deref()),
        visitor.greeting(),
    )
}
