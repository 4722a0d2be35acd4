//! What of a provider's word becomes profile, roles and level here.

use serde_json::{Map, Value};

use crate::administration::users::claim_problem;
use crate::model::provider::LevelRule;
use crate::model::{Acr, ProviderSettings};

/// The claims that are taken over where no rule says otherwise.
const USUAL: [&str; 9] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "locale",
    "zoneinfo",
    "birthdate",
    "gender",
];
/// The longest text that is taken over, in characters.
const LONGEST: usize = 200;

/// A claim by its name, or by the names of members within members, after dots.
fn lookup<'a>(claims: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(path) {
        return Some(value);
    }
    let mut names = path.split('.');
    let first = claims.get(names.next()?)?;
    names.try_fold(first, |value, name| value.get(name))
}

/// The profile that a provider's claims make: one line of text each, as a person could have typed it.
pub(super) fn profile(
    settings: &ProviderSettings,
    claims: &Map<String, Value>,
) -> Map<String, Value> {
    let usual = USUAL.iter().map(|name| (*name, *name));
    let ruled = settings
        .claims
        .iter()
        .map(|(name, path)| (name.as_str(), path.as_str()));
    let mut profile = Map::new();
    for (name, path) in usual.chain(ruled) {
        let Some(text) = lookup(claims, path).and_then(Value::as_str) else {
            continue;
        };
        let text: String = text.trim().chars().take(LONGEST).collect();
        let value = Value::from(text);
        let says_something = value.as_str().is_some_and(|text| !text.is_empty());
        if says_something && claim_problem(name, &value).is_none() {
            profile.insert(name.to_owned(), value);
        }
    }
    profile
}

/// The roles that the rules give for these claims.
pub(super) fn roles(settings: &ProviderSettings, claims: &Map<String, Value>) -> Vec<String> {
    let mut roles: Vec<String> = settings
        .roles
        .iter()
        .filter(|rule| has(lookup(claims, &rule.claim), &rule.has))
        .map(|rule| rule.role.clone())
        .collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// What the provider's own words for how somebody signed in are worth: one factor, unless the tenant says more.
pub(super) fn level(settings: &ProviderSettings, claims: &Map<String, Value>) -> Acr {
    let holds = |rule: &&LevelRule| match (&rule.acr, &rule.amr) {
        (Some(acr), None) => claims.get("acr").and_then(Value::as_str) == Some(acr),
        // "amr … JSON array of strings"  OpenID Connect Core §2
        (None, Some(amr)) => {
            matches!(claims.get("amr"), Some(Value::Array(_))) && has(claims.get("amr"), amr)
        }
        _ => false,
    };
    let reached = settings.levels.iter().filter(holds).map(|rule| rule.level);
    reached.max().unwrap_or(Acr::Aal1)
}

/// Whether a value is that text, or has it among its values.
fn has(value: Option<&Value>, wanted: &str) -> bool {
    match value {
        Some(Value::Array(values)) => values.iter().any(|value| is(value, wanted)),
        Some(value) => is(value, wanted),
        None => false,
    }
}

fn is(value: &Value, wanted: &str) -> bool {
    match value {
        Value::String(text) => text == wanted,
        Value::Bool(flag) => wanted == if *flag { "true" } else { "false" },
        Value::Number(number) => number.to_string() == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::provider::RoleRule;

    fn map(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn claims_are_taken_over_as_texts_and_rules_go_first() {
        let settings = ProviderSettings {
            claims: [("nickname", "profile.handle"), ("website", "blog")]
                .map(|(name, path)| (name.to_owned(), path.to_owned()))
                .into(),
            ..ProviderSettings::default()
        };
        let claims = json!({
            "name": "  Ada Lovelace ", "given_name": 5, "family_name": "", "nickname": "n",
            "profile": {"handle": "countess"}, "blog": "javascript:alert(1)", "email": "x", "roles": ["admin"],
        });
        let made = profile(&settings, &map(&claims));
        let nickname = made.get("nickname").and_then(Value::as_str);
        assert_eq!(
            made.get("name").and_then(Value::as_str),
            Some("Ada Lovelace")
        );
        assert_eq!(nickname, Some("countess"));
        for absent in ["given_name", "family_name", "email", "roles"] {
            assert!(!made.contains_key(absent), "{absent}");
        }
    }

    #[test]
    fn roles_and_levels_come_by_rules_alone() {
        let nothing = ProviderSettings::default();
        let claims = map(&json!({
            "groups": ["staff", 7], "acr": "high", "amr": ["pwd", "mfa"], "realm": {"admin": true}, "roles": ["clerk"],
        }));
        assert!(roles(&nothing, &claims).is_empty());
        assert_eq!(level(&nothing, &claims), Acr::Aal1);
        let rule = |claim: &str, has: &str, role: &str| RoleRule {
            claim: claim.to_owned(),
            has: has.to_owned(),
            role: role.to_owned(),
        };
        let settings = ProviderSettings {
            roles: vec![
                rule("groups", "staff", "clerk"),
                rule("groups", "sta", "wrong"),
                rule("realm.admin", "true", "lead"),
                rule("nothing", "", "wrong"),
            ],
            levels: vec![LevelRule {
                acr: None,
                amr: Some("mfa".to_owned()),
                level: Acr::Aal2,
            }],
            ..ProviderSettings::default()
        };
        assert_eq!(roles(&settings, &claims), ["clerk", "lead"]);
        assert_eq!(level(&settings, &claims), Acr::Aal2);
        assert_eq!(level(&settings, &map(&json!({"amr": "mfa"}))), Acr::Aal1);
    }
}
