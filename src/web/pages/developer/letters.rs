//! `/dev/letters/…`: every mail as HTML and as text, and every text message.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::accounts::notify::house;
use crate::mail::{self, Letter, render};
use crate::web::extract::{Query, Visitor};

use super::look::Look;

/// Of a text message that is no mail.
const TEXT_MESSAGE: &str = "sms_code";
const ADDRESS: &str = "ada@example.com";
/// A mail is a foreign document with styles of its own, which loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The names of all of them, and whether there is HTML.
pub(super) fn names() -> impl Iterator<Item = (&'static str, bool)> {
    let mails = Letter::samples().into_iter();
    let mails = mails.map(|letter| (letter.name(), true));
    mails.chain(std::iter::once((TEXT_MESSAGE, false)))
}

/// `GET /dev/letters/{name}/{form}`
pub(in crate::web) async fn letter(
    visitor: Visitor,
    Path((name, form)): Path<(String, String)>,
    Query(query): Query,
) -> Response {
    let (ctx, texts) = (&visitor.ctx, visitor.texts);
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    if name == TEXT_MESSAGE && form == "text" {
        let message = mail::text_message(texts, &house(ctx), "271828");
        return (plain, message).into_response();
    }
    let letter = Letter::samples()
        .into_iter()
        .find(|letter| letter.name() == name);
    let Some(letter) = letter else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(mail) = render(texts, &house(ctx), ADDRESS, &letter) else {
        return crate::web::error::internal_plain();
    };
    match form.as_str() {
        "text" => (plain, mail.text).into_response(),
        "html" => {
            let look = Look::chosen(&query.unwrap_or_default());
            let html = look.map_or_else(|| mail.html.clone(), |look| look.answered(&mail.html));
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
            ];
            (headers, html).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
