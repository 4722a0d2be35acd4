//! `GET /api/v1/me/activity`: the log of the person's own account.

use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::accounts::device_in_words;
use crate::clock::Timestamp;
use crate::oauth::OAuthError;
use crate::storage::{AccountEvent, EventPlace};
use crate::web::api::holder::Holder;
use crate::web::api::page::{PageQuery, PageWish, no_cursor};
use crate::web::error::Problem;
use crate::web::extract::Query;

/// Something that happened to the account.
#[derive(Serialize, ToSchema)]
#[schema(as = ActivityEntry)]
pub(in crate::web::api) struct Shown {
    /// Its identifier.
    id: String,
    /// What happened, such as `login.success`; `unknown` when a newer version of the server wrote it.
    #[schema(example = "password.changed")]
    kind: &'static str,
    /// When.
    at: Option<String>,
    /// More about it: the name of an app, of a passkey, an address.
    #[schema(value_type = Object)]
    details: Map<String, Value>,
    /// Where, in words; empty when it was no browser and no device.
    device: String,
    /// The network it came from; empty when it was none.
    address: String,
}

/// A page of them.
#[derive(ToSchema)]
#[schema(as = Activity)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Entries {
    items: Vec<Shown>,
    /// Where older ones begin; null when there are none.
    next_cursor: Option<String>,
}

/// What happened to the account, the newest first.
#[utoipa::path(
    get, path = "/me/activity", tag = "me", security(("access_token" = ["account"])),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of the log", body = Entries),
        (status = 400, description = "invalid-query"),
    ),
)]
pub(in crate::web::api) async fn list(holder: Holder, query: Query) -> Result<Response, Problem> {
    let wish = PageWish::read(query, &[])?;
    let before = wish.after.as_deref().map(place);
    let before = before
        .map(|place| place.ok_or_else(no_cursor))
        .transpose()?;
    let (ctx, user) = (&holder.ctx, holder.user.id);
    let found = ctx.db().events_of_user(user, before, wish.one_more()).await;
    let found = found.map_err(OAuthError::from)?;
    let shown = |event: AccountEvent| Shown {
        id: event.id.to_string(),
        kind: event.kind.map_or("unknown", |kind| kind.name()),
        at: event.created_at.rfc3339(),
        details: event.details,
        device: device_in_words(holder.texts, &event.user_agent),
        address: event.address,
    };
    Ok(wish.answer(found, place_of, shown))
}

fn place(text: &str) -> Option<EventPlace> {
    let (time, id) = text.split_once('.')?;
    Some((Timestamp(time.parse().ok()?), id.parse().ok()?))
}

fn place_of(event: &AccountEvent) -> String {
    format!("{}.{}", event.created_at.millis(), event.id)
}
