//! What somebody wants of a provider, whether by a file or by the API: what would be written, and what is wrong with it.

use crate::app::App;
use crate::jose::ForeignKey;
use crate::model::provider::ProviderAuth;
use crate::model::{Provider, ProviderId, ProviderKind, ProviderSettings, Secret, TenantId};
use crate::storage::StoredProvider;

use super::AdministrationError;
use super::providers::{keeps, problems, seal};

/// What is wanted.
#[derive(Debug)]
pub struct ProviderWish {
    /// Its name in URLs.
    pub slug: String,
    /// How it speaks.
    pub kind: ProviderKind,
    /// What people read; what the kind is usually called where that is left out.
    pub name: Option<String>,
    /// The secret, where it is given.
    pub client_secret: Option<Secret>,
    /// A disabled provider vouches for nobody.
    pub disabled: bool,
    /// Everything else.
    pub settings: ProviderSettings,
}

/// What would be written.
#[derive(Debug)]
pub struct DecidedProvider {
    /// The provider. A fresh secret is not in it yet.
    pub provider: StoredProvider,
    /// A secret that is still to be sealed.
    pub fresh: Option<Secret>,
    /// What is wrong; nothing is written then.
    pub problems: Vec<String>,
}

/// Decides over what is stored under that slug. `roles` are the names of the tenant's, where they are known.
pub fn decide(
    app: &App,
    stored: Option<&Provider>,
    roles: Option<&[String]>,
    wish: ProviderWish,
) -> Result<DecidedProvider, AdministrationError> {
    let new_id = || ProviderId(app.entropy.uuid(app.clock.now()));
    let is_given = wish.client_secret.is_some();
    let (fresh, kept) = secret(app, &wish, stored)?;
    let kind = wish.kind;
    let provider = StoredProvider {
        id: stored.map_or_else(new_id, |stored| stored.id),
        slug: wish.slug,
        kind,
        name: wish.name.unwrap_or_else(|| usual_name(kind).to_owned()),
        settings: wish.settings,
        // What will stand there; it is sealed when the tenant is known for sure.
        sealed_secret: kept.or_else(|| fresh.as_ref().map(|_| Vec::new())),
        disabled: wish.disabled,
    };
    let mut problems = problems(app, &provider);
    if let (ProviderKind::Apple, Some(key)) = (kind, &fresh)
        && ForeignKey::from_pem(key.expose()).is_err()
    {
        problems.push("client_secret: is no key as Apple gives them (a .p8 file)".to_owned());
    }
    // Whoever may say where a provider is does not thereby learn the secret that is sent there.
    let moved = stored.is_some_and(|stored| moves(stored, &provider));
    if moved && !is_given && provider.sealed_secret.is_some() {
        problems
            .push("client_secret: is needed again, since it goes elsewhere from now on".to_owned());
    }
    for rule in &provider.settings.roles {
        if roles.is_some_and(|roles| !roles.contains(&rule.role)) {
            problems.push(format!("roles: there is no role {:?}", rule.role));
        }
    }
    Ok(DecidedProvider {
        provider,
        fresh,
        problems,
    })
}

/// The same with the secret sealed.
pub fn with_secret(
    app: &App,
    tenant: TenantId,
    provider: StoredProvider,
    fresh: Option<Secret>,
) -> Result<StoredProvider, AdministrationError> {
    let Some(secret) = fresh else {
        return Ok(provider);
    };
    Ok(StoredProvider {
        sealed_secret: Some(seal(app, tenant, provider.id, &secret)?),
        ..provider
    })
}

/// A secret that is still to be sealed, and the one that stays.
fn secret(
    app: &App,
    wish: &ProviderWish,
    stored: Option<&Provider>,
) -> Result<(Option<Secret>, Option<Vec<u8>>), AdministrationError> {
    let sealed = stored.and_then(|stored| stored.sealed_secret.clone());
    let by_key = wish.settings.authentication == ProviderAuth::PrivateKeyJwt;
    Ok(match (&wish.client_secret, stored) {
        (None, _) if by_key => (None, None),
        (None, _) => (None, sealed),
        (Some(secret), Some(stored)) if keeps(app, stored, secret)? => (None, sealed),
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
