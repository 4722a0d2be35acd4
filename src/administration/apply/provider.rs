//! `[[provider]]`: what is wanted, what is stored, do they differ.

use serde::Deserialize;

use crate::administration::AdministrationError;
use crate::administration::provider_wish::{DecidedProvider, ProviderWish, decide};
use crate::model::{Provider, ProviderKind, ProviderSettings, Secret};
use crate::storage::StoredProvider;

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

/// Members that are not settings.
const OWN: [&str; 5] = ["slug", "kind", "name", "client_secret", "disabled"];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Members {
    slug: String,
    kind: Option<ProviderKind>,
    name: Option<String>,
    client_secret: Option<Secret>,
    disabled: bool,
}

pub(super) async fn plan(
    planner: &Planner<'_>,
    object: &Object,
) -> Result<Planned, AdministrationError> {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    let own: Option<Members> = members::read(&members::take(&mut rest, &OWN), &mut problems);
    let settings: Option<ProviderSettings> = members::read(&rest, &mut problems);
    let (Some(own), Some(settings)) = (own, settings) else {
        return Ok(Err(problems));
    };
    let Some(kind) = own.kind else {
        let kinds: Vec<&str> = ProviderKind::ALL.iter().map(|kind| kind.name()).collect();
        problems.push(format!("kind: is missing; there are {}", kinds.join(", ")));
        return Ok(Err(problems));
    };
    let stored = match planner.db(&object.tenant) {
        Some(db) => db
            .providers()
            .await?
            .into_iter()
            .find(|known| known.slug == own.slug),
        None => None,
    };
    let wish = ProviderWish {
        slug: own.slug,
        kind,
        name: own.name,
        client_secret: own.client_secret,
        disabled: own.disabled,
        settings,
    };
    let roles = planner
        .view(&object.tenant)
        .map(|view| view.role_names.as_slice());
    let DecidedProvider {
        provider: wanted,
        fresh,
        problems: wrong,
    } = decide(planner.app, stored.as_ref(), roles, wish)?;
    problems.extend(wrong);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let outcome = match &stored {
        None => Outcome::Created,
        Some(stored) if fresh.is_none() && is_same(stored, &wanted) => {
            return Ok(Ok((Outcome::Unchanged, Write::Nothing)));
        }
        Some(_) => Outcome::Changed,
    };
    Ok(Ok((outcome, Write::Provider(Box::new(wanted), fresh))))
}

fn is_same(stored: &Provider, wanted: &StoredProvider) -> bool {
    stored.kind == wanted.kind
        && stored.name == wanted.name
        && stored.settings == wanted.settings
        && stored.sealed_secret == wanted.sealed_secret
        && stored.disabled == wanted.disabled
}
