//! `/api/v1/me/passkeys`: a person's passkeys, and another one. The ceremony runs on a page of the issuer's own origin, or in an
//! app that the browser lets speak for it; the rules are those of the account's pages.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::accounts::Browser;
use crate::accounts::passkeys::{
    Answer, Newcomer, OwnPasskey, PasskeyError, add, are_offered, begin_to_add, of_owner,
    remove as take_away, rename,
};
use crate::app::App;
use crate::clock::Timestamp;
use crate::oauth::OAuthError;
use crate::storage::PasskeyRemoved;
use crate::web::api::body;
use crate::web::api::entity::items;
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem, ProblemKind};

use super::profile::DONE;

/// A passkey.
#[derive(Serialize, ToSchema)]
#[schema(as = Passkey)]
pub(in crate::web::api) struct Shown {
    /// Its identifier.
    id: String,
    /// What the person calls it.
    name: String,
    /// Whether it is kept in several places, or bound to one device.
    synced: bool,
    /// When it was added.
    created_at: Option<String>,
    /// When it was last used.
    last_used_at: Option<String>,
}

impl Shown {
    fn of(passkey: OwnPasskey) -> Self {
        Self {
            id: passkey.id.to_string(),
            name: passkey.name,
            synced: passkey.synced,
            created_at: passkey.created_at.rfc3339(),
            last_used_at: passkey.last_used_at.and_then(Timestamp::rfc3339),
        }
    }
}

/// All of them.
#[derive(ToSchema)]
#[schema(as = Passkeys)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct All {
    items: Vec<Shown>,
}

/// The person's passkeys, in the order in which they were added.
#[utoipa::path(
    get, path = "/me/passkeys", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "The passkeys", body = All)),
)]
pub(in crate::web::api) async fn list(holder: Holder) -> Result<Response, Problem> {
    let known = own(&holder).await?;
    Ok(items(known.into_iter().map(Shown::of).collect()))
}

/// What `navigator.credentials.create` is given.
#[derive(Serialize, ToSchema)]
#[schema(as = PasskeyCreation)]
pub(in crate::web::api) struct Begun {
    /// Goes back with the answer; good for a while, and once.
    ceremony: String,
    /// `PublicKeyCredentialCreationOptions` as JSON (WebAuthn Level 3 §5.4).
    #[serde(rename = "publicKey")]
    #[schema(value_type = Object)]
    public_key: Value,
}

/// Begins to add a passkey. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/passkeys/options", tag = "me", security(("access_token" = ["account"])),
    responses(
        (status = 200, description = "What the browser is given", body = Begun),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found: passkeys are not offered"),
        (status = 409, description = "conflict: there are too many"),
    ),
)]
pub(in crate::web::api) async fn begin(holder: Holder) -> Result<Response, Problem> {
    holder.fresh().await?;
    let begun = begin_to_add(&holder.ctx, &holder.login, &bound(&holder)).await?;
    let shown = Begun {
        ceremony: begun.ceremony.expose().to_owned(),
        public_key: begun.options,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)).into_response())
}

/// What the browser answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPasskey)]
pub(in crate::web::api) struct New {
    /// What came with the options.
    ceremony: String,
    /// `PublicKeyCredential.toJSON()` (WebAuthn Level 3 §5.1).
    #[schema(value_type = Object)]
    credential: Map<String, Value>,
    /// What the person calls it, at most 64 characters; a name with the day when left out.
    name: Option<String>,
}

/// The passkey that was added.
#[derive(Serialize, ToSchema)]
#[schema(as = PasskeyAdded)]
pub(in crate::web::api) struct Added {
    /// Its identifier.
    id: String,
    /// The person's first recovery codes, shown this once; none when they had some.
    recovery_codes: Vec<String>,
}

/// Adds a passkey. Needs a sign-in of the last minutes, with a second factor where there is one.
#[utoipa::path(
    post, path = "/me/passkeys", tag = "me", security(("access_token" = ["account"])),
    request_body = New,
    responses(
        (status = 201, description = "It is the person's", body = Added),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found: passkeys are not offered"),
        (status = 409, description = "conflict: it is known already, or there are too many"),
        (status = 410, description = "mfa-over: the ceremony is over"),
        (status = 422, description = "invalid-fields: the credential proves nothing"),
    ),
)]
pub(in crate::web::api) async fn post(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let new: New = body::read(body::object(request, &app).await?)?;
    holder.fresh().await?;
    let (ctx, texts) = (&holder.ctx, holder.texts);
    let today = texts.date(ctx.now());
    let usual = texts.with("passkeys-new-name", &[("date", &today)]);
    let credential = Value::Object(new.credential).to_string();
    let answer = Answer {
        ceremony: &new.ceremony,
        credential: &credential,
    };
    let newcomer = Newcomer {
        name: new.name.as_deref().unwrap_or(&usual),
        browser: &bound(&holder),
        texts,
    };
    let added = add(ctx, &holder.login, &answer, newcomer).await?;
    let location = format!("{}/api/v1/me/passkeys/{}", ctx.issuer().url(), added.id);
    let codes = added.codes.iter().map(|code| code.expose().to_owned());
    let shown = Added {
        id: added.id.to_string(),
        recovery_codes: codes.collect(),
    };
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::CREATED, headers, Json(shown)).into_response())
}

/// Another name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasskeyName)]
pub(in crate::web::api) struct Name {
    /// What the person calls it.
    name: String,
}

/// Gives a passkey another name.
#[utoipa::path(
    patch, path = "/me/passkeys/{id}", tag = "me", security(("access_token" = ["account"])),
    params(("id" = String, Path, description = "Its identifier")),
    request_body = Name,
    responses(
        (status = 200, description = "The passkey as it is now", body = Shown),
        (status = 404, description = "not-found"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn patch(
    holder: Holder,
    Path(id): Path<String>,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let named: Name = body::read(body::object(request, &app).await?)?;
    let passkey = one(&holder, &id).await?;
    let (ctx, user) = (&holder.ctx, holder.user.id);
    let renamed = rename(ctx, user, passkey.id, &named.name, &holder.browser).await;
    if !renamed.map_err(OAuthError::from)? {
        return Err(Problem::of_fields(vec![FieldError {
            pointer: "/name".to_owned(),
            code: "invalid".into(),
            message: "this is no name".to_owned(),
        }]));
    }
    let now = Shown::of(one(&holder, &id).await?);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(now)).into_response())
}

/// Removes a passkey, unless it is the last way in, or the last factor where one is demanded. Needs a sign-in of the last minutes,
/// with a second factor where there is one.
#[utoipa::path(
    delete, path = "/me/passkeys/{id}", tag = "me", security(("access_token" = ["account"])),
    params(("id" = String, Path, description = "Its identifier")),
    responses(
        (status = 204, description = "It signs nobody in any more"),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 404, description = "not-found"),
        (status = 409, description = "conflict: the last way in, or the last factor"),
    ),
)]
pub(in crate::web::api) async fn remove(
    holder: Holder,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    holder.fresh().await?;
    let passkey = one(&holder, &id).await?;
    let (ctx, user) = (&holder.ctx, &holder.user);
    match take_away(ctx, user, &passkey, &holder.browser, holder.texts).await? {
        PasskeyRemoved::Removed => Ok(DONE),
        PasskeyRemoved::Unknown => Err(Problem::new(ProblemKind::NotFound)),
        PasskeyRemoved::LastWayIn => Err(Problem::new(ProblemKind::Conflict)
            .detail("without it nothing would let this person in")),
        PasskeyRemoved::LastFactor => Err(Problem::new(ProblemKind::Conflict)
            .detail("the last second factor cannot be removed where one is demanded")),
    }
}

/// A ceremony is of this sign-in and no other.
fn bound(holder: &Holder) -> Browser {
    Browser {
        binding: format!("login:{}", holder.login.id),
        ..holder.browser.clone()
    }
}

async fn own(holder: &Holder) -> Result<Vec<OwnPasskey>, Problem> {
    let known = of_owner(&holder.ctx, holder.user.id).await;
    Ok(known.map_err(OAuthError::from)?)
}

async fn one(holder: &Holder, id: &str) -> Result<OwnPasskey, Problem> {
    let offered = are_offered(&holder.ctx);
    let mut known = own(holder).await?.into_iter().filter(|_| offered);
    let found = known.find(|passkey| passkey.id.to_string() == id);
    found.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::NotOffered => {
                Self::new(ProblemKind::NotFound).detail("passkeys are not offered here")
            }
            PasskeyError::TooManyBegun { retry_after } => Self::too_many(retry_after),
            PasskeyError::Over => {
                Self::new(ProblemKind::MfaOver).detail("the ceremony is over: begin another one")
            }
            // One that may have been copied is refused like any other; its owner finds the reason in the account's log.
            PasskeyError::Refused | PasskeyError::Copied => Self::of_fields(vec![FieldError {
                pointer: "/credential".to_owned(),
                code: "invalid".into(),
                message: "this proves nothing".to_owned(),
            }]),
            PasskeyError::Known => {
                Self::new(ProblemKind::Conflict).detail("the passkey is known already")
            }
            PasskeyError::TooMany => {
                Self::new(ProblemKind::Conflict).detail("there are too many passkeys")
            }
            PasskeyError::Gate(refusal) => refusal.into(),
            PasskeyError::Factor(refusal) => refusal.into(),
            PasskeyError::Storage(error) => OAuthError::from(error).into(),
            PasskeyError::Ephemeral(error) => OAuthError::from(error).into(),
            PasskeyError::Notify(error) => OAuthError::internal(error).into(),
        }
    }
}
