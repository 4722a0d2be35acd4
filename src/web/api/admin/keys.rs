//! `/api/v1/admin/keys`: the keys that sign the tenant's tokens.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::access::{KeyManage, KeyRead};
use crate::administration::keys as rules;
use crate::app::App;
use crate::context::Context;
use crate::model::SigningAlg;
use crate::storage::KeyState;
use crate::web::api::body;
use crate::web::api::entity::items;
use crate::web::api::operator::Operator;
use crate::web::error::{FieldError, Problem};

/// A key. What it signs with is nobody's to read.
#[derive(Serialize, ToSchema)]
#[schema(as = SigningKey)]
pub(in crate::web::api) struct Shown {
    /// RFC 7638 thumbprint.
    kid: String,
    /// What it signs with.
    #[schema(example = "RS256")]
    algorithm: &'static str,
    /// `next`: in the JWKS already; `active`: signs; `retiring`: verifies yet.
    state: &'static str,
    /// Since when.
    since: Option<String>,
    /// What the world sees (RFC 7517).
    #[schema(value_type = Object)]
    public_jwk: Map<String, Value>,
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = SigningKeys)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// Every key that is in the JWKS. Needs `key:read`.
#[utoipa::path(
    get, path = "/admin/keys", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("key:read"))),
    responses(
        (status = 200, description = "The keys", body = All),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
    ),
)]
pub(in crate::web::api) async fn list(operator: Operator<KeyRead>) -> Result<Response, Problem> {
    shown(&operator.ctx).await
}

async fn shown(ctx: &Context) -> Result<Response, Problem> {
    let keys = rules::list(ctx.app(), ctx.issuer().tenant_id()).await?;
    let shown = keys.into_iter().map(|key| Shown {
        kid: key.kid,
        algorithm: key.algorithm.name(),
        state: match key.state {
            KeyState::Next => "next",
            KeyState::Active => "active",
            KeyState::Retiring => "retiring",
        },
        since: key.state_since.rfc3339(),
        public_jwk: key.public_jwk,
    });
    Ok(items(shown.collect()))
}

/// Which keys change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeyRotation)]
pub(in crate::web::api) struct Rotation {
    /// Of which algorithms.
    #[schema(example = json!(["RS256"]))]
    algorithms: Vec<String>,
}

/// The next key of each algorithm signs from now on; the one before verifies as long as its tokens live. Needs `key:manage` and a
/// sign-in of the last minutes.
#[utoipa::path(
    post, path = "/admin/keys/rotate", tag = "admin", security(("access_token" = ["admin"])),
    extensions(("x-required-permission" = json!("key:manage"))),
    request_body = Rotation,
    responses(
        (status = 200, description = "The keys as they are now", body = All),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 403, description = "insufficient-permission, insufficient-scope"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn rotate(
    operator: Operator<KeyManage>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let wish: Rotation = body::read(body::object(request, &app).await?)?;
    let mut algorithms = Vec::new();
    for (place, name) in wish.algorithms.iter().enumerate() {
        let known = SigningAlg::from_name(name).filter(|alg| !algorithms.contains(alg));
        algorithms.push(known.ok_or_else(|| {
            Problem::of_fields(vec![FieldError {
                pointer: format!("/algorithms/{place}"),
                code: "invalid".into(),
                message: "this is no algorithm of this server, or stands here twice".to_owned(),
            }])
        })?);
    }
    operator.fresh().await?;
    let ctx = &operator.ctx;
    let rotated = rules::rotate(&app, ctx.issuer().tenant_id(), &algorithms).await?;
    for key in rotated {
        operator.did("key.activated", &key.active).await;
    }
    shown(ctx).await
}
