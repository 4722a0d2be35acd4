//! `/sign-in/link`: the page that a sign-in link opens, in the browser that asked for it.

use axum::response::Response;

use crate::accounts::entry::{self, is_from_this_browser, sign_in_by_link};
use crate::model::{Link, LinkPurpose};
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Query, Visitor};
use crate::web::view::MailLink;

use super::entrance::{self, entered};
use super::progress::failed;
use super::{html, links};

const PURPOSES: [LinkPurpose; 1] = [LinkPurpose::SignIn];

/// `GET /sign-in/link`: looks, and changes nothing.
pub(in crate::web) async fn get(
    mut visitor: Visitor,
    Query(query): Query,
) -> Result<Response, PageError> {
    let query = query.map_err(|error| failed(&visitor, error))?;
    if let Some(response) = links::arrived(&visitor, &query, "/sign-in/link", &PURPOSES).await? {
        return Ok(response);
    }
    let link = links::opened(&visitor, &PURPOSES)
        .await?
        .ok_or_else(|| links::void(&visitor))?;
    if !is_from_this_browser(&link, &visitor.browser()) {
        return Ok(show(&visitor, None, None));
    }
    let (_, source) = entrance::app_of(&mut visitor, entry::after(&link)).await;
    Ok(show(&visitor, Some(&link), source.as_deref()))
}

/// `POST /sign-in/link`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::MailLink, &form) {
        return Err(links::form_expired(&visitor));
    }
    let link = links::confirmed(&visitor, &form, &PURPOSES).await?;
    let (wanted, after) = entrance::wanted_after(&mut visitor, entry::after(&link)).await;
    let passed = sign_in_by_link(&visitor.ctx, &link, &visitor.browser(), wanted).await;
    let passed = passed.map_err(|error| links::refused(&visitor, error))?;
    let response = entered(&mut visitor, passed, &after).await;
    Ok(html::with_cookie(response, visitor.forget_link()))
}

fn show(visitor: &Visitor, link: Option<&Link>, form_action: Option<&str>) -> Response {
    let page = MailLink {
        shell: html::shell(visitor.ctx.issuer(), visitor.texts),
        csrf: visitor.csrf(FormId::MailLink),
        link: link.map(|link| link.id.to_string()),
        address: link.map(|link| link.address.clone()).unwrap_or_default(),
    };
    let response = html::page(&page, form_action);
    html::with_cookie(response, visitor.greeting())
}
