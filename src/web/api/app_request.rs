//! What an application sends that signs people in itself: proof of who it is, and a body.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::accounts::Browser;
use crate::accounts::notify::house_language;
use crate::app::App;
use crate::context::Context;
use crate::model::Secret;
use crate::oauth::client_auth::{AuthenticatedClient, authenticate};
use crate::oauth::{Parameters, first_party};
use crate::texts::Texts;
use crate::web::error::{FieldError, Problem, ProblemKind};
use crate::web::extract::Ctx;

use super::body;

/// The members that say who the application is (RFC 6749 §2.3.1); every endpoint below `auth` takes them.
const CREDENTIALS: [&str; 2] = ["client_id", "client_secret"];
/// The member by which the application knows a device again.
const DEVICE: &str = "device_token";

/// No handler below `auth` runs without an application that may sign people in, and a device to speak of.
pub(super) struct AppRequest<T> {
    /// The request's issuer and instant.
    pub(super) ctx: Context,
    /// The application.
    pub(super) client: AuthenticatedClient,
    /// What takes the place of a browser.
    pub(super) device: Device,
    /// The words that mails speak.
    pub(super) texts: Texts,
    /// What is asked.
    pub(super) body: T,
}

/// The device that the application runs on, or its user's, as it is known again.
pub(super) struct Device {
    /// For the rules: what waits for its next step waits for this application.
    pub(super) browser: Browser,
    /// For the application to keep.
    pub(super) token: Secret,
}

impl Device {
    /// The same for links in mails: a link that was asked for here works here, and not wherever else the application runs.
    pub(super) fn of_links(&self) -> Browser {
        Browser {
            binding: format!("device:{}", self.token.digest().to_text()),
            ..self.browser.clone()
        }
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for AppRequest<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Problem> {
        let (mut parts, sent) = request.into_parts();
        let Ctx(ctx) = Ctx::from_request_parts(&mut parts, app)
            .await
            .map_err(|_| Problem::new(ProblemKind::NotFound))?;
        let headers = parts.headers.clone();
        let mut object = body::object(Request::from_parts(parts, sent), app).await?;
        let client = application(&ctx, &headers, &mut object).await?;
        let device = device(&ctx, &client, &headers, &mut object)?;
        let accepted = text(&headers, header::ACCEPT_LANGUAGE);
        let accepted = Some(accepted).filter(|text| !text.is_empty());
        Ok(Self {
            texts: Texts::wished(None, accepted).unwrap_or_else(|| house_language(&ctx)),
            body: body::read(object)?,
            ctx,
            client,
            device,
        })
    }
}

async fn application(
    ctx: &Context,
    headers: &HeaderMap,
    object: &mut Map<String, Value>,
) -> Result<AuthenticatedClient, Problem> {
    let client = authenticated(ctx, headers, object).await?;
    first_party::may_sign_in(client.client())?;
    Ok(client)
}

/// The client that a header or members of the body name, if it proves to be it.
pub(super) async fn authenticated(
    ctx: &Context,
    headers: &HeaderMap,
    object: &mut Map<String, Value>,
) -> Result<AuthenticatedClient, Problem> {
    let mut named = Vec::new();
    for name in CREDENTIALS {
        match object.remove(name) {
            None => {}
            Some(Value::String(value)) => named.push((name, value)),
            Some(_) => return Err(not_a_text(name)),
        }
    }
    let named = Parameters::of(named.iter().map(|(name, value)| (*name, value.as_str())));
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let authorization = match (values.next(), values.next()) {
        (None, _) => None,
        (Some(one), None) => Some(one.to_str().map_err(|_| repeated())?),
        (Some(_), Some(_)) => return Err(repeated()),
    };
    Ok(authenticate(ctx, authorization, &named).await?)
}

fn repeated() -> Problem {
    Problem::new(ProblemKind::InvalidRequest)
        .detail("the Authorization header is repeated or no text")
}

/// A device is known by a secret of ours that the application keeps; without one it is new.
fn device(
    ctx: &Context,
    client: &AuthenticatedClient,
    headers: &HeaderMap,
    object: &mut Map<String, Value>,
) -> Result<Device, Problem> {
    let token = match object.remove(DEVICE) {
        None => ctx.app().entropy.secret(""),
        Some(Value::String(text)) if first_party::is_device_token(&text) => Secret::new(text),
        Some(_) => return Err(not_a_text(DEVICE)),
    };
    let user_agent = text(headers, header::USER_AGENT);
    let user_agent = user_agent.chars().filter(|c| !c.is_control()).take(256);
    Ok(Device {
        browser: Browser {
            user_agent: user_agent.collect(),
            address: ctx.caller().to_owned(),
            session: None,
            device: Some(token.digest()),
            binding: format!("application:{}", client.client().id),
        },
        token,
    })
}

fn not_a_text(name: &str) -> Problem {
    Problem::of_fields(vec![FieldError {
        pointer: format!("/{name}"),
        code: "invalid".into(),
        message: "this is not what the OpenAPI document says of the member".to_owned(),
    }])
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}
