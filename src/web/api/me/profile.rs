//! `GET` and `PATCH /api/v1/me`, `PUT /api/v1/me/username`: who somebody is, and what they say about themselves.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::accounts::{
    ADDRESS_MEMBERS, Entered, FieldProblem, OWN_CLAIMS, ProfileRefusal, change_username,
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
    request_body(content = Object, description = "Claims of the person's own: name, given_name, middle_name, family_name, nickname, preferred_username, profile, website, gender, birthdate, zoneinfo, locale, phone_number, address"),
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
    if_match(request.headers(), &Entity::of(&Me::of(&holder.user))?)?;
    let changes = body::object(request, &app).await?;
    let entered = merged(&holder.user, &changes)?;
    save_profile(&holder.ctx, &holder.user, &entered, &holder.browser).await?;
    let saved = holder.ctx.db().user(holder.user.id).await;
    let saved = saved.map_err(OAuthError::from)?;
    Me::of(&saved.ok_or(ProfileRefusal::Gone)?).answered()
}

/// What the fields of the page would hold after the change.
fn merged(user: &User, changes: &Map<String, Value>) -> Result<Entered, Problem> {
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        text.to_owned()
    };
    let address = user.profile.get("address");
    let lines = ADDRESS_MEMBERS.map(|name| (name, text(address.and_then(|a| a.get(name)))));
    let mut entered: Entered = OWN_CLAIMS
        .map(|name| (name, text(user.profile.get(name))))
        .into_iter()
        .chain(lines)
        .collect();
    let mut wrong = Vec::new();
    for (name, value) in changes {
        match (name.as_str(), value) {
            ("address", Value::Null) => {
                for line in ADDRESS_MEMBERS {
                    entered.insert(line, String::new());
                }
            }
            ("address", Value::Object(members)) => {
                for (member, value) in members {
                    change(&ADDRESS_MEMBERS, ("/address", member), value, &mut entered)
                        .unwrap_or_else(|error| wrong.push(error));
                }
            }
            (name, value) => change(&OWN_CLAIMS, ("", name), value, &mut entered)
                .unwrap_or_else(|error| wrong.push(error)),
        }
    }
    if wrong.is_empty() {
        Ok(entered)
    } else {
        Err(Problem::of_fields(wrong))
    }
}

fn change(
    known: &[&'static str],
    (above, name): (&str, &str),
    value: &Value,
    entered: &mut Entered,
) -> Result<(), FieldError> {
    let error = |code: &'static str, message: &str| FieldError {
        pointer: above.to_owned()
            + &if code == "unknown" {
                String::new()
            } else {
                format!("/{name}")
            },
        code: code.into(),
        message: message.to_owned(),
    };
    let Some(known) = known.iter().find(|known| **known == name) else {
        return Err(error(
            "unknown",
            "there is a member that is not the person's to set",
        ));
    };
    match value {
        Value::Null => entered.insert(known, String::new()),
        Value::String(text) => entered.insert(known, text.clone()),
        _ => return Err(error("invalid", "this is a text, or null")),
    };
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
