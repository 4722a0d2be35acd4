//! `GET /sign-in/through/{provider}`: off to a provider.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::accounts::limits::{self, Action, LimitError};
use crate::federation::{Purpose, Wish};
use crate::model::Prompt;
use crate::oauth::authorize::{Reason, ValidRequest};
use crate::web::error::PageError;
use crate::web::extract::{Query, Visitor};
use crate::web::pages::account_page::AccountPage;
use crate::web::pages::entrance::After;
use crate::web::pages::{Progress, html, progress};

use super::{leave_for, provider};

/// `GET /sign-in/through/{provider}`. A link, since it changes nothing: whoever follows it without wanting to can only sign in
/// as themselves, and only after the provider's own question.
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Path(slug): Path<String>,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| progress::failed(&visitor, error))?;
    let provider = provider(&visitor, &slug).await?;
    let page = query.get("to").and_then(AccountPage::from_name);
    let (after, hint, wish) = match query.get("txn") {
        Some(id) => {
            let progress = Progress::find(&mut visitor, id).await?;
            let request = match progress.request(&visitor).await {
                Ok(request) => request,
                Err(response) => return Ok(response),
            };
            let wish = wish(&visitor, &progress, &request);
            (progress.after(), request.login_hint.clone(), wish)
        }
        None => {
            let after = page.map_or(After::Home, After::Page);
            let wish = Wish {
                again: page.is_some(),
                ..Wish::default()
            };
            (after, None, wish)
        }
    };
    let hint = query.get("login_hint").map(str::to_owned).or(hint);
    let wish = Wish {
        login_hint: hint.as_deref(),
        ..wish
    };
    leave_for(
        &visitor,
        &provider,
        (Purpose::SignIn, &after.to_text()),
        wish,
    )
    .await
}

/// What an app wants of a provider: that the person is asked again, or was not long ago, and how sure it should be. An app that is
/// told `auth_time` gets it from the provider, which says it where it is asked for an age.
pub(in crate::web) fn wish(
    visitor: &Visitor,
    progress: &Progress,
    request: &ValidRequest,
) -> Wish<'static> {
    let again = matches!(
        progress.reason(),
        Some(Reason::PromptLogin | Reason::LoginTooOld)
    ) || request.wants(Prompt::Login);
    let longest = visitor.ctx.app().config.sessions.absolute_seconds;
    let told = request.auth_time_asked.then_some(longest);
    Wish {
        login_hint: None,
        again,
        max_age: request.max_age.or(told.filter(|_| !again)),
        level: request.acr.level(),
    }
}

/// Counts a sign-in that is kept until it is finished: anybody may begin one.
pub(super) async fn reserve(visitor: &Visitor) -> Result<(), PageError> {
    match limits::reserve(&visitor.ctx, Action::SignIn).await {
        Ok(_) => Ok(()),
        Err(LimitError::TooMany { retry_after }) => {
            let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
            Err(PageError::too_many(shell, retry_after))
        }
        Err(LimitError::Ephemeral(error)) => Err(progress::failed(visitor, error.into())),
    }
}

/// HEAD promises to change nothing, and this keeps a record.
pub(in crate::web) async fn head() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response()
}
