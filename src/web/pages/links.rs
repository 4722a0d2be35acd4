//! Links in mails. Opening one changes nothing, since mail scanners open them; the token leaves the URL for a cookie at once, and
//! the button of the page that is shown then does what the link is for.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::PasswordRefusal;
use crate::accounts::entry::{EntryError, find_link};
use crate::accounts::limits::LimitError;
use crate::model::{Link, LinkPurpose, Secret};
use crate::oauth::{OAuthError, Parameters};
use crate::web::error::PageError;
use crate::web::extract::Visitor;
use crate::web::view::ErrorKind;

use super::progress::failed;
use super::{entrance, html};

/// The parameter that names the invitation which was just opened. It is no secret: the cookie is.
pub(super) const INVITATION: &str = "invitation";

/// Takes the token out of the URL, if it is there: the browser keeps it, and goes on to the same page without it (F10).
pub(super) async fn arrived(
    visitor: &Visitor,
    query: &Parameters,
    path: &str,
    purposes: &[LinkPurpose],
) -> Result<Option<Response>, PageError> {
    let Some(token) = query.get("token") else {
        return Ok(None);
    };
    let token = Secret::new(token);
    let found = find_link(&visitor.ctx, purposes, &token).await;
    let found = found.map_err(|error| failed(visitor, error.into()))?;
    let link = found.ok_or_else(|| void(visitor))?;
    let base = visitor.ctx.issuer().base_path();
    // Whoever comes to the sign-up page by another way, and later, has not opened it: the cookie alone may be somebody else's plan.
    let which = match link.purpose {
        LinkPurpose::Invitation => format!("?{INVITATION}={}", link.id),
        LinkPurpose::VerifyEmail
        | LinkPurpose::ChangeEmail
        | LinkPurpose::ResetPassword
        | LinkPurpose::SignIn => String::new(),
    };
    let response = html::see_other(&format!("{base}{path}{which}"));
    let response = html::with_cookie(response, visitor.keep_link(&token));
    Ok(Some(html::with_cookie(response, visitor.greeting())))
}

/// The link that this browser opened, if it may still be used.
pub(super) async fn opened(
    visitor: &Visitor,
    purposes: &[LinkPurpose],
) -> Result<Option<Link>, PageError> {
    let Some(token) = visitor.kept_link() else {
        return Ok(None);
    };
    let found = find_link(&visitor.ctx, purposes, &token).await;
    found.map_err(|error| failed(visitor, error.into()))
}

/// The same, if it is the one that the form was shown for: another one may have been opened in another window.
pub(super) async fn confirmed(
    visitor: &Visitor,
    form: &Parameters,
    purposes: &[LinkPurpose],
) -> Result<Link, PageError> {
    let link = opened(visitor, purposes).await?;
    let shown = form.get("link").unwrap_or_default();
    link.filter(|link| link.id.to_string() == shown)
        .ok_or_else(|| void(visitor))
}

/// The one page for every link that does not work, whatever the reason.
pub(super) fn void(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::BAD_REQUEST,
        ErrorKind::LinkInvalid,
        "invalid_request",
    )
}

/// The page of a form that is not one of ours.
pub(super) fn form_expired(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::FORBIDDEN,
        ErrorKind::FormExpired,
        "invalid_request",
    )
}

/// There is no such page at this tenant.
pub(super) fn not_offered(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        StatusCode::NOT_FOUND,
        ErrorKind::NotFound,
        "not_found",
    )
}

/// The page of what no form shows.
pub(super) fn refused(visitor: &Visitor, error: EntryError) -> PageError {
    match error {
        EntryError::Void
        | EntryError::Taken
        | EntryError::WrongCode
        | EntryError::WrongPassword => void(visitor),
        EntryError::TooMany { retry_after }
        | EntryError::Password(PasswordRefusal::Limit(LimitError::TooMany { retry_after })) => {
            let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
            PageError::too_many(shell, retry_after)
        }
        EntryError::SignIn(refusal) => entrance::refused(visitor, refusal),
        EntryError::Storage(error) | EntryError::Password(PasswordRefusal::Storage(error)) => {
            failed(visitor, error.into())
        }
        EntryError::Lookup(error) => failed(visitor, error.into()),
        EntryError::Ephemeral(error)
        | EntryError::Password(PasswordRefusal::Limit(LimitError::Ephemeral(error))) => {
            failed(visitor, error.into())
        }
        error @ (EntryError::Overloaded(_) | EntryError::Password(_) | EntryError::Notify(_)) => {
            failed(visitor, OAuthError::unavailable(error))
        }
    }
}

/// Whether the pool for passwords is full, which a form tells beside its fields.
pub(super) const fn is_overloaded(error: &EntryError) -> bool {
    matches!(
        error,
        EntryError::Overloaded(_) | EntryError::Password(PasswordRefusal::Overloaded(_))
    )
}
