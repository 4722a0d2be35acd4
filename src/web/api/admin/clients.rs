//! `/api/v1/admin/clients`: applications, by the metadata of RFC 7591 §2.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{ClientManage, ClientRead};
use crate::administration::clients as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::{AuthMethod, Client, ClientId, ClientMetadata, ClientSecret, Secret};
use crate::storage::StoredClient;
use crate::web::api::body;
use crate::web::api::entity::{Entity, require_match};
use crate::web::api::operator::Operator;
use crate::web::api::page::{PageQuery, PageWish};
use crate::web::error::{Problem, ProblemKind};
use crate::web::extract::Query;

/// Members that are no metadata.
const OWN: [&str; 2] = ["client_id", "disabled"];

/// An application as it is given. The secret never is.
#[derive(Serialize)]
struct Shown {
    client_id: String,
    disabled: bool,
    has_client_secret: bool,
    #[serde(flatten)]
    metadata: ClientMetadata,
}

impl Shown {
    fn of(client: &Client) -> Self {
        Self {
            client_id: client.client_id.0.clone(),
            disabled: client.disabled,
            has_client_secret: client.secret != ClientSecret::None,
            metadata: client.metadata.clone(),
        }
    }
}

/// An application. Besides these members the client metadata of RFC 7591 §2 that this server honours, by its registered names.
#[derive(ToSchema)]
#[schema(as = Client)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its identifier: 1 to 128 visible ASCII characters. In a change the URL says it.
    #[schema(example = "web-shop")]
    client_id: Option<String>,
    /// A disabled application gets no token, and those that it has mean nothing.
    disabled: Option<bool>,
    /// Whether it has a secret; only read.
    has_client_secret: Option<bool>,
    /// What people read.
    client_name: Option<String>,
    /// Where answers may go.
    redirect_uris: Option<Vec<String>>,
    /// `authorization_code`, `refresh_token`, `client_credentials`.
    grant_types: Option<Vec<String>>,
    /// `client_secret_basic`, `client_secret_post`, `none`.
    token_endpoint_auth_method: Option<String>,
    /// What it may ask for.
    scope: Option<String>,
}

/// A page of applications.
#[derive(ToSchema)]
#[schema(as = Clients)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Found {
    items: Vec<Document>,
    /// Where more follow; null when there are none.
    next_cursor: Option<String>,
}

/// A secret, shown this once.
#[derive(Serialize, ToSchema)]
#[schema(as = ClientSecret)]
pub(in crate::web::api) struct NewSecret {
    client_id: String,
    client_secret: String,
}

/// The applications, by identifier. Needs `client:read`.
#[utoipa::path(
    get, path = "/admin/clients", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:read"))),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of applications", body = Found),
        (status = 400, description = "invalid-query"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(
    operator: Operator<ClientRead>,
    query: Query,
) -> Result<Response, Problem> {
    let wish = PageWish::read(query, &[])?;
    let after = wish.after.as_deref().unwrap_or_default();
    let found = operator
        .ctx
        .db()
        .clients_after(after, wish.one_more())
        .await?;
    let place = |client: &Client| client.client_id.0.clone();
    Ok(wish.answer(found, place, |client| Shown::of(&client)))
}

/// One of them. Needs `client:read`.
#[utoipa::path(
    get, path = "/admin/clients/{client_id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:read"))),
    params(("client_id" = String, Path, description = "Its identifier")),
    responses(
        (status = 200, description = "The application", body = Document),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
    ),
)]
pub(in crate::web::api) async fn get(
    operator: Operator<ClientRead>,
    Path(client_id): Path<String>,
) -> Result<Response, Problem> {
    let client = found(&operator.ctx, &client_id).await?;
    Ok(Entity::of(&Shown::of(&client))?.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    client_id: String,
    #[serde(default)]
    disabled: bool,
}

/// Reads a body: ours, and the metadata.
fn wish(mut members: Map<String, Value>) -> Result<(Own, ClientMetadata), Problem> {
    // What was read goes back as it came.
    members.remove("has_client_secret");
    let mut own = Map::new();
    for name in OWN {
        own.extend(members.remove(name).map(|value| (name.to_owned(), value)));
    }
    Ok((body::read(own)?, body::read(members)?))
}

/// Adds one. Whatever is no public client gets a secret, which is in the answer and shown this once. Needs `client:manage` and a
/// sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/clients", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:manage"))),
    request_body = Document,
    responses(
        (status = 201, description = "It is there, and its secret", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 409, description = "taken"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn add(
    operator: Operator<ClientManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let (own, metadata) = wish(body::object(request, &app).await?)?;
    operator.fresh().await?;
    let (ctx, id) = (&operator.ctx, own.client_id);
    let tenant = ctx.issuer().tenant_id();
    let secret = rules::create(&app, tenant, ClientId(id.clone()), metadata).await?;
    if own.disabled {
        rules::switch(&app, tenant, &id, rules::Switch::Disabled).await?;
    }
    operator.did("client.created", &id).await;
    let client = found(ctx, &id).await?;
    let shown = serde_json::to_value(Shown::of(&client));
    let mut shown = shown.map_err(crate::oauth::OAuthError::internal)?;
    if let (Value::Object(members), Some(secret)) = (&mut shown, &secret) {
        members.insert("client_secret".to_owned(), secret.expose().into());
    }
    let location = format!("{}/api/v1/admin/clients/{id}", ctx.issuer().url());
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::CREATED, headers, Json(shown)).into_response())
}

/// Replaces one, as it was when `If-Match` was read; what is left out is as by default. The secret stays. Needs `client:manage` and
/// a sign-in of the last minutes.
#[utoipa::path(
    put, path = "/admin/clients/{client_id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:manage"))),
    params(("client_id" = String, Path, description = "Its identifier")),
    request_body = Document,
    responses(
        (status = 200, description = "The application as it is now", body = Document),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn replace(
    operator: Operator<ClientManage>,
    Path(client_id): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let members = body::object(request, &app).await?;
    let (own, metadata) = wish(super::entry::named(members, ("client_id", &client_id))?)?;
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let stored = as_read(ctx, &client_id, &headers).await?;
    let secret = match metadata.token_endpoint_auth_method {
        AuthMethod::None => ClientSecret::None,
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost => stored.secret.clone(),
    };
    let wanted = StoredClient {
        id: stored.id,
        client_id: stored.client_id.clone(),
        secret,
        metadata,
        disabled: own.disabled,
    };
    rules::put(&app, ctx.issuer().tenant_id(), wanted).await?;
    operator.did("client.updated", &client_id).await;
    let now = found(ctx, &client_id).await?;
    Ok(Entity::of(&Shown::of(&now))?.into_response())
}

/// Makes another secret in place of the one that it has, which stops working at once. Shown this once. Needs `client:manage` and a
/// sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/clients/{client_id}/secret", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:manage"))),
    params(("client_id" = String, Path, description = "Its identifier")),
    responses(
        (status = 200, description = "The secret", body = NewSecret),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 422, description = "invalid-fields: a public client has none"),
    ),
)]
pub(in crate::web::api) async fn secret(
    operator: Operator<ClientManage>,
    Path(client_id): Path<String>,
) -> Result<Response, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let secret: Secret =
        rules::rotate_secret(ctx.app(), ctx.issuer().tenant_id(), &client_id).await?;
    operator.did("client.secret_rotated", &client_id).await;
    let shown = NewSecret {
        client_id,
        client_secret: secret.expose().to_owned(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)).into_response())
}

/// Removes one, with everything granted to it, as it was when `If-Match` was read. Needs `client:manage` and a sign-in of the last
/// minutes.
#[utoipa::path(
    delete, path = "/admin/clients/{client_id}", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("client:manage"))),
    params(("client_id" = String, Path, description = "Its identifier")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 404, description = "not-found"),
        (status = 412, description = "precondition-failed"),
        (status = 428, description = "precondition-required"),
    ),
)]
pub(in crate::web::api) async fn remove(
    operator: Operator<ClientManage>,
    Path(client_id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    operator.fresh().await?;
    let ctx = &operator.ctx;
    as_read(ctx, &client_id, &headers).await?;
    rules::delete(ctx.app(), ctx.issuer().tenant_id(), &client_id).await?;
    operator.did("client.deleted", &client_id).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn found(ctx: &Context, id: &str) -> Result<Client, Problem> {
    let client = ctx.db().client(&ClientId(id.to_owned())).await?;
    client.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

async fn as_read(ctx: &Context, id: &str, headers: &HeaderMap) -> Result<Client, Problem> {
    let stored = found(ctx, id).await?;
    require_match(headers, &Entity::of(&Shown::of(&stored))?)?;
    Ok(stored)
}
