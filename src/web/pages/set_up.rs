//! `/set-up`: the first administrator, by the link that the first start printed.

use axum::http::StatusCode;
use axum::response::Response;

use crate::administration::set_up::{self, FieldProblem, FirstAdministrator, SetUpRefusal};
use crate::model::Secret;
use crate::oauth::OAuthError;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::{ErrorKind, SetUp, SetUpProblem};

use super::progress::failed;
use super::{html, new_password};

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    username: String,
    email: String,
}

/// `GET /set-up?token=…`: the token leaves the URL for a cookie at once, as that of every link (F10); then the form. Both look, and
/// change nothing.
pub(in crate::web) async fn get(
    visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    let given = query.get("token").map(Secret::new);
    let kept = if given.is_none() {
        visitor.kept_link()
    } else {
        None
    };
    let Some(token) = given.as_ref().or(kept.as_ref()) else {
        return Err(invalid_link(&visitor));
    };
    match set_up::is_pending(&visitor.ctx, token).await {
        Ok(true) if given.is_some() => {
            let base = visitor.ctx.issuer().base_path();
            let response = html::see_other(&format!("{base}/set-up"));
            let response = html::with_cookie(response, visitor.keep_link(token));
            Ok(html::with_cookie(response, visitor.greeting()))
        }
        Ok(true) => Ok(show(&visitor, Typed::default(), Vec::new(), StatusCode::OK)),
        Ok(false) => Err(invalid_link(&visitor)),
        Err(refusal) => Err(failed(&visitor, OAuthError::unavailable(refusal))),
    }
}

/// `POST /set-up`
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let typed = Typed {
        username: text("username"),
        email: text("email"),
    };
    if !visitor.posted_from(FormId::SetUp, &form) {
        return Ok(show(
            &visitor,
            typed,
            vec![SetUpProblem::FormExpired],
            StatusCode::FORBIDDEN,
        ));
    }
    let person = FirstAdministrator {
        username: typed.username.clone(),
        email: typed.email.clone(),
        password: Secret::new(text("password")),
    };
    let token = visitor.kept_link().ok_or_else(|| invalid_link(&visitor))?;
    match set_up::redeem(&visitor.ctx, &token, person).await {
        Ok(user) => {
            tracing::info!(target: "audit", event = "account.created", tenant = %visitor.ctx.issuer().tenant_id(), %user, role = "admin");
            let response =
                html::see_other(&format!("{}/sign-in", visitor.ctx.issuer().base_path()));
            Ok(html::with_cookie(response, visitor.forget_link()))
        }
        Err(SetUpRefusal::Fields(problems)) => {
            let problems = problems.into_iter().map(shown).collect();
            Ok(show(
                &visitor,
                typed,
                problems,
                StatusCode::UNPROCESSABLE_ENTITY,
            ))
        }
        Err(SetUpRefusal::Link | SetUpRefusal::AlreadySetUp) => Err(invalid_link(&visitor)),
        Err(refusal @ SetUpRefusal::Failed(_)) => {
            Err(failed(&visitor, OAuthError::unavailable(refusal)))
        }
    }
}

const fn shown(problem: FieldProblem) -> SetUpProblem {
    match problem {
        FieldProblem::UsernameMissing => SetUpProblem::UsernameMissing,
        FieldProblem::UsernameInvalid => SetUpProblem::UsernameInvalid,
        FieldProblem::EmailInvalid => SetUpProblem::EmailInvalid,
        FieldProblem::Password(problem) => SetUpProblem::Password(problem),
    }
}

fn invalid_link(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::BAD_REQUEST,
        ErrorKind::SetUpLinkInvalid,
        "invalid_request",
    )
}

fn show(
    visitor: &Visitor,
    typed: Typed,
    problems: Vec<SetUpProblem>,
    status: StatusCode,
) -> Response {
    let scripted = new_password::Scripted::new(visitor);
    let page = SetUp {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::SetUp),
        username: typed.username,
        email: typed.email,
        new_password: scripted.field(visitor),
        problems,
    };
    html::with_cookie(scripted.page(status, &page, None), visitor.greeting())
}
