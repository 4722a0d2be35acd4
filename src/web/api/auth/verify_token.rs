//! `POST /api/v1/auth/verify-token`

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::context::Context;
use crate::model::{Acr, Secret};
use crate::oauth::verification::{InService, Verified, verify};
use crate::web::api::service_request::ServiceRequest;
use crate::web::error::Problem;

/// A token, and the service that wants to know. `client_id` and `client_secret` of the service go with it, or HTTP Basic.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VerifyToken)]
pub(in crate::web::api) struct Body {
    /// The access token.
    #[schema(value_type = String)]
    token: Secret,
    /// The service by its identifier or audience, for the person's role and status in it.
    service: Option<String>,
}

/// What there is to know. Of a token that is not good: `active` alone.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = VerifiedToken)]
pub(in crate::web::api) struct Answer {
    /// Whether the token is good for whoever asks, now.
    active: bool,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    facts: Option<Facts>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TokenFacts)]
struct Facts {
    /// The person, or the client where no person takes part.
    sub: String,
    /// The name to sign in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// Whose they are.
    tenant_id: String,
    /// To whom the token was issued.
    client_id: String,
    /// What it allows.
    scope: String,
    /// When it ends, in seconds since the epoch.
    exp: i64,
    /// When it was issued.
    iat: i64,
    /// When the person proved who they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    /// How sure that made us.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    acr: Option<Acr>,
    /// By which factors (RFC 8176): `pwd`, `otp`, `hwk`, `mfa` …
    amr: Vec<String>,
    /// The person's roles now: in the service that was named, or else wherever the token is for.
    roles: Vec<String>,
    /// What these roles allow.
    permissions: Vec<String>,
    /// The person in the service that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<Member>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ServiceMember)]
struct Member {
    /// Its identifier.
    id: String,
    /// Its audience.
    audience: String,
    /// `active` for its users, `none` for everybody else who may use it.
    status: &'static str,
    /// The person's role, if they have exactly one; `roles` has them all.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// Whether a token is good, who it speaks for, and what they may do in the service. A person who was suspended, here or in the
/// service, makes it inactive at once. For confidential clients that speak for the token's audience (`introspection_audiences`).
#[utoipa::path(
    post, path = "/auth/verify-token", tag = "auth",
    extensions(("x-caller" = json!("service"))),
    request_body = Body,
    responses(
        (status = 200, description = "What there is to know", body = Answer),
        (status = 400, description = "invalid-target: the client speaks for no such service"),
        (status = 401, description = "invalid-client"),
    ),
)]
pub(in crate::web::api) async fn post(request: ServiceRequest<Body>) -> Result<Response, Problem> {
    let ServiceRequest { ctx, client, body } = request;
    let service = body.service.as_deref();
    let verified = verify(&ctx, &client, body.token.expose(), service).await?;
    let answer = verified.map_or_else(Answer::default, |verified| Answer {
        active: true,
        facts: Some(facts(&ctx, verified)),
    });
    let kept = [(header::CACHE_CONTROL, "no-store")];
    Ok((kept, Json(answer)).into_response())
}

fn facts(ctx: &Context, verified: Verified) -> Facts {
    let Verified {
        token,
        service,
        held,
    } = verified;
    let claims = token.claims();
    let role = match held.roles.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    Facts {
        sub: claims.sub.clone(),
        username: token.user().map(|user| user.username.clone()),
        tenant_id: ctx.issuer().tenant_id().to_string(),
        client_id: claims.client_id.clone(),
        scope: claims.scope.to_string(),
        exp: claims.validity.exp.0,
        iat: claims.validity.iat.0,
        auth_time: claims.auth_time.map(|time| time.0),
        acr: claims.acr,
        amr: claims.amr.clone(),
        roles: held.roles,
        permissions: held.permissions,
        service: service.map(|one| Member::of(one, role)),
    }
}

impl Member {
    fn of(found: InService, role: Option<String>) -> Self {
        Self {
            id: found.service.id.to_string(),
            audience: found.service.audience,
            status: if found.is_member { "active" } else { "none" },
            role: role.filter(|_| found.is_member),
        }
    }
}
