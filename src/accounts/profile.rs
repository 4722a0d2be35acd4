//! What a person says about themselves (OpenID Connect Core §5.1), and the name they sign in with.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::administration::users::claim_problem;
use crate::context::Context;
use crate::directory::LookupError;
use crate::model::user::{TELEGRAM, is_telegram_name, valid_username};
use crate::model::{EventKind, User, UserId};
use crate::storage::{ClaimChange, Notices, StorageError};
use crate::texts::Texts;

use super::Browser;
use super::events::event;

/// The claims that a person sets themselves, each in a field of its name. Others of §5.1 are ours to say (`email_verified`,
/// `phone_number_verified`), or have a page of their own (`email`, `picture`).
pub const OWN_CLAIMS: [&str; 14] = [
    "name",
    "given_name",
    "middle_name",
    "family_name",
    "nickname",
    "preferred_username",
    "profile",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    TELEGRAM,
];

/// The members of `address` (§5.1.1) that have a field. `formatted` is what apps make of them.
pub const ADDRESS_MEMBERS: [&str; 5] = [
    "street_address",
    "postal_code",
    "locality",
    "region",
    "country",
];

/// How long what somebody says in one field may be, in characters.
const LONGEST: usize = 200;

/// What was entered, by the names of the fields; empty text takes a claim away.
pub type Entered = BTreeMap<&'static str, String>;

/// What a person changes about themselves.
#[derive(Debug, Default)]
pub struct ProfileChange {
    /// The fields that it is about; the others stay as they are.
    pub entered: Entered,
    /// Whether all that was known of the address goes first, also what has no field.
    pub without_address: bool,
}

/// What the fields hold by now.
pub fn profile_fields(user: &User) -> Entered {
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        text.to_owned()
    };
    let address = user.profile.get("address");
    let lines = ADDRESS_MEMBERS.map(|name| (name, text(address.and_then(|a| a.get(name)))));
    OWN_CLAIMS
        .map(|name| (name, text(user.profile.get(name))))
        .into_iter()
        .chain(lines)
        .collect()
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// The tenant wants it answered.
    Missing,
    /// Too many characters.
    TooLong,
    /// Characters that nobody can see.
    Unprintable,
    /// Not the address of a page.
    NotAWebAddress,
    /// Not a day, nor a year.
    NotADate,
    /// Not the name of a time zone.
    NotATimeZone,
    /// Not a phone number.
    NotAPhoneNumber,
    /// Not a name at Telegram.
    NotATelegramName,
    /// Not a language we have.
    NotALanguage,
    /// Not what a name to sign in with may be.
    NotAUsername,
    /// Somebody else has it.
    Taken,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum ProfileRefusal {
    /// Fields to put right.
    #[error("what was entered cannot be taken")]
    Fields(Vec<(&'static str, FieldProblem)>),
    /// The account is gone.
    #[error("there is no such account any more")]
    Gone,
    /// It is not about the person as they are by now.
    #[error("somebody changed the account meanwhile")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

/// Saves what a person says about themselves, if it is `still` about the person as they are. Nobody else changes them between
/// that question and the answer.
pub async fn save_profile(
    ctx: &Context,
    user: UserId,
    change: ProfileChange,
    still: impl FnOnce(&User) -> bool,
    browser: &Browser,
) -> Result<(), ProfileRefusal> {
    let required = &ctx.issuer().tenant().settings.sign_up.require;
    let notices = Notices {
        events: vec![event(ctx, user, EventKind::ProfileChanged, browser, &[])],
        ..Notices::default()
    };
    let decide = |user: &User| {
        if !still(user) {
            return Err(ProfileRefusal::Changed);
        }
        claims_after(user, change, required).map_err(ProfileRefusal::Fields)
    };
    let db = ctx.db();
    if !db.revise_claims(user, decide, notices, ctx.now()).await? {
        return Err(ProfileRefusal::Gone);
    }
    Ok(ctx.app().directory.catch_up().await?)
}

/// The claims as they are after a change, or all that is wrong with it.
fn claims_after(
    user: &User,
    change: ProfileChange,
    required: &[String],
) -> Result<ClaimChange, Vec<(&'static str, FieldProblem)>> {
    let mut fields = profile_fields(user);
    if change.without_address {
        fields.extend(ADDRESS_MEMBERS.map(|name| (name, String::new())));
    }
    fields.extend(change.entered);
    let is_required = |name: &str| required.iter().any(|claim| claim == name);
    let text = |name: &str| fields.get(name).map_or("", |value| value.trim());
    let mut problems = Vec::new();
    let mut set = Map::new();
    for name in OWN_CLAIMS {
        let mut value = text(name);
        if name == TELEGRAM {
            // As people write it.
            value = value.trim_start_matches('@');
        }
        let kept = user.profile.get(name).and_then(Value::as_str) == Some(value);
        if value.is_empty() {
            if is_required(name) {
                problems.push((name, FieldProblem::Missing));
            }
        } else if let Some(problem) = problem_of(name, value).filter(|_| !kept) {
            problems.push((name, problem));
        } else {
            set.insert(name.to_owned(), Value::from(value));
        }
    }
    let mut address = Map::new();
    for name in ADDRESS_MEMBERS {
        let value = text(name);
        if let Some(problem) = line_problem(value, name == "street_address") {
            problems.push((name, problem));
        } else if !value.is_empty() {
            address.insert(name.to_owned(), Value::from(value));
        }
    }
    if address.is_empty() && is_required("address") {
        problems.push(("street_address", FieldProblem::Missing));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if !change.without_address {
        address = with_former_lines(address, user);
    }
    if !address.is_empty() {
        set.insert("address".to_owned(), Value::Object(address));
    }
    Ok(ClaimChange {
        set,
        owned: OWN_CLAIMS.iter().chain(&["address"]).copied().collect(),
    })
}

/// The whole address as it was written before stays for as long as its parts do.
fn with_former_lines(mut address: Map<String, Value>, user: &User) -> Map<String, Value> {
    let before = user.profile.get("address").and_then(Value::as_object);
    let Some(before) = before else { return address };
    let same = ADDRESS_MEMBERS
        .iter()
        .all(|name| before.get(*name) == address.get(*name));
    if let (true, Some(lines)) = (same, before.get("formatted")) {
        address.insert("formatted".to_owned(), lines.clone());
    }
    address
}

/// Takes another name to sign in with.
pub async fn change_username(
    ctx: &Context,
    user: &User,
    username: &str,
    browser: &Browser,
) -> Result<(), ProfileRefusal> {
    let refused = |problem| ProfileRefusal::Fields(vec![("username", problem)]);
    let username = username.trim();
    if !valid_username(username) {
        return Err(refused(FieldProblem::NotAUsername));
    }
    let details = [("name", username)];
    let notices = Notices {
        events: vec![event(
            ctx,
            user.id,
            EventKind::ProfileChanged,
            browser,
            &details,
        )],
        ..Notices::default()
    };
    let db = ctx.db();
    match db
        .change_username(user.id, username, notices, ctx.now())
        .await
    {
        Ok(true) => Ok(ctx.app().directory.catch_up().await?),
        Ok(false) => Err(ProfileRefusal::Gone),
        Err(StorageError::Conflict) => Err(refused(FieldProblem::Taken)),
        Err(error) => Err(error.into()),
    }
}

fn problem_of(name: &str, value: &str) -> Option<FieldProblem> {
    line_problem(value, false).or_else(|| match name {
        "birthdate" => (!is_date(value)).then_some(FieldProblem::NotADate),
        "zoneinfo" => (!is_time_zone(value)).then_some(FieldProblem::NotATimeZone),
        "phone_number" => (!is_phone_number(value)).then_some(FieldProblem::NotAPhoneNumber),
        TELEGRAM => (!is_telegram_name(value)).then_some(FieldProblem::NotATelegramName),
        "locale" => {
            (!Texts::supported().any(|tag| tag == value)).then_some(FieldProblem::NotALanguage)
        }
        _ => claim_problem(name, &Value::from(value)).map(|_| FieldProblem::NotAWebAddress),
    })
}

fn line_problem(value: &str, several_lines: bool) -> Option<FieldProblem> {
    if value.chars().count() > LONGEST {
        return Some(FieldProblem::TooLong);
    }
    let allowed = |c: char| several_lines && matches!(c, '\n' | '\r');
    value
        .chars()
        .any(|c| c.is_control() && !allowed(c))
        .then_some(FieldProblem::Unprintable)
}

/// "represented as an ISO 8601-1 YYYY-MM-DD format. The year MAY be 0000, indicating that it is omitted. To represent only the
/// year, YYYY format is allowed."
fn is_date(text: &str) -> bool {
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            // A day that is omitted its year may be the 29th of February.
            let year = if *year == "0000" { "2000" } else { year };
            let number = |part: &str| part.parse::<u8>().ok();
            let month = number(month).and_then(|month| time::Month::try_from(month).ok());
            match (year.parse(), month, number(day)) {
                (Ok(year), Some(month), Some(day)) => {
                    time::Date::from_calendar_date(year, month, day).is_ok()
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// "String from IANA Time Zone Database … For example, Europe/Paris". The shape is checked, not the list, which changes often.
fn is_time_zone(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
    };
    text.len() <= 64 && text.split('/').all(part) && text.split('/').count() <= 3
}

/// "E.164 is RECOMMENDED as the format … for example, +1 (425) 555-1212"
fn is_phone_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.');
    text.strip_prefix('+')
        .is_some_and(|rest| rest.chars().all(known))
        && (5..=15).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_may_keep_its_year_to_itself() {
        for (text, good) in [
            ("1815-12-10", true),
            ("0000-02-29", true),
            ("1815", true),
            ("2025-02-29", false),
            ("1815-13-01", false),
            ("10.12.1815", false),
            ("1815-1-1", false),
            ("", false),
        ] {
            assert_eq!(is_date(text), good, "{text}");
        }
    }

    #[test]
    fn a_phone_number_begins_with_its_country() {
        for (text, good) in [
            ("+44 20 7946 0018", true),
            ("+1 (425) 555-1212", true),
            ("020 7946 0018", false),
            ("+", false),
            ("+1234567890123456", false),
            ("+44<script>12345", false),
        ] {
            assert_eq!(is_phone_number(text), good, "{text}");
        }
    }

    #[test]
    fn a_time_zone_is_called_as_the_database_calls_it() {
        for (text, good) in [
            ("Europe/Paris", true),
            ("America/Argentina/Buenos_Aires", true),
            ("UTC", true),
            ("Etc/GMT+1", true),
            ("Europe/", false),
            ("../etc/passwd", false),
            ("a b", false),
        ] {
            assert_eq!(is_time_zone(text), good, "{text}");
        }
    }
}
