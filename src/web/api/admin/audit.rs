//! `GET /api/v1/admin/audit`: who did what, from where and when.

use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::access::AuditRead;
use crate::clock::Timestamp;
use crate::model::UserId;
use crate::oauth::OAuthError;
use crate::storage::{AuditEvent, AuditSearch, EventPlace};
use crate::web::api::operator::Operator;
use crate::web::api::page::{PageQuery, PageWish, no_cursor, wrong};
use crate::web::error::Problem;
use crate::web::extract::Query;

/// Something that happened.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub(in crate::web::api) struct Shown {
    /// Its identifier.
    id: String,
    /// What happened.
    #[schema(example = "role.written")]
    kind: String,
    /// When.
    at: Option<String>,
    /// Who did it, where an operator did.
    actor: Option<String>,
    /// Whose account it is about.
    user: Option<String>,
    /// What else it is about: a role, an application, a grant.
    subject: Option<String>,
    /// The network it came from; none for commands, and when the person is erased.
    address: Option<String>,
    /// More about it.
    #[schema(value_type = Object)]
    details: Map<String, Value>,
}

/// A page of them.
#[derive(ToSchema)]
#[schema(as = AuditEntries)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Entries {
    items: Vec<Shown>,
    /// Where older ones begin; null when there are none.
    next_cursor: Option<String>,
}

/// What is looked for, for the document.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Wanted {
    /// What happened, such as `login.success`.
    kind: Option<String>,
    /// The identifier of the person whose account it is about.
    user: Option<String>,
    /// The identifier of the operator who did it.
    actor: Option<String>,
    /// Seconds since the epoch: not before.
    from: Option<i64>,
    /// Seconds since the epoch: before.
    to: Option<i64>,
}

/// The audit log, the newest entry first. Needs `audit:read`.
#[utoipa::path(
    get, path = "/admin/audit", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("audit:read"))),
    params(PageQuery, Wanted),
    responses(
        (status = 200, description = "A page of the log", body = Entries),
        (status = 400, description = "invalid-query"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<AuditRead>,
    query: Query,
) -> Result<Response, Problem> {
    let wish = PageWish::read(query, &["kind", "user", "actor", "from", "to"])?;
    let before = wish.after.as_deref().map(place);
    let before = before
        .map(|place| place.ok_or_else(no_cursor))
        .transpose()?;
    let search = AuditSearch {
        // PostgreSQL has no U+0000 in a text and fails when asked for one.
        kind: wish.get("kind").map(|kind| kind.replace('\0', " ")),
        user: person(&wish, "user")?,
        actor: person(&wish, "actor")?,
        from: second(&wish, "from")?,
        to: second(&wish, "to")?,
    };
    let db = operator.ctx.db();
    let found = db.audit_events(&search, before, wish.one_more()).await;
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let shown = |event: AuditEvent| Shown {
        id: event.id.to_string(),
        kind: event.kind,
        at: event.created_at.rfc3339(),
        actor: event.actor.map(|user| user.to_string()),
        user: event.user.map(|user| user.to_string()),
        subject: some(event.subject),
        address: some(event.address),
        details: event.details,
    };
    Ok(wish.answer(found.map_err(OAuthError::from)?, place_of, shown))
}

fn person(wish: &PageWish, name: &str) -> Result<Option<UserId>, Problem> {
    let read = |text: &str| text.parse().ok().map(UserId);
    let told = || wrong(&format!("/{name}"), "this is no identifier of a person");
    let sent = wish.get(name).map(|text| read(text).ok_or_else(told));
    sent.transpose()
}

fn second(wish: &PageWish, name: &str) -> Result<Option<Timestamp>, Problem> {
    let read = |text: &str| {
        let seconds: i64 = text.parse().ok()?;
        seconds.checked_mul(1000).map(Timestamp)
    };
    let told = || wrong(&format!("/{name}"), "this is no time in seconds");
    let sent = wish.get(name).map(|text| read(text).ok_or_else(told));
    sent.transpose()
}

fn place(text: &str) -> Option<EventPlace> {
    let (time, id) = text.split_once('.')?;
    Some((Timestamp(time.parse().ok()?), id.parse().ok()?))
}

fn place_of(event: &AuditEvent) -> String {
    format!("{}.{}", event.created_at.millis(), event.id)
}
