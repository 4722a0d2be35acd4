//! `/dev/pages`: every page in every state.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::oauth::Parameters;
use crate::texts::Texts;
use crate::web::extract::{Query, Visitor};
use crate::web::pages::html;
use crate::web::view::{Gallery, JOURNEYS, Shell, Wish};

use super::letters;
use super::look::Look;

/// `GET /dev/pages`
pub(in crate::web) async fn gallery(visitor: Visitor, Query(query): Query) -> Response {
    let query = query.unwrap_or_default();
    let (shell, look) = frame(&visitor, &query);
    let lang = visitor.texts.lang();
    let asked = |lang: &str, look: Option<Look>| match look {
        Some(look) => format!("?ui_locales={lang}&scheme={}", look.name()),
        None => format!("?ui_locales={lang}"),
    };
    let wish = |name: &str, (its_lang, its_look): (&str, Option<Look>)| Wish {
        name: name.to_owned(),
        query: asked(its_lang, its_look),
        is_granted: (its_lang, its_look) == (lang, look),
    };
    let languages = Texts::supported().map(|tag| wish(tag, (tag, look)));
    let looks = Look::ALL.map(|each| wish(each.name(), (lang, Some(each))));
    let system = wish("as the system", (lang, None));
    let page = Gallery {
        languages: languages.collect(),
        looks: std::iter::once(system).chain(looks).collect(),
        query: asked(lang, look),
        letters: letters::names().collect(),
        shell,
    };
    html::page(&page, None)
}

/// `GET /dev/pages/{page}/{number}`
pub(in crate::web) async fn page(
    visitor: Visitor,
    Path((page, number)): Path<(String, usize)>,
    Query(query): Query,
) -> Response {
    let (shell, look) = frame(&visitor, &query.unwrap_or_default());
    let pages = JOURNEYS.iter().flat_map(|journey| journey.pages);
    let found = pages.filter(|sampled| sampled.name == page);
    let sample = found
        .flat_map(|sampled| (sampled.states)(&shell))
        .nth(number);
    let Some((_, sample)) = sample else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match sample.dyn_render() {
        Ok(text) => {
            let text = look.map_or_else(|| text.clone(), |look| look.answered(&text));
            html::response(StatusCode::OK, text, None)
        }
        Err(cause) => {
            tracing::error!(%cause, "a sample cannot be rendered");
            crate::web::error::internal_plain()
        }
    }
}

fn frame(visitor: &Visitor, query: &Parameters) -> (Shell, Option<Look>) {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    match Look::chosen(query) {
        Some(look) => (look.on(shell), Some(look)),
        None => (shell, None),
    }
}
