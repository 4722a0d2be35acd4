//! `/account/password`: another password, or a first one.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::accounts::change_password;
use crate::accounts::limits::LimitError;
use crate::accounts::{ChangeRefusal, NewPasswordChoice, PasswordRefusal, SignInRefusal};
use crate::model::Secret;
use crate::oauth::OAuthError;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::html;
use crate::web::pages::new_password::Scripted;
use crate::web::view::{AccountPassword, AccountPasswordProblem, Done};

use super::fresh_proof::fresh_proof;

/// `GET /account/password`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    show(&owner, Vec::new(), StatusCode::OK).await
}

/// `GET /.well-known/change-password`: where programs send people ("A Well-Known URL for Changing Passwords").
pub(in crate::web) async fn well_known(
    crate::web::extract::Ctx(ctx): crate::web::extract::Ctx,
) -> Response {
    html::see_other(&format!("{}/account/password", ctx.issuer().base_path()))
}

/// `POST /account/password`
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Password, form)?;
    fresh_proof(&owner).await?;
    let choice = NewPasswordChoice {
        current: Secret::new(form.get("current").unwrap_or_default()),
        new: Secret::new(form.get("password").unwrap_or_default()),
    };
    let whose = (owner.signed_in.user.id, owner.signed_in.login.id);
    let (visitor, browser) = (&owner.visitor, owner.visitor.browser());
    match change_password(&visitor.ctx, whose, &choice, &browser, visitor.texts).await {
        Ok(session) => {
            let response = owner.done(Done::PasswordChanged);
            Ok(html::with_cookie(
                response,
                visitor.session_cookie(&session),
            ))
        }
        Err(refusal) => refused(&owner, refusal).await,
    }
}

async fn refused(owner: &Owner, refusal: ChangeRefusal) -> Result<Response, Detour> {
    let (problem, status, wait) = match refusal {
        ChangeRefusal::Current(refusal) => told(owner, refusal)?,
        ChangeRefusal::New(PasswordRefusal::Problem(problem)) => {
            let problem = AccountPasswordProblem::New(problem);
            (problem, StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        ChangeRefusal::New(PasswordRefusal::Overloaded(_)) => busy(),
        ChangeRefusal::New(PasswordRefusal::Limit(LimitError::TooMany { retry_after })) => (
            AccountPasswordProblem::TooManyTries,
            StatusCode::TOO_MANY_REQUESTS,
            Some(retry_after),
        ),
        ChangeRefusal::New(PasswordRefusal::Limit(LimitError::Ephemeral(error))) => {
            return Err(owner.failed(error));
        }
        ChangeRefusal::Meanwhile => (
            AccountPasswordProblem::Meanwhile,
            StatusCode::CONFLICT,
            None,
        ),
        ChangeRefusal::New(PasswordRefusal::Storage(error)) | ChangeRefusal::Storage(error) => {
            return Err(owner.failed(error));
        }
        refusal @ (ChangeRefusal::New(PasswordRefusal::Hashing) | ChangeRefusal::Notify(_)) => {
            return Err(owner.failed(OAuthError::unavailable(refusal)));
        }
    };
    let mut response = show(owner, vec![problem], status).await?;
    if let Some(seconds) = wait {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// What a person is told who did not prove their password.
pub(super) type Told = (AccountPasswordProblem, StatusCode, Option<u32>);

const fn busy() -> Told {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    (AccountPasswordProblem::Busy, status, Some(2))
}

/// Why the current password was not taken, or the page of a failure.
pub(super) fn told(owner: &Owner, refusal: SignInRefusal) -> Result<Told, Detour> {
    match refusal {
        SignInRefusal::TooMany { retry_after } => Ok((
            AccountPasswordProblem::TooManyTries,
            StatusCode::TOO_MANY_REQUESTS,
            Some(retry_after),
        )),
        SignInRefusal::Overloaded(_) => Ok(busy()),
        SignInRefusal::Storage(error) => Err(owner.failed(error)),
        SignInRefusal::Ephemeral(error) => Err(owner.failed(error)),
        SignInRefusal::Lookup(error) => Err(owner.failed(error)),
        refusal @ SignInRefusal::Notify(_) => Err(owner.failed(OAuthError::unavailable(refusal))),
        _ => Ok((
            AccountPasswordProblem::CurrentWrong,
            StatusCode::UNPROCESSABLE_ENTITY,
            None,
        )),
    }
}

async fn show(
    owner: &Owner,
    problems: Vec<AccountPasswordProblem>,
    status: StatusCode,
) -> Result<Response, Detour> {
    let known = owner.visitor.ctx.db();
    let known = known.credentials_of(owner.signed_in.user.id).await;
    let known = known.map_err(|error| owner.failed(error))?;
    let scripted = Scripted::new(&owner.visitor);
    let page = AccountPassword {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Password),
        username: owner.signed_in.user.username.clone(),
        has_password: known.is_some_and(|known| known.password_hash.is_some()),
        new_password: scripted.field(&owner.visitor),
        problems,
    };
    Ok(scripted.page(status, &page, None))
}
