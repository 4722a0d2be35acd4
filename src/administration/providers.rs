//! Providers: where people may sign in besides here.

use zeroize::Zeroizing;

use crate::app::App;
use crate::model::provider::ProviderAuth;
use crate::model::user::{PROFILE_CLAIMS, valid_email};
use crate::model::{Provider, ProviderId, ProviderKind, ProviderSettings, Secret, TenantId};
use crate::storage::{StoredProvider, secret_place};
use crate::vault::VaultError;

use super::{ADMINISTRATOR, AdministrationError, Kind};

/// Claims that no rule may set: others decide about them.
const NOT_MAPPED: [&str; 2] = ["picture", "phone_number_verified"];

/// What is wrong with a provider; empty when it may be written.
pub fn problems(app: &App, provider: &StoredProvider) -> Vec<String> {
    let mut problems = Vec::new();
    let settings = &provider.settings;
    if !is_slug(&provider.slug) {
        problems.push("slug: has 1 to 40 lower-case letters, digits and -".to_owned());
    }
    if provider.name.trim().is_empty()
        || provider.name.chars().count() > 60
        || provider.name.chars().any(char::is_control)
    {
        problems.push("name: has 1 to 60 characters".to_owned());
    }
    let id = &settings.client_id;
    if !(1..=255).contains(&id.len()) || !id.bytes().all(|b| (0x21..=0x7e).contains(&b)) {
        problems.push("client_id: has 1 to 255 visible ASCII characters and no space".to_owned());
    }
    whereabouts(app, provider.kind, settings, &mut problems);
    authentication(provider, &mut problems);
    rules(provider.kind, settings, &mut problems);
    problems
}

fn is_slug(slug: &str) -> bool {
    (1..=40).contains(&slug.len())
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The URLs, and what names the place within a well-known one.
fn whereabouts(
    app: &App,
    kind: ProviderKind,
    settings: &ProviderSettings,
    problems: &mut Vec<String>,
) {
    for (name, url, fits) in [
        ("issuer", &settings.issuer, kind.is_openid()),
        ("server", &settings.server, !kind.is_openid()),
    ] {
        let Some(url) = url else { continue };
        if !fits {
            problems.push(format!(
                "{name}: a provider of kind {:?} has none",
                kind.name()
            ));
        } else if url.query().is_some() {
            // "using the https scheme with no query or fragment components"  OpenID Connect Discovery §3
            problems.push(format!("{name}: has a query"));
        } else if let Err(problem) = app.outbound.judge(url.as_str()) {
            problems.push(format!("{name}: {problem}"));
        }
    }
    let is_word = |text: &str| {
        (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
    };
    let several = ["common", "organizations", "consumers"];
    match (kind, &settings.directory) {
        (ProviderKind::Microsoft, Some(directory)) if several.contains(&directory.as_str()) => {
            problems.push(
                "directory: names one directory by its id; each of those has an issuer of its own"
                    .to_owned(),
            );
        }
        (ProviderKind::Microsoft, Some(directory)) if is_word(directory) => {}
        (ProviderKind::Microsoft, None) if settings.issuer.is_some() => {}
        (ProviderKind::Microsoft, _) => {
            problems.push("directory: is missing, or is no id".to_owned())
        }
        (_, Some(_)) => problems.push("directory: is for the kind \"microsoft\"".to_owned()),
        (_, None) => {}
    }
    if kind == ProviderKind::OpenId && settings.issuer.is_none() {
        problems.push("issuer: is missing".to_owned());
    }
    for (name, value) in [("team_id", &settings.team_id), ("key_id", &settings.key_id)] {
        match (kind, value) {
            (ProviderKind::Apple, Some(value)) if is_word(value) => {}
            (ProviderKind::Apple, _) => problems.push(format!("{name}: is missing, or is no id")),
            (_, Some(_)) => problems.push(format!("{name}: is for the kind \"apple\"")),
            (_, None) => {}
        }
    }
}

fn authentication(provider: &StoredProvider, problems: &mut Vec<String>) {
    let by_key = provider.settings.authentication == ProviderAuth::PrivateKeyJwt;
    if by_key && (!provider.kind.is_openid() || provider.kind == ProviderKind::Apple) {
        problems.push("authentication: \"private_key_jwt\" is for OpenID providers".to_owned());
    }
    if by_key && provider.sealed_secret.is_some() {
        problems.push("client_secret: is given beside \"private_key_jwt\"".to_owned());
    }
    if !by_key && provider.sealed_secret.is_none() {
        problems.push("client_secret: is missing".to_owned());
    }
}

fn rules(kind: ProviderKind, settings: &ProviderSettings, problems: &mut Vec<String>) {
    if settings.first_sign_in.links() && !settings.trusted_email {
        problems.push(
            "first_sign_in: an account is connected by its address only where trusted_email is true"
                .to_owned(),
        );
    }
    for claim in settings.claims.keys() {
        if !PROFILE_CLAIMS.contains(&claim.as_str()) || NOT_MAPPED.contains(&claim.as_str()) {
            problems.push(format!("claims: {claim:?} is no claim that can be set"));
        }
    }
    if settings.roles.iter().any(|rule| rule.role == ADMINISTRATOR) {
        problems.push(format!(
            "roles: nobody becomes {ADMINISTRATOR:?} by another server's word"
        ));
    }
    for scope in &settings.scopes {
        // "scope-token = 1*( %x21 / %x23-5B / %x5D-7E )"  RFC 6749 §3.3
        if scope.is_empty()
            || !scope
                .bytes()
                .all(|b| matches!(b, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
        {
            problems.push(format!(
                "scopes: {scope:?} is no scope (RFC 6749 section 3.3)"
            ));
        }
    }
    if settings
        .levels
        .iter()
        .any(|rule| rule.acr.is_some() == rule.amr.is_some())
    {
        problems.push("levels: a rule has either acr or amr".to_owned());
    }
    if !kind.is_openid() && (!settings.levels.is_empty() || settings.sign_out_there) {
        problems.push("levels, sign_out_there: are for OpenID providers".to_owned());
    }
    for domain in &settings.domains {
        if !valid_email(&format!("somebody@{domain}")) || *domain != domain.to_lowercase() {
            problems.push(format!(
                "domains: {domain:?} is no lower-case domain without @"
            ));
        }
    }
}

/// The secret, sealed for its row.
pub fn seal(
    app: &App,
    tenant: TenantId,
    id: ProviderId,
    secret: &Secret,
) -> Result<Vec<u8>, VaultError> {
    let plain = Zeroizing::new(secret.expose().as_bytes().to_vec());
    app.vault.seal(&secret_place(tenant, id), &plain)
}

/// Whether this is the secret that is stored.
pub(super) fn keeps(app: &App, stored: &Provider, secret: &Secret) -> Result<bool, VaultError> {
    let Some(sealed) = &stored.sealed_secret else {
        return Ok(false);
    };
    let opened = app
        .vault
        .open(&secret_place(stored.tenant, stored.id), sealed)?;
    let opened = String::from_utf8_lossy(&opened);
    Ok(Secret::new(opened.as_ref()).digest() == secret.digest())
}

/// Writes a provider, over one of the same slug.
pub async fn put(
    app: &App,
    tenant: TenantId,
    provider: StoredProvider,
) -> Result<(), AdministrationError> {
    let problems = problems(app, &provider);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let slug = provider.slug.clone();
    let db = app.database.tenant(tenant);
    let written = db.put_provider(provider, app.clock.now()).await;
    written.map_err(AdministrationError::taken(Kind::Provider, &slug))?;
    tracing::info!(target: "audit", event = "config.changed", %tenant, provider = slug);
    Ok(app.directory.catch_up().await?)
}

/// Removes a provider; nobody is known by it any more.
pub async fn delete(app: &App, tenant: TenantId, slug: &str) -> Result<(), AdministrationError> {
    let db = app.database.tenant(tenant);
    if !db.delete_provider(slug, app.clock.now()).await? {
        return Err(AdministrationError::NotFound(
            Kind::Provider,
            slug.to_owned(),
        ));
    }
    tracing::info!(target: "audit", event = "config.changed", %tenant, removed = slug);
    Ok(app.directory.catch_up().await?)
}
