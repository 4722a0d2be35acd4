//! Tenants. One that exists is renamed or disabled, never removed: its slug in a link must not become somebody else's.

use crate::app::App;
use crate::model::client::is_resource;
use crate::model::{DEFAULT_SLUG, Tenant, TenantId};
use crate::storage::NewTenant;

use super::{AdministrationError, Kind, keys, roles, tenant_policy};

/// Slugs that would read as something of ours in a URL, a cookie or a message.
const RESERVED: [&str; 12] = [
    "admin", "api", "account", "dev", "health", "metrics", "root", "static", "support", "system",
    "t", "www",
];

/// What is wrong with a tenant; empty when it may be written. `public_host` is the host of the server's own URL.
pub fn problems(tenant: &Tenant, public_host: Option<&str>) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_slug(&tenant.slug) {
        problems.push(
            "slug: has 1 to 40 lower-case letters, digits and hyphens, none at an end".to_owned(),
        );
    } else if RESERVED.contains(&tenant.slug.as_str()) {
        problems.push(format!("slug: {:?} is reserved", tenant.slug));
    }
    if let Some(host) = &tenant.host {
        if !is_host_name(host) {
            problems.push("host: is a lower-case host name without scheme, port and path, such as id.example.com".to_owned());
        } else if public_host == Some(host) {
            problems.push("host: is the server's own, which is the default tenant's".to_owned());
        }
    }
    if tenant.name.trim().is_empty()
        || tenant.name.chars().count() > 100
        || tenant.name.chars().any(char::is_control)
    {
        problems.push("name: has 1 to 100 characters".to_owned());
    }
    if tenant
        .settings
        .default_audience
        .as_deref()
        .is_some_and(|audience| !is_resource(audience))
    {
        problems.push(
            "default_audience: is no absolute URI without a fragment (RFC 8707 section 2)"
                .to_owned(),
        );
    }
    problems.extend(tenant_policy::problems(&tenant.settings));
    if tenant.slug == DEFAULT_SLUG && tenant.host.is_some() {
        problems.push("host: the default tenant has the server's own".to_owned());
    }
    if tenant.slug == DEFAULT_SLUG && tenant.disabled {
        problems.push("disabled: the default tenant cannot be disabled".to_owned());
    }
    problems
}

/// The same, and what this server cannot do for it.
pub(super) fn problems_here(app: &App, tenant: &Tenant) -> Vec<String> {
    let mut problems = problems(tenant, public_host(app));
    problems.extend(tenant_policy::unoffered(app, tenant));
    problems
}

fn is_slug(slug: &str) -> bool {
    (1..=40).contains(&slug.len()) && is_label(slug)
}

/// RFC 1123 §2.1: letters, digits and hyphens, no hyphen at an end.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_host_name(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(is_label)
        // An address is no name: its last label would be a number (RFC 3986 §3.2.2).
        && host.rsplit('.').next().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()))
}

/// The host of the server's own URL, which no tenant may claim.
fn public_host(app: &App) -> Option<&str> {
    app.config.server.public_url.url().host_str()
}

/// The tenant of that slug.
pub async fn find(app: &App, slug: &str) -> Result<Tenant, AdministrationError> {
    let found = app.database.tenant_by_slug(slug).await?;
    found.ok_or_else(|| AdministrationError::NotFound(Kind::Tenant, slug.to_owned()))
}

/// Adds a tenant with its keys and its administrators' role. The identifier in `tenant` is replaced by a new one.
pub async fn create(app: &App, tenant: &Tenant) -> Result<Tenant, AdministrationError> {
    let problems = problems_here(app, tenant);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let now = app.clock.now();
    let tenant = Tenant {
        id: TenantId(app.entropy.uuid(now)),
        ..tenant.clone()
    };
    let row = NewTenant {
        id: tenant.id,
        slug: tenant.slug.clone(),
        host: tenant.host.clone(),
        name: tenant.name.clone(),
        settings: tenant.settings.clone(),
    };
    app.database
        .insert_tenant(row, now)
        .await
        .map_err(AdministrationError::taken(Kind::Tenant, &tenant.slug))?;
    if tenant.disabled {
        app.database.update_tenant(&tenant, now).await?;
    }
    complete(app, tenant.id).await?;
    tracing::info!(target: "audit", event = "tenant.created", tenant = %tenant.id, slug = tenant.slug);
    app.directory.catch_up().await?;
    Ok(tenant)
}

/// What every tenant needs before it can issue anything. Does nothing where it is there.
pub(super) async fn complete(app: &App, tenant: TenantId) -> Result<(), AdministrationError> {
    keys::ensure(app, tenant).await?;
    roles::ensure_administrator(app, tenant).await
}

/// Changes what a tenant's own operators decide, and nothing that is the server's to say.
pub async fn decide(app: &App, tenant: &Tenant) -> Result<(), AdministrationError> {
    let problems = problems_here(app, tenant);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    if !app.database.decide_tenant(tenant, app.clock.now()).await? {
        return Err(AdministrationError::NotFound(
            Kind::Tenant,
            tenant.slug.clone(),
        ));
    }
    tracing::info!(target: "audit", event = "tenant.changed", tenant = %tenant.id, slug = tenant.slug);
    Ok(app.directory.catch_up().await?)
}

/// Changes a tenant's name, host, settings and whether it is disabled.
pub async fn update(app: &App, tenant: &Tenant) -> Result<(), AdministrationError> {
    let problems = problems_here(app, tenant);
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let changed = app.database.update_tenant(tenant, app.clock.now()).await;
    if !changed.map_err(AdministrationError::taken(Kind::Tenant, &tenant.slug))? {
        return Err(AdministrationError::NotFound(
            Kind::Tenant,
            tenant.slug.clone(),
        ));
    }
    // What an interrupted creation left out.
    complete(app, tenant.id).await?;
    tracing::info!(target: "audit", event = "tenant.changed", tenant = %tenant.id, slug = tenant.slug);
    Ok(app.directory.catch_up().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_hosts_and_colours_have_one_spelling() {
        assert!(is_slug("acme-2") && is_slug(&"a".repeat(40)));
        for bad in ["", "-a", "a-", "A", "a_b", "a/b", &"a".repeat(41)] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert!(is_host_name("id.acme.example") && is_host_name("localhost"));
        for bad in [
            "",
            "ID.acme",
            "a..b",
            "a:8080",
            "https://a",
            "10.0.0.1",
            "a.",
            "*.a",
        ] {
            assert!(!is_host_name(bad), "{bad}");
        }
    }

    #[test]
    fn reserved_slugs_the_public_host_and_a_dark_default_tenant_are_refused() {
        let tenant = Tenant {
            id: TenantId(uuid::Uuid::nil()),
            slug: "admin".to_owned(),
            host: Some("id.example.com".to_owned()),
            name: "A".to_owned(),
            settings: crate::model::TenantSettings::default(),
            disabled: false,
        };
        assert_eq!(problems(&tenant, Some("id.example.com")).len(), 2);
        let default = Tenant {
            slug: DEFAULT_SLUG.to_owned(),
            host: None,
            disabled: true,
            ..tenant
        };
        assert_eq!(problems(&default, Some("id.example.com")).len(), 1);
    }
}
