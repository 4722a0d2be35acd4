//! The app's three pages.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode},
    response::{Html, IntoResponse, Response},
};

use super::{Problem, relying_party::SignedIn};

/// Nobody is signed in.
#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct Home<'a> {
    pub(super) issuer: &'a str,
}

/// Somebody is.
#[derive(Template)]
#[template(path = "signed_in.html")]
pub(super) struct Person {
    name: String,
    email: Option<String>,
    subject: String,
    claims: String,
    user_info: String,
    may_refresh: bool,
    form_token: String,
    answer: Option<Answer>,
}

/// What the API said.
struct Answer {
    status: u16,
    body: String,
}

/// Something went wrong.
#[derive(Template)]
#[template(path = "problem.html")]
pub(super) struct Trouble<'a> {
    pub(super) problem: &'a Problem,
}

impl Person {
    pub(super) fn new(person: &SignedIn, form_token: &str, answer: Option<&(u16, String)>) -> Self {
        let info = &person.user_info;
        let name = info
            .name()
            .and_then(|names| names.get(None))
            .map(|name| name.as_str().to_owned())
            .or_else(|| {
                info.preferred_username()
                    .map(|name| name.as_str().to_owned())
            });
        Self {
            name: name.unwrap_or_else(|| info.subject().as_str().to_owned()),
            email: info.email().map(|email| email.as_str().to_owned()),
            subject: info.subject().as_str().to_owned(),
            claims: person.id_token_claims(),
            user_info: serde_json::to_value(info)
                .map_or_else(|_| String::new(), |info| format!("{info:#}")),
            may_refresh: person.refresh_token.is_some(),
            form_token: form_token.to_owned(),
            answer: answer.map(|(status, body)| Answer {
                status: *status,
                body: indented(body),
            }),
        }
    }
}

/// JSON indented; anything else as it is.
fn indented(body: &str) -> String {
    serde_json::from_str::<serde_json::Value>(body)
        .map_or_else(|_| body.to_owned(), |json| format!("{json:#}"))
}

/// Renders a page.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            eprintln!("A page could not be rendered: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The headers of every answer: no scripts at all, styles from here only, forms to here and, when signing out, on to the issuer.
pub(super) fn guard(response: &mut Response, policy: &HeaderValue) {
    let headers = response.headers_mut();
    headers.insert("content-security-policy", policy.clone());
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        headers
            .entry(name)
            .or_insert_with(|| HeaderValue::from_static(value));
    }
}
