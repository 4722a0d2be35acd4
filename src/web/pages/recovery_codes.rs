//! `/recovery-codes`: ten codes, shown once, and the file of them.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::accounts::factors::recovery;
use crate::model::Secret;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::view::{ErrorKind, RecoveryCodes};

use super::html;
use super::progress::failed;

/// The page that shows them. It is the answer to the form that made them, since nothing keeps them.
pub(super) fn show(visitor: &Visitor, codes: &[Secret], attempt: Option<&str>) -> Response {
    let page = RecoveryCodes {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::RecoveryCodes),
        csrf_done: visitor.csrf(FormId::FactorSetUp),
        codes: codes.iter().map(|code| code.expose().to_owned()).collect(),
        attempt: attempt.map(str::to_owned),
    };
    html::page(&page, None)
}

/// `POST /recovery-codes`: the codes of the page, as a file. Nothing is looked up and nothing is kept: they come from the
/// page's own form.
pub(in crate::web) async fn post(
    visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    let codes = recovery::reprinted(form.get("codes").unwrap_or_default());
    let ours = visitor.posted_from(FormId::RecoveryCodes, &form);
    let Some(codes) = codes.filter(|_| ours) else {
        let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
        return Err(PageError::new(
            shell,
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        ));
    };
    let house = &visitor.ctx.issuer().tenant().name;
    let title = visitor.texts.get("recovery-codes-title");
    let mut text = format!("{house}\r\n{title}\r\n\r\n");
    for code in &codes {
        text.push_str(code.expose());
        text.push_str("\r\n");
    }
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"recovery-codes.txt\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut response = text.into_response();
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
