//! `/account/data`: a copy of everything, and leaving.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::accounts::{self, DeletionRefusal};
use crate::model::Secret;
use crate::oauth::OAuthError;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountData, AccountPasswordProblem, Done, ErrorKind, Leaving};

use super::fresh_proof::fresh_proof;
use super::password::told;

/// The name under which a browser saves the copy.
const FILE: &str = "attachment; filename=\"my-account.json\"";

/// `GET /account/data`
pub(in crate::web) async fn get(owner: Owner) -> Result<Response, Detour> {
    show(&owner, Vec::new(), StatusCode::OK).await
}

/// `POST /account/data/export`
pub(in crate::web) async fn export(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    owner.posted(FormId::Export, form)?;
    fresh_proof(&owner).await?;
    let (ctx, user) = (&owner.visitor.ctx, owner.signed_in.user.id);
    let held = accounts::export(ctx, user, &owner.visitor.browser()).await;
    let held = held.map_err(|error| owner.failed(error))?;
    let text = serde_json::to_string_pretty(&held.unwrap_or_default())
        .map_err(|error| owner.failed(OAuthError::internal(error)))?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(FILE)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

/// `POST /account/data/delete`
pub(in crate::web) async fn delete(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Deletion, form)?;
    fresh_proof(&owner).await?;
    let (visitor, user) = (&owner.visitor, &owner.signed_in.user);
    let browser = visitor.browser();
    // Beside the fresh sign-in, so that nobody does it in passing at somebody else's desk. Without a password the sign-in was
    // with more than one.
    if has_password(&owner).await? {
        let typed = Secret::new(form.get("current").unwrap_or_default());
        let confirmed = accounts::confirm_password(&visitor.ctx, user.id, &typed, &browser).await;
        if let Err(refusal) = confirmed {
            let (problem, status, wait) = told(&owner, refusal)?;
            let mut page = show(&owner, vec![problem], status).await?;
            if let Some(seconds) = wait {
                let headers = page.headers_mut();
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            return Ok(page);
        }
    }
    accounts::request_deletion(&visitor.ctx, user, &browser, visitor.texts)
        .await
        .map_err(|refusal| refused(&owner, refusal))?;
    Ok(owner.done(Done::DeletionScheduled))
}

/// `POST /account/data/keep`. No fresh sign-in is asked for: keeping an account harms nobody.
pub(in crate::web) async fn keep(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    owner.posted(FormId::Deletion, form)?;
    let (visitor, user) = (&owner.visitor, &owner.signed_in.user);
    accounts::cancel_deletion(&visitor.ctx, user, &visitor.browser(), visitor.texts)
        .await
        .map_err(|refusal| refused(&owner, refusal))?;
    Ok(owner.done(Done::DeletionCancelled))
}

fn refused(owner: &Owner, refusal: DeletionRefusal) -> Detour {
    match refusal {
        DeletionRefusal::LastAdministrator => {
            let (status, kind) = (StatusCode::CONFLICT, ErrorKind::LastAdministrator);
            owner.refused(status, kind, "last_administrator")
        }
        DeletionRefusal::NotHere => owner.refused(
            StatusCode::FORBIDDEN,
            ErrorKind::NotAllowed,
            "access_denied",
        ),
        DeletionRefusal::Storage(error) => owner.failed(error),
        DeletionRefusal::Lookup(error) => owner.failed(error),
        refusal @ DeletionRefusal::Notify(_) => owner.failed(OAuthError::unavailable(refusal)),
    }
}

async fn has_password(owner: &Owner) -> Result<bool, Detour> {
    let db = owner.visitor.ctx.db();
    let known = db.credentials_of(owner.signed_in.user.id).await;
    let known = known.map_err(|error| owner.failed(error))?;
    Ok(known.is_some_and(|known| known.password_hash.is_some()))
}

async fn show(
    owner: &Owner,
    problems: Vec<AccountPasswordProblem>,
    status: StatusCode,
) -> Result<Response, Detour> {
    let (ctx, texts) = (&owner.visitor.ctx, owner.visitor.texts);
    let leaving = match owner.signed_in.user.deletion_at {
        Some(at) => Leaving::Scheduled(texts.date(at)),
        None if ctx.issuer().tenant().settings.accounts.deletion => {
            Leaving::Possible(texts.date(accounts::deletion_day(ctx)))
        }
        None => Leaving::NotHere,
    };
    let page = AccountData {
        shell: owner.shell(),
        frame: owner.frame(),
        export_csrf: owner.csrf(FormId::Export),
        deletion_csrf: owner.csrf(FormId::Deletion),
        has_password: has_password(owner).await?,
        leaving,
        problems,
    };
    Ok(html::page_with_status(status, &page, None))
}
