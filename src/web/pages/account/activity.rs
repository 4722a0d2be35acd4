//! `/account/activity`: the log of the person's own account.

use axum::http::StatusCode;
use axum::response::Response;

use crate::accounts::device_in_words;
use crate::clock::Timestamp;
use crate::storage::{AccountEvent, EventPlace};
use crate::web::extract::{Detour, Owner, Query};
use crate::web::pages::html;
use crate::web::view::{AccountActivity, Moment, ShownEvent};

/// How many entries stand on a page.
const PAGE: usize = 30;
/// What an entry is about, by the names of its details, in this order. Others are for the audit.
const SUBJECTS: [&str; 6] = ["app", "name", "new_address", "email", "phone", "provider"];

/// `GET /account/activity?before=…`
pub(in crate::web) async fn get(owner: Owner, Query(query): Query) -> Result<Response, Detour> {
    let query = query.map_err(|error| owner.failed(error))?;
    // A place that is none shows the newest, as without one.
    let before = query.get("before").and_then(place);
    let (ctx, user) = (&owner.visitor.ctx, owner.signed_in.user.id);
    let one_more = u64::try_from(PAGE).unwrap_or_default() + 1;
    let db = ctx.db();
    let events = db.events_of_user(user, before, one_more);
    let mut events = events.await.map_err(|error| owner.failed(error))?;
    let more = events.len() > PAGE;
    events.truncate(PAGE);
    let (local_times, nonce) = owner.local_times();
    let page = AccountActivity {
        shell: owner.shell(),
        frame: owner.frame(),
        has_newer: before.is_some(),
        older: events.last().filter(|_| more).map(place_of),
        entries: events.iter().map(|event| shown(&owner, event)).collect(),
        local_times: Some(local_times),
    };
    Ok(html::page_with_script(
        StatusCode::OK,
        &page,
        Some(&nonce),
        None,
    ))
}

fn place(text: &str) -> Option<EventPlace> {
    let (time, id) = text.split_once('.')?;
    Some((Timestamp(time.parse().ok()?), id.parse().ok()?))
}

fn place_of(event: &AccountEvent) -> String {
    format!("{}.{}", event.created_at.millis(), event.id)
}

fn shown(owner: &Owner, event: &AccountEvent) -> ShownEvent {
    let (ctx, texts) = (&owner.visitor.ctx, owner.visitor.texts);
    let detail = |name: &&str| event.details.get(*name)?.as_str().map(str::to_owned);
    ShownEvent {
        kind: event.kind,
        subject: SUBJECTS.iter().find_map(detail),
        at: Moment::of(texts, event.created_at),
        device: device_in_words(texts, &event.user_agent),
        network: ctx.app().places.in_words(texts, &event.address),
    }
}
