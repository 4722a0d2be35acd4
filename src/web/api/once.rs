//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): whoever lost the answer to a creation asks again, and nothing is
//! made twice.
//!
//! The answer is kept for an hour, sealed, since it may hold a secret that is shown once; and only when something was made: what
//! was refused may be asked again under the same key.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::openapi::OpenApi as Document;

use crate::access::at_tenant;
use crate::app::App;
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::oauth::OAuthError;
use crate::oauth::bearer;
use crate::vault::Place;
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Ctx;

use super::app_request::authenticated;

/// The name of the header.
pub(super) const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// What of the head of an answer belongs to it.
const KEPT: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::ETAG,
    header::LOCATION,
    header::CACHE_CONTROL,
];

/// The endpoints that make something, as the document says.
#[derive(Clone)]
pub(super) struct Creations(Arc<HashSet<String>>);

impl Creations {
    /// Whatever a POST answers with 201, or with 202 where the thing is made later.
    pub(super) fn of(document: &Document) -> Self {
        let makes = |item: &utoipa::openapi::PathItem| {
            item.post.as_ref().is_some_and(|post| {
                let made = &post.responses.responses;
                made.contains_key("201") || made.contains_key("202")
            })
        };
        let paths = document.paths.paths.iter();
        let paths = paths.filter(|(_, item)| makes(item));
        Self(Arc::new(paths.map(|(path, _)| path.clone()).collect()))
    }
}

/// An answer, at rest.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Of the request that it answers.
    fingerprint: Vec<u8>,
    sealed: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// The middleware of every creation.
pub(super) async fn once(
    State(app): State<Arc<App>>,
    Ctx(ctx): Ctx,
    Extension(creations): Extension<Creations>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or_else(String::new, |path| path.as_str().to_owned());
    let makes = request.method() == Method::POST && creations.0.contains(&path);
    let key = key(request.headers())?.filter(|_| makes);
    let Some(key) = key else {
        return Ok(next.run(request).await);
    };
    let (parts, body) = request.into_parts();
    let body = Bytes::from_request(Request::from_parts(parts.clone(), body), &app).await;
    let body = match body {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Err(Problem::new(ProblemKind::BodyTooLarge));
        }
        Err(_) => return Err(Problem::new(ProblemKind::InvalidBody)),
    };
    let Some(caller) = caller(&ctx, &parts.headers, &body).await? else {
        // The endpoint says what is wrong with whoever asks.
        return Ok(next.run(Request::from_parts(parts, Body::from(body))).await);
    };
    let caller: Vec<&str> = caller.iter().map(String::as_str).collect();
    let asked = Asked {
        id: hash(&[&caller[..], &[&path, &key]].concat()),
        fingerprint: Sha256::digest(&body).to_vec(),
        ctx,
    };
    if let Some(answer) = asked.answered().await? {
        return Ok(answer);
    }
    let turn = asked.key(Kind::IdempotencyTurn);
    let first = app.ephemeral.first_sight(&turn, asked.ctx.now()).await;
    if !first.map_err(OAuthError::from)? {
        return Err(Problem::new(ProblemKind::IdempotencyInProgress));
    }
    let request = Request::from_parts(parts, Body::from(body));
    // Whoever asked may hang up meanwhile, and it is for them that the answer is kept: it is made to the end.
    let made = tokio::spawn(async move {
        // Whoever had the turn before may have answered meanwhile.
        let answer = match asked.answered().await {
            Ok(None) => asked.keep(next.run(request).await).await,
            Ok(Some(answer)) => Ok(answer),
            Err(problem) => Err(problem),
        };
        if let Err(error) = asked.ctx.app().ephemeral.delete(&turn).await {
            tracing::warn!(%error, "the turn of a creation could not be given back");
        }
        answer
    });
    made.await.map_err(OAuthError::internal)?
}

/// "The Idempotency-Key HTTP request header field is an Item Structured Header. Its value MUST be a String."  §2.1. What comes
/// without quotes is taken as well.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut sent = headers.get_all(HEADER).iter();
    let (Some(value), more) = (sent.next(), sent.next()) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    let text = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text);
    let is_key = (1..=255).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"');
    if more.is_some() || !is_key {
        return Err(Problem::new(ProblemKind::InvalidRequest)
            .detail("Idempotency-Key is one string of 1 to 255 visible characters"));
    }
    Ok(Some(text.to_owned()))
}

/// Whose key it is, and by what right: nobody gets somebody else's answer, and whoever lost a right since then is judged anew.
/// `None` for whoever proves nothing.
async fn caller(
    ctx: &Context,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<Vec<String>>, Problem> {
    let authorization = headers.get(header::AUTHORIZATION);
    let authorization = authorization.and_then(|value| value.to_str().ok());
    let Some(text) = authorization.and_then(bearer::from_header) else {
        let object = serde_json::from_slice::<Value>(body).ok();
        let Some(Value::Object(mut object)) = object else {
            return Ok(None);
        };
        let client = authenticated(ctx, headers, &mut object).await.ok();
        return Ok(client.map(|client| {
            let id = client.client().client_id.to_string();
            vec!["application".to_owned(), id]
        }));
    };
    let Some(token) = bearer::live(ctx, text).await? else {
        return Ok(None);
    };
    let held = match token.user() {
        None => Vec::new(),
        Some(user) => {
            // As they are, and not as a memory says that they were.
            let db = ctx.db();
            let user = db.user(user.id).await.map_err(OAuthError::from)?;
            let rules = db.access_rules().await.map_err(OAuthError::from)?;
            user.map_or(Vec::new(), |user| at_tenant(&user, &rules).permissions)
        }
    };
    let claims = token.claims();
    let audience: Vec<&str> = claims.aud.iter().collect();
    Ok(Some(vec![
        "person".to_owned(),
        claims.sub.clone(),
        claims.client_id.clone(),
        claims.scope.to_string(),
        audience.join(" "),
        held.join(" "),
    ]))
}

struct Asked {
    ctx: Context,
    id: String,
    fingerprint: Vec<u8>,
}

impl Asked {
    fn key(&self, kind: Kind) -> Key {
        Key::new(self.ctx.issuer().tenant_id(), kind, &self.id)
    }

    fn place(&self) -> Place {
        Place {
            table: "ephemeral_records",
            column: "idempotency_answer",
            row: format!("{}:{}", self.ctx.issuer().tenant_id(), self.id),
        }
    }

    /// The answer that was given under this key.
    async fn answered(&self) -> Result<Option<Response>, Problem> {
        let app = self.ctx.app();
        let key = self.key(Kind::IdempotencyAnswer);
        let kept = app.ephemeral.get_json::<Kept>(&key, self.ctx.now()).await;
        let Some(kept) = kept.map_err(OAuthError::from)? else {
            return Ok(None);
        };
        // "If there is an attempt to reuse an idempotency key with a different request payload, the resource server SHOULD
        // reply with an HTTP 422 status code"  §2.7
        if kept.fingerprint != self.fingerprint {
            return Err(Problem::new(ProblemKind::IdempotencyKeyReused));
        }
        let opened = app.vault.open(&self.place(), &kept.sealed);
        let opened = opened.map_err(OAuthError::internal)?;
        let answer: Answer = serde_json::from_slice(&opened).map_err(OAuthError::internal)?;
        let mut response = Response::new(Body::from(answer.body));
        *response.status_mut() =
            StatusCode::from_u16(answer.status).map_err(OAuthError::internal)?;
        let headers = response.headers_mut();
        for (name, value) in &answer.headers {
            let name = HeaderName::try_from(name.as_str()).map_err(OAuthError::internal)?;
            let value = HeaderValue::from_str(value).map_err(OAuthError::internal)?;
            headers.insert(name, value);
        }
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(Some(response))
    }

    /// Keeps the answer where something was made.
    async fn keep(&self, response: Response) -> Result<Response, Problem> {
        if !response.status().is_success() {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await;
        let body = body.map_err(OAuthError::internal)?;
        let headers = KEPT.iter().filter_map(|name| {
            let value = parts.headers.get(name)?.to_str().ok()?;
            Some((name.as_str().to_owned(), value.to_owned()))
        });
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        let text = serde_json::to_vec(&answer).map_err(OAuthError::internal)?;
        let app = self.ctx.app();
        let sealed = app.vault.seal(&self.place(), &text);
        let kept = Kept {
            fingerprint: self.fingerprint.clone(),
            sealed: sealed.map_err(OAuthError::internal)?,
        };
        let key = self.key(Kind::IdempotencyAnswer);
        let written = app.ephemeral.put_json(&key, &kept, self.ctx.now()).await;
        if let Err(error) = written {
            // It is made: who asked learns of it, and a repetition is told that it is there.
            tracing::warn!(%error, "an answer could not be kept for a repetition");
        }
        Ok(Response::from_parts(parts, Body::from(body)).into_response())
    }
}

/// No part can pass for another, whatever it holds.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
