//! A tenant as the protocol sees it: an issuer (OpenID Connect Discovery §3, RFC 8414 §2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::policy::{
    AccountPolicy, Branding, PasswordPolicy, SecondFactorPolicy, SignInPolicy, SignUpPolicy,
};
use super::{Endpoint, TenantId};

/// The slug of the tenant that is served at the root.
pub const DEFAULT_SLUG: &str = "default";

/// A tenant's row: what makes it an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Its identifier; every row of the tenant's carries it.
    pub id: TenantId,
    /// Its name in URLs (`/t/{slug}`); `default` is served at the root.
    pub slug: String,
    /// A host name of its own, without scheme or path.
    pub host: Option<String>,
    /// What people read on its pages.
    pub name: String,
    /// What its operator decided.
    pub settings: TenantSettings,
    /// A disabled tenant answers nothing but an error page.
    pub disabled: bool,
}

/// What a tenant's operator may decide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TenantSettings {
    /// The audience of access tokens where neither the request nor the client names one; the issuer itself when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_audience: Option<String>,
    /// Who may make an account.
    #[serde(skip_serializing_if = "is_default")]
    pub sign_up: SignUpPolicy,
    /// With what people sign in.
    #[serde(skip_serializing_if = "is_default")]
    pub sign_in: SignInPolicy,
    /// What a new password must be.
    #[serde(skip_serializing_if = "is_default")]
    pub passwords: PasswordPolicy,
    /// Who needs a second factor, and which kinds there are.
    #[serde(skip_serializing_if = "is_default")]
    pub second_factor: SecondFactorPolicy,
    /// What people may do with their accounts.
    #[serde(skip_serializing_if = "is_default")]
    pub accounts: AccountPolicy,
    /// How its pages and mails look.
    #[serde(skip_serializing_if = "is_default")]
    pub branding: Branding,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// An issuer: whose keys, users, clients and pages a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    tenant: Tenant,
    url: String,
    base_path: String,
    branding_tag: String,
}

impl Issuer {
    /// The issuer that a tenant is below `public_url` (no trailing slash).
    ///
    /// The default tenant is the public URL itself, a tenant with its own host name is that host under the public URL's
    /// scheme and port, any other is `/t/{slug}` below.
    pub fn new(tenant: Tenant, public_url: &url::Url) -> Self {
        let root_path = public_url.path().trim_end_matches('/');
        let (authority_url, base_path) = match &tenant.host {
            Some(host) => {
                let port = public_url
                    .port()
                    .map(|port| format!(":{port}"))
                    .unwrap_or_default();
                (
                    format!("{}://{host}{port}", public_url.scheme()),
                    String::new(),
                )
            }
            None if tenant.slug == DEFAULT_SLUG => (
                public_url.origin().ascii_serialization(),
                root_path.to_owned(),
            ),
            None => (
                public_url.origin().ascii_serialization(),
                format!("{root_path}/t/{}", tenant.slug),
            ),
        };
        Self {
            url: format!("{authority_url}{base_path}"),
            base_path,
            branding_tag: tag_of(&tenant.settings.branding),
            tenant,
        }
    }

    /// The issuer identifier: exactly what `iss` says everywhere.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The tenant's id.
    pub const fn tenant_id(&self) -> TenantId {
        self.tenant.id
    }

    /// The tenant.
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// What stands before each path of this issuer: empty, or `/t/{slug}`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What changes with the colour and the logo, so that they can be kept for ever under names that have it.
    pub fn branding_tag(&self) -> &str {
        &self.branding_tag
    }

    /// The URL of an endpoint. Never made from a request's Host header.
    pub fn endpoint(&self, endpoint: Endpoint) -> String {
        format!("{}{}", self.url, endpoint.path())
    }

    /// Whether browsers reach it by TLS, which decides the cookies' `Secure` and their name prefix.
    pub fn is_https(&self) -> bool {
        self.url.starts_with("https://")
    }

    /// The audience of an access token that was asked for no resource in particular.
    pub fn default_audience(&self) -> &str {
        self.tenant
            .settings
            .default_audience
            .as_deref()
            .unwrap_or(&self.url)
    }

    /// The suffix that keeps cookies of several tenants on one host apart.
    pub fn cookie_suffix(&self) -> String {
        if self.tenant.host.is_some() || self.tenant.slug == DEFAULT_SLUG {
            String::new()
        } else {
            format!("-{}", self.tenant.slug)
        }
    }
}

fn tag_of(branding: &Branding) -> String {
    let accent = branding.accent.as_deref().unwrap_or_default();
    let logo = branding.logo.as_deref().unwrap_or_default();
    let hash = Sha256::new()
        .chain_update(accent)
        .chain_update("\n")
        .chain_update(logo)
        .finalize();
    URL_SAFE_NO_PAD.encode(hash.iter().take(9).copied().collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issuer(slug: &str, host: Option<&str>, public: &str) -> String {
        let tenant = Tenant {
            id: TenantId(uuid::Uuid::nil()),
            slug: slug.into(),
            host: host.map(Into::into),
            name: slug.into(),
            settings: TenantSettings::default(),
            disabled: false,
        };
        Issuer::new(
            tenant,
            &url::Url::parse(public).unwrap_or_else(|e| unreachable!("{e}")),
        )
        .url()
        .to_owned()
    }

    #[test]
    fn the_issuer_has_no_trailing_slash() {
        assert_eq!(
            issuer("default", None, "https://id.example.com"),
            "https://id.example.com"
        );
        assert_eq!(
            issuer("acme", None, "https://id.example.com/"),
            "https://id.example.com/t/acme"
        );
        assert_eq!(
            issuer("acme", None, "https://example.com/auth"),
            "https://example.com/auth/t/acme"
        );
        assert_eq!(
            issuer("acme", Some("id.acme.com"), "https://id.example.com:8443"),
            "https://id.acme.com:8443"
        );
    }
}
