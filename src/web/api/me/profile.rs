//! `GET` and `PATCH /api/v1/me`, `PUT /api/v1/me/username`: who somebody is, and what they say about themselves.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::accounts::{
    ADDRESS_MEMBERS, FieldProblem, OWN_CLAIMS, ProfileChange, ProfileRefusal, change_username,
    save_profile,
};
use crate::app::App;
use crate::model::User;
use crate::oauth::OAuthError;
use crate::web::api::body;
use crate::web::api::entity::{Entity, if_match};
use crate::web::api::holder::Holder;
use crate::web::error::{FieldError, Problem, ProblemKind};

/// A person: what is ours to say, and their own claims by the names of OpenID Connect Core §5.1.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
pub(in crate::web::api) struct Me {
    /// The account's identifier, the `sub` of tokens.
    sub: String,
    /// The tenant.
    tenant_id: String,
    /// The name to sign in with.
    username: String,
    /// The address.
    email: Option<String>,
    /// Whether somebody proved to read it.
    email_verified: bool,
    /// The roles at the tenant.
    roles: Vec<String>,
    /// When the account will be deleted, if its owner asked for that.
    deletion_at: Option<String>,
    /// When anything of it last changed.
    updated_at: Option<String>,
    /// `name`, `given_name`, `locale`, `picture`, `address` …
    #[serde(flatten)]
    #[schema(value_type = Object)]
    claims: Map<String, Value>,
}

impl Me {
    fn of(user: &User) -> Self {
        Self {
            sub: user.id.to_string(),
            tenant_id: user.tenant.to_string(),
            username: user.username.clone(),
            email: user.email.clone(),
            email_verified: user.email_verified,
            roles: user.roles.clone(),
            deletion_at: user.deletion_at.and_then(crate::clock::Timestamp::rfc3339),
            updated_at: user.updated_at.rfc3339(),
            claims: user.profile.clone(),
        }
    }

    fn answered(&self) -> Result<Response, Problem> {
        Ok(Entity::of(self)?.into_response())
    }
}

/// Who the access token speaks for.
#[utoipa::path(
    get, path = "/me", tag = "me", security(("access_token" = ["account"])),
    responses((status = 200, description = "The person", body = Me)),
)]
pub(in crate::web::api) async fn get(holder: Holder) -> Result<Response, Problem> {
    Me::of(&holder.user).answered()
}

/// Changes what somebody says about themselves (JSON Merge Patch, RFC 7396): what is left out stays, null takes away.
#[utoipa::path(
    patch, path = "/me", tag = "me", security(("access_token" = ["account"])),
    request_body(content = Object, description = "Claims of the person's own: name, given_name, middle_name, family_name, nickname, preferred_username, profile, website, gender, birthdate, zoneinfo, locale, phone_number, telegram, address"),
    responses(
        (status = 200, description = "The person as they are now", body = Me),
        (status = 412, description = "precondition-failed: If-Match names another state"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn patch(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let change = change(&body::object(request, &app).await?)?;
    let still = |user: &User| {
        let now = Entity::of(&Me::of(user));
        now.is_ok_and(|now| if_match(&headers, &now).is_ok())
    };
    let (ctx, user) = (&holder.ctx, holder.user.id);
    save_profile(ctx, user, change, still, &holder.browser).await?;
    let saved = ctx.db().user(user).await.map_err(OAuthError::from)?;
    Me::of(&saved.ok_or(ProfileRefusal::Gone)?).answered()
}

/// What a patch is about, in the fields of the page, or all that is wrong with its form.
fn change(members: &Map<String, Value>) -> Result<ProfileChange, Problem> {
    let mut change = ProfileChange::default();
    let mut wrong = Vec::new();
    for (name, value) in members {
        match (name.as_str(), value) {
            ("address", Value::Null) => change.without_address = true,
            ("address", Value::Object(lines)) => {
                for (line, value) in lines {
                    enter(&ADDRESS_MEMBERS, ("/address", line), value, &mut change)
                        .unwrap_or_else(|error| wrong.push(error));
                }
            }
            (name, value) => enter(&OWN_CLAIMS, ("", name), value, &mut change)
                .unwrap_or_else(|error| wrong.push(error)),
        }
    }
    if wrong.is_empty() {
        Ok(change)
    } else {
        Err(Problem::of_fields(wrong))
    }
}

fn enter(
    known: &[&'static str],
    (above, name): (&str, &str),
    value: &Value,
    change: &mut ProfileChange,
) -> Result<(), FieldError> {
    let Some(known) = known.iter().find(|known| **known == name) else {
        // The name is whatever somebody sent, and is not repeated.
        return Err(FieldError {
            pointer: above.to_owned(),
            code: "unknown".into(),
            message: "there is a member that is not the person's to set".to_owned(),
        });
    };
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        _ => {
            return Err(FieldError {
                pointer: format!("{above}/{known}"),
                code: "invalid".into(),
                message: "this is a text, or null".to_owned(),
            });
        }
    };
    change.entered.insert(known, text);
    Ok(())
}

/// Another name to sign in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Username)]
pub(in crate::web::api) struct Username {
    /// 1 to 64 letters, digits and `.-_`.
    username: String,
}

/// Changes the name to sign in with. Needs a sign-in of the last minutes.
#[utoipa::path(
    put, path = "/me/username", tag = "me", security(("access_token" = ["account"])),
    request_body = Username,
    responses(
        (status = 200, description = "The person as they are now", body = Me),
        (status = 401, description = "insufficient-user-authentication"),
        (status = 422, description = "invalid-fields"),
    ),
)]
pub(in crate::web::api) async fn username(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Problem> {
    let wanted: Username = body::read(body::object(request, &app).await?)?;
    holder.fresh().await?;
    let (ctx, user) = (&holder.ctx, &holder.user);
    change_username(ctx, user, &wanted.username, &holder.browser).await?;
    let saved = ctx.db().user(user.id).await.map_err(OAuthError::from)?;
    Me::of(&saved.ok_or(ProfileRefusal::Gone)?).answered()
}

impl From<ProfileRefusal> for Problem {
    fn from(refusal: ProfileRefusal) -> Self {
        match refusal {
            ProfileRefusal::Fields(problems) => {
                Self::of_fields(problems.into_iter().map(told).collect())
            }
            ProfileRefusal::Gone => Self::new(ProblemKind::InvalidToken),
            ProfileRefusal::Changed => Self::new(ProblemKind::PreconditionFailed),
            ProfileRefusal::Storage(error) => OAuthError::from(error).into(),
            ProfileRefusal::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}

fn told((name, problem): (&'static str, FieldProblem)) -> FieldError {
    let (code, message) = match problem {
        FieldProblem::Missing => ("missing", "the tenant wants this to be answered"),
        FieldProblem::TooLong => ("too_long", "this has too many characters"),
        FieldProblem::Unprintable => ("unprintable", "this has characters that nobody can see"),
        FieldProblem::NotAWebAddress => ("not_a_web_address", "this is no address of a page"),
        FieldProblem::NotADate => ("not_a_date", "this is no day YYYY-MM-DD, nor a year"),
        FieldProblem::NotATimeZone => ("not_a_time_zone", "this is no name of a time zone"),
        FieldProblem::NotAPhoneNumber => ("not_a_phone_number", "this is no phone number"),
        FieldProblem::NotATelegramName => {
            ("not_a_telegram_name", "this is no username of Telegram")
        }
        FieldProblem::NotALanguage => ("not_a_language", "this is no language that we have"),
        FieldProblem::NotAUsername => (
            "invalid",
            "a username has 1 to 64 letters, digits and . - _",
        ),
        FieldProblem::Taken => ("taken", "somebody has this"),
    };
    let above = if ADDRESS_MEMBERS.contains(&name) {
        "/address"
    } else {
        ""
    };
    FieldError {
        pointer: format!("{above}/{name}"),
        code: code.into(),
        message: message.to_owned(),
    }
}

/// An answer without anything.
pub(super) const DONE: StatusCode = StatusCode::NO_CONTENT;
