//! What a tenant has a few of, each known by a name: read, added, replaced and removed alike.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::context::Context;
use crate::web::api::entity::{Entity, items, require_match};
use crate::web::error::{FieldError, Problem, ProblemKind};

/// One of them.
pub(super) trait Entry: Sized + Serialize {
    /// Where they are, below `/api/v1/admin`.
    const PATH: &'static str;
    /// The name of one in URLs.
    fn key(&self) -> String;
    /// All of them.
    async fn all(ctx: &Context) -> Result<Vec<Self>, Problem>;
    /// Writes it, over one of the same name.
    async fn put(&self, ctx: &Context) -> Result<(), Problem>;
    /// Removes it.
    async fn delete(&self, ctx: &Context) -> Result<(), Problem>;
    /// Whether they are the same one.
    fn is_like(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

pub(super) async fn list<E: Entry>(ctx: &Context) -> Result<Response, Problem> {
    Ok(items(E::all(ctx).await?))
}

pub(super) async fn one<E: Entry>(ctx: &Context, key: &str) -> Result<E, Problem> {
    let mut all = E::all(ctx).await?.into_iter();
    let found = all.find(|entry| entry.key() == key);
    found.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

pub(super) async fn get<E: Entry>(ctx: &Context, key: &str) -> Result<Response, Problem> {
    Ok(Entity::of(&one::<E>(ctx, key).await?)?.into_response())
}

/// The one of that name, if it is still as whoever asks has read it.
pub(super) async fn as_read<E: Entry>(
    ctx: &Context,
    key: &str,
    headers: &HeaderMap,
) -> Result<E, Problem> {
    let stored: E = one(ctx, key).await?;
    require_match(headers, &Entity::of(&stored)?)?;
    Ok(stored)
}

pub(super) async fn add<E: Entry>(ctx: &Context, wanted: E) -> Result<Response, Problem> {
    if E::all(ctx)
        .await?
        .iter()
        .any(|known| known.is_like(&wanted))
    {
        return Err(Problem::new(ProblemKind::Taken).detail("there is one of that name"));
    }
    wanted.put(ctx).await?;
    let key = wanted.key();
    let location = format!("{}/api/v1/admin/{}/{key}", ctx.issuer().url(), E::PATH);
    let entity = Entity::of(&one::<E>(ctx, &key).await?)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], entity).into_response())
}

pub(super) async fn replace<E: Entry>(ctx: &Context, wanted: &E) -> Result<Response, Problem> {
    wanted.put(ctx).await?;
    get::<E>(ctx, &wanted.key()).await
}

/// The body of a change of the one that the URL names: it may leave the name out, and not say another.
pub(super) fn named(
    mut members: Map<String, Value>,
    (member, name): (&str, &str),
) -> Result<Map<String, Value>, Problem> {
    let said = members.insert(member.to_owned(), name.into());
    if said.is_some_and(|said| said != name) {
        return Err(Problem::of_fields(vec![FieldError {
            pointer: format!("/{member}"),
            code: "invalid".into(),
            message: "the URL names another one".to_owned(),
        }]));
    }
    Ok(members)
}
