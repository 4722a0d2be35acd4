//! Lists by pages: so many items, and a cursor where more follow. A cursor says where a page ended, so that what is added or removed
//! meanwhile moves nothing.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::IntoParams;

use crate::oauth::Parameters;
use crate::web::error::{FieldError, Problem, ProblemKind};
use crate::web::extract::Query;

/// So many items without a `limit`.
const USUAL: u64 = 50;
/// And so many at most.
const MOST: u64 = 100;

/// Which page, for the document.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(super) struct PageQuery {
    /// How many items, at most 100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// `next_cursor` of the page before; the first page without.
    cursor: Option<String>,
}

/// Which page is wanted.
pub(super) struct PageWish {
    /// How many items.
    pub(super) limit: u64,
    /// Where the page before ended.
    pub(super) after: Option<String>,
    rest: Parameters,
}

impl PageWish {
    /// Reads `limit` and `cursor`; besides them only what `known` names may be asked, once each.
    pub(super) fn read(query: Query, known: &[&str]) -> Result<Self, Problem> {
        let Query(query) = query;
        let query = query.map_err(|_| Problem::new(ProblemKind::InvalidQuery))?;
        let is_known = |name: &str| ["limit", "cursor"].contains(&name) || known.contains(&name);
        if query.any_repeated() || !query.names().all(is_known) {
            return Err(wrong(
                "",
                "the endpoint takes each of its parameters once, and no others",
            ));
        }
        let limit = match query.get("limit") {
            None => USUAL,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=MOST).contains(limit))
                .ok_or_else(|| wrong("/limit", "this is a number from 1 to 100"))?,
        };
        let after = query.get("cursor").map(|text| {
            let place = URL_SAFE_NO_PAD.decode(text).ok();
            let place = place.and_then(|place| String::from_utf8(place).ok());
            // PostgreSQL has no U+0000 in a text and fails when asked for what follows one.
            let place = place.filter(|place| !place.contains('\0'));
            place.ok_or_else(no_cursor)
        });
        Ok(Self {
            limit,
            after: after.transpose()?,
            rest: query,
        })
    }

    /// What else was asked.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.rest.get(name)
    }

    /// One row more than the page has says that there is another page.
    pub(super) const fn one_more(&self) -> u64 {
        self.limit + 1
    }

    /// The page of what was found, as an answer. `place` says where an item stands.
    pub(super) fn answer<T, S: Serialize>(
        &self,
        mut found: Vec<T>,
        place: impl FnOnce(&T) -> String,
        shown: impl FnMut(T) -> S,
    ) -> Response {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(place);
        let page = Page {
            next_cursor: next.map(|place| URL_SAFE_NO_PAD.encode(place)),
            items: found.into_iter().map(shown).collect(),
        };
        ([(header::CACHE_CONTROL, "no-store")], Json(page)).into_response()
    }
}

#[derive(Serialize)]
struct Page<S> {
    items: Vec<S>,
    next_cursor: Option<String>,
}

/// A cursor that was never given.
pub(super) fn no_cursor() -> Problem {
    wrong("/cursor", "this is no next_cursor of this list")
}

pub(super) fn wrong(pointer: &str, message: &str) -> Problem {
    Problem::new(ProblemKind::InvalidQuery).errors(vec![FieldError {
        pointer: pointer.to_owned(),
        code: "invalid".into(),
        message: message.to_owned(),
    }])
}
