//! `/api/v1/me/mfa`: what is asked for after the first step of a sign-in, and how it is taken away. The rules are those of the
//! account's pages.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::device_in_words;
use crate::accounts::factors::{
    Actor, FactorRefusal, forget_browsers, is_demanded, is_offered, summary,
};
use crate::app::App;
use crate::clock::Timestamp;
use crate::model::Secret;
use crate::model::policy::FactorKind;
use crate::web::api::body;
use crate::web::api::entity::{Entity, if_match};
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem, ProblemKind};

use super::profile::DONE;

/// The kinds that are on or off by themselves: passkeys have an endpoint of their own, and recovery codes come with the others.
const KINDS: [FactorKind; 3] = [FactorKind::Totp, FactorKind::Email, FactorKind::Sms];

/// What is on.
#[derive(Serialize, ToSchema)]
#[schema(as = Mfa)]
pub(in crate::web::api) struct Shown {
    /// Whether the person must have a second factor.
    required: bool,
    /// What can be on here: `totp`, `email`, `sms`.
    offered: Vec<&'static str>,
    /// What is on.
    methods: Vec<Method>,
    /// How many recovery codes are good yet.
    recovery_codes_left: u64,
    /// Browsers and devices that are not asked.
    remembered_devices: Vec<Remembered>,
}

/// A method that is on.
#[derive(Serialize, ToSchema)]
#[schema(as = MfaMethod)]
struct Method {
    /// `totp`, `email` or `sms`.
    method: &'static str,
    /// Since when.
    since: Option<String>,
    /// When a code of it was used last.
    last_used_at: Option<String>,
    /// Where codes go, masked.
    sent_to: Option<String>,
}

/// A browser or device that is not asked for a while.
#[derive(Serialize, ToSchema)]
#[schema(as = RememberedDevice)]
struct Remembered {
    /// What it is, in words.
    device: String,
    /// The network it was seen from.
    address: String,
    /// When it was last seen.
    last_seen_at: Option<String>,
    /// Until when it is not asked.
    until: Option<String>,
}

/// What is on, and what can be.
#[utoipa::path(
    get, path = "/me/mfa", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "What is on", body = Shown)),
)]
pub(in crate::web::api) async fn get(holder: Holder) -> Result<Response, Problem> {
    Ok(Entity::of(&shown(&holder).await?)?.into_response())
}

async fn shown(holder: &Holder) -> Result<Shown, Problem> {
    let ctx = &holder.ctx;
    let on = summary(ctx, &holder.user).await?;
    let offered = KINDS.into_iter().filter(|kind| is_offered(ctx, *kind));
    let methods = on.factors.into_iter().map(|factor| Method {
        method: factor.kind.name(),
        since: factor.since.rfc3339(),
        last_used_at: factor.last_used.and_then(Timestamp::rfc3339),
        sent_to: factor.target,
    });
    let remembered = on.remembered.into_iter().map(|device| Remembered {
        device: device_in_words(holder.texts, &device.user_agent),
        address: device.address,
        last_seen_at: device.last_seen_at.rfc3339(),
        until: device.trusted_until.and_then(Timestamp::rfc3339),
    });
    Ok(Shown {
        required: is_demanded(ctx, &holder.user),
        offered: offered.map(FactorKind::name).collect(),
        methods: methods.collect(),
        recovery_codes_left: on.codes_left,
        remembered_devices: remembered.collect(),
    })
}

/// What shall be on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MfaWish)]
pub(in crate::web::api) struct Wish {
    /// What is on and stands here stays; what is on and does not goes. `email` can be switched on by this, the others by their
    /// own endpoints.
    #[schema(example = json!(["totp", "email"]))]
    methods: Vec<String>,
}

/// What came of it. Recovery codes are shown this once.
#[derive(Serialize, ToSchema)]
#[schema(as = MfaChanged)]
pub(in crate::web::api) struct Changed {
    /// The person's first recovery codes; none when they had some.
    recovery_codes: Vec<String>,
}

impl Changed {
    /// With these codes, as an answer that nobody keeps.
    pub(super) fn with(codes: &[Secret]) -> Response {
        let codes = codes.iter().map(|code| code.expose().to_owned());
        secret(Self {
            recovery_codes: codes.collect(),
        })
    }
}

/// Switches methods off, and codes by mail on. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    put, path = "/me/mfa", tag = "me", security(("access_token" = ["account"])),
    request_body = Wish,
    responses(
        (status = 200, description = "It is so", body = Changed),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 409, description = "conflict: the last one where one is demanded, or one that has to be set up"),
        (status = 412, description = "precondition-failed"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn put(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let wish: Wish = body::read(body::object(request, &app).await?)?;
    let wanted = wanted(&wish)?;
    let changing = holder.fresh().await?;
    let now = shown(&holder).await?;
    if_match(&headers, &Entity::of(&now)?)?;
    let is_on = |kind: FactorKind| now.methods.iter().any(|on| on.method == kind.name());
    for kind in &wanted {
        if !is_on(*kind) && *kind != FactorKind::Email {
            return Err(Problem::new(ProblemKind::Conflict).detail("the method has to be set up"));
        }
    }
    let mut codes = Vec::new();
    // On before off: nobody is without in between.
    if wanted.contains(&FactorKind::Email) && !is_on(FactorKind::Email) {
        let added = changing.switch_mail_on(&holder.ctx, actor(&holder)).await;
        codes = added.map_err(not_offered)?.codes;
    }
    for kind in KINDS {
        if is_on(kind) && !wanted.contains(&kind) {
            // Each change is of the credentials as the one before left them.
            let changing = holder.fresh().await?;
            changing.remove(&holder.ctx, kind, actor(&holder)).await?;
        }
    }
    Ok(Changed::with(&codes))
}

fn wanted(wish: &Wish) -> Result<Vec<FactorKind>, Problem> {
    let mut kinds = Vec::new();
    for (place, name) in wish.methods.iter().enumerate() {
        let kind = FactorKind::from_name(name).filter(|kind| KINDS.contains(kind));
        kinds.push(kind.ok_or_else(|| {
            Problem::of_fields(vec![FieldError {
                pointer: format!("/methods/{place}"),
                code: "unknown".into(),
                message: "this is no method of a second factor".to_owned(),
            }])
        })?);
    }
    Ok(kinds)
}

/// Switches the authenticator app off. Needs a sign-in of the last minutes, with a second factor.
#[utoipa::path(
    delete, path = "/me/mfa/totp", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 204, description = "It is off"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found: it is not on"),
        (status = 409, description = "conflict: the last one where one is demanded"),
    ),
)]
pub(in crate::web::api) async fn remove_app(holder: Holder) -> Result<StatusCode, Problem> {
    remove(&holder, FactorKind::Totp).await
}

/// Switches codes by text message off. Needs a sign-in of the last minutes, with a second factor.
#[utoipa::path(
    delete, path = "/me/mfa/sms", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 204, description = "It is off"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found: it is not on"),
        (status = 409, description = "conflict: the last one where one is demanded"),
    ),
)]
pub(in crate::web::api) async fn remove_phone(holder: Holder) -> Result<StatusCode, Problem> {
    remove(&holder, FactorKind::Sms).await
}

/// Switches codes by mail off. Needs a sign-in of the last minutes, with a second factor.
#[utoipa::path(
    delete, path = "/me/mfa/email", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 204, description = "It is off"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found: it is not on"),
        (status = 409, description = "conflict: the last one where one is demanded"),
    ),
)]
pub(in crate::web::api) async fn remove_mail(holder: Holder) -> Result<StatusCode, Problem> {
    remove(&holder, FactorKind::Email).await
}

async fn remove(holder: &Holder, kind: FactorKind) -> Result<StatusCode, Problem> {
    let changing = holder.fresh().await?;
    let now = shown(holder).await?;
    if !now.methods.iter().any(|on| on.method == kind.name()) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    changing.remove(&holder.ctx, kind, actor(holder)).await?;
    Ok(DONE)
}

/// Ten new recovery codes in place of all before, shown this once. Needs a sign-in of the last minutes, with a second factor.
#[utoipa::path(
    post, path = "/me/mfa/recovery-codes", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 200, description = "The codes", body = Changed),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 409, description = "conflict: without a second factor there are none"),
    ),
)]
pub(in crate::web::api) async fn new_codes(holder: Holder) -> Result<Response, Problem> {
    let changing = holder.fresh().await?;
    let made = changing.new_codes(&holder.ctx, actor(&holder)).await;
    let codes = made.map_err(|refusal| match refusal {
        FactorRefusal::Over => {
            Problem::new(ProblemKind::Conflict).detail("without a second factor there are none")
        }
        other => other.into(),
    })?;
    Ok(Changed::with(&codes))
}

/// Asks every browser and device again.
#[utoipa::path(
    delete, path = "/me/mfa/remembered-devices", tag = "me", security(("access_token" = ["account"])),
    responses((status = 204, description = "All are asked again")),
)]
pub(in crate::web::api) async fn forget(holder: Holder) -> Result<StatusCode, Problem> {
    forget_browsers(&holder.ctx, &holder.user, actor(&holder)).await?;
    Ok(DONE)
}

pub(super) const fn actor(holder: &Holder) -> Actor<'_> {
    Actor {
        browser: &holder.browser,
        texts: holder.texts,
    }
}

/// Codes by mail that are not offered are over before they began.
fn not_offered(refusal: FactorRefusal) -> Problem {
    match refusal {
        FactorRefusal::Over => Problem::new(ProblemKind::Conflict)
            .detail("codes by mail are not offered, or the account was changed meanwhile"),
        other => other.into(),
    }
}

/// An answer that nobody keeps.
pub(super) fn secret(body: impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
