//! `[[provider]]`: what is wanted, what is stored, do they differ.

use serde::Deserialize;

use crate::administration::{AdministrationError, providers};
use crate::jose::ForeignKey;
use crate::model::provider::ProviderAuth;
use crate::model::{Provider, ProviderId, ProviderKind, ProviderSettings, Secret, TenantId};
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
    let app = planner.app;
    let id = stored.as_ref().map_or_else(
        || ProviderId(app.entropy.uuid(app.clock.now())),
        |stored| stored.id,
    );
    let is_given = own.client_secret.is_some();
    let (fresh, kept) = secret(planner, &own, &settings, stored.as_ref())?;
    let wanted = StoredProvider {
        id,
        slug: own.slug,
        kind,
        name: own.name.unwrap_or_else(|| usual_name(kind).to_owned()),
        settings,
        // What will stand there; it is sealed when the tenant is known for sure.
        sealed_secret: kept.or_else(|| fresh.as_ref().map(|_| Vec::new())),
        disabled: own.disabled,
    };
    problems.extend(providers::problems(app, &wanted));
    if let (ProviderKind::Apple, Some(key)) = (kind, &fresh)
        && ForeignKey::from_pem(key.expose()).is_err()
    {
        problems.push("client_secret: is no key as Apple gives them (a .p8 file)".to_owned());
    }
    // Whoever may say where a provider is does not thereby learn the secret that is sent there.
    if !is_given
        && wanted.sealed_secret.is_some()
        && stored.as_ref().is_some_and(|stored| moves(stored, &wanted))
    {
        problems
            .push("client_secret: is needed again, since it goes elsewhere from now on".to_owned());
    }
    if let Some(view) = planner.view(&object.tenant) {
        let is_known = |role: &String| view.role_names.contains(role);
        for rule in &wanted.settings.roles {
            if !is_known(&rule.role) {
                problems.push(format!("roles: there is no role {:?}", rule.role));
            }
        }
    }
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

/// A secret that is still to be sealed, and the one that stays.
fn secret(
    planner: &Planner<'_>,
    own: &Members,
    settings: &ProviderSettings,
    stored: Option<&Provider>,
) -> Result<(Option<Secret>, Option<Vec<u8>>), AdministrationError> {
    let sealed = stored.and_then(|stored| stored.sealed_secret.clone());
    Ok(match (&own.client_secret, stored) {
        (None, _) if settings.authentication == ProviderAuth::PrivateKeyJwt => (None, None),
        (None, _) => (None, sealed),
        (Some(secret), Some(stored)) if providers::keeps(planner.app, stored, secret)? => {
            (None, sealed)
        }
        (Some(secret), _) => (Some(secret.clone()), None),
    })
}

/// Whether the secret would go to another server.
fn moves(stored: &Provider, wanted: &StoredProvider) -> bool {
    stored.kind != wanted.kind
        || stored.settings.issuer != wanted.settings.issuer
        || stored.settings.server != wanted.settings.server
        || stored.settings.directory != wanted.settings.directory
}

fn is_same(stored: &Provider, wanted: &StoredProvider) -> bool {
    stored.kind == wanted.kind
        && stored.name == wanted.name
        && stored.settings == wanted.settings
        && stored.sealed_secret == wanted.sealed_secret
        && stored.disabled == wanted.disabled
}

/// What people call it where the operator does not say.
const fn usual_name(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::OpenId => "OpenID",
        ProviderKind::Google => "Google",
        ProviderKind::Microsoft => "Microsoft",
        ProviderKind::Apple => "Apple",
        ProviderKind::GitLab => "GitLab",
        ProviderKind::GitHub => "GitHub",
        ProviderKind::Facebook => "Facebook",
        ProviderKind::FortyTwo => "42",
        ProviderKind::Discord => "Discord",
    }
}

/// The same with the secret sealed.
pub(super) fn with_secret(
    app: &crate::app::App,
    tenant: TenantId,
    provider: StoredProvider,
    fresh: Option<Secret>,
) -> Result<StoredProvider, AdministrationError> {
    let Some(secret) = fresh else {
        return Ok(provider);
    };
    Ok(StoredProvider {
        sealed_secret: Some(providers::seal(app, tenant, provider.id, &secret)?),
        ..provider
    })
}
