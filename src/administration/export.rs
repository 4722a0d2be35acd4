//! `vestibule export`: what is stored, in the format of `vestibule apply`, always in the same order.
//!
//! It holds password hashes, and hashes of client secrets; the secrets themselves are not kept anywhere. The secrets of
//! providers are kept encrypted, and are not in it.

use std::fmt::Write as _;

use serde::Serialize;
use toml::{Table, Value};

use crate::app::App;
use crate::model::{BusinessRole, Client, DEFAULT_SLUG, Provider, Role, Service, Tenant};
use crate::storage::Credentials;

use super::clients::secret_hash_text;
use super::{AdministrationError, Kind, users};

/// One tenant, or all, as a TOML document.
pub async fn export(app: &App, slug: Option<&str>) -> Result<String, AdministrationError> {
    let mut tenants = match slug {
        Some(slug) => vec![super::tenants::find(app, slug).await?],
        None => app.database.tenants().await?,
    };
    tenants.sort_by_key(|tenant| (tenant.slug != DEFAULT_SLUG, tenant.slug.clone()));
    let mut text = String::new();
    for tenant in tenants {
        let db = app.database.tenant(tenant.id);
        let mut out = Blocks {
            text: &mut text,
            tenant: &tenant,
        };
        out.tenant()?;
        db.roles().await?.iter().for_each(|role| out.role(role));
        for service in db.services().await? {
            out.service(&service)?;
        }
        for role in db.business_roles().await? {
            out.business_role(&role)?;
        }
        for provider in db.providers().await? {
            out.provider(&provider)?;
        }
        for client in db.clients().await? {
            out.client(&client)?;
        }
        for user in users::all(app, tenant.id).await? {
            out.user(&user)?;
        }
    }
    Ok(text)
}

struct Blocks<'a> {
    text: &'a mut String,
    tenant: &'a Tenant,
}

impl Blocks<'_> {
    fn begin(&mut self, kind: Kind) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let _ = writeln!(self.text, "[[{kind}]]");
        if kind != Kind::Tenant && self.tenant.slug != DEFAULT_SLUG {
            self.member("tenant", self.tenant.slug.as_str());
        }
    }

    fn member(&mut self, name: &str, value: impl Into<Value>) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{name} = {}", inline(&value.into()));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    fn when_true(&mut self, name: &str, flag: bool) {
        if flag {
            self.member(name, true);
        }
    }

    fn tenant(&mut self) -> Result<(), AdministrationError> {
        self.begin(Kind::Tenant);
        let tenant = self.tenant;
        self.member("slug", tenant.slug.as_str());
        self.member("name", tenant.name.as_str());
        self.optional("host", tenant.host.as_deref());
        self.when_true("disabled", tenant.disabled);
        let settings = Table::try_from(&tenant.settings)
            .map_err(|error| AdministrationError::invalid(format!("{}: {error}", tenant.slug)))?;
        for (name, value) in settings {
            self.member(&name, value);
        }
        Ok(())
    }

    fn role(&mut self, role: &Role) {
        self.begin(Kind::Role);
        self.member("name", role.name.as_str());
        self.member("description", role.description.as_str());
        self.member("permissions", role.permissions.clone());
    }

    fn service(&mut self, service: &Service) -> Result<(), AdministrationError> {
        self.begin(Kind::Service);
        self.member("audience", service.audience.as_str());
        self.member("name", service.name.as_str());
        self.member("scopes", service.scopes.clone());
        if !service.permissions.is_empty() {
            self.member("permissions", service.permissions.clone());
        }
        self.list("roles", &service.roles)?;
        self.when_true("members_only", service.members_only);
        self.when_true("disabled", service.disabled);
        Ok(())
    }

    fn business_role(&mut self, role: &BusinessRole) -> Result<(), AdministrationError> {
        self.begin(Kind::BusinessRole);
        self.member("name", role.name.as_str());
        self.member("description", role.description.as_str());
        self.member("roles", role.roles.clone());
        self.list("service_roles", &role.service_roles)
    }

    /// Tables on one line, unless there are none.
    fn list<T: Serialize>(&mut self, name: &str, items: &[T]) -> Result<(), AdministrationError> {
        if !items.is_empty() {
            let value = Value::try_from(items)
                .map_err(|error| AdministrationError::invalid(format!("{name}: {error}")))?;
            self.member(name, value);
        }
        Ok(())
    }

    fn client(&mut self, client: &Client) -> Result<(), AdministrationError> {
        self.begin(Kind::Client);
        self.member("client_id", client.client_id.as_str());
        self.optional(
            "client_secret_hash",
            secret_hash_text(&client.secret).as_deref(),
        );
        self.when_true("disabled", client.disabled);
        let metadata = Table::try_from(&client.metadata).map_err(|error| {
            AdministrationError::invalid(format!("{}: {error}", client.client_id))
        })?;
        for (name, value) in metadata {
            self.member(&name, value);
        }
        Ok(())
    }

    /// Without its secret, which a file that is applied here again need not name.
    fn provider(&mut self, provider: &Provider) -> Result<(), AdministrationError> {
        self.begin(Kind::Provider);
        self.member("slug", provider.slug.as_str());
        self.member("kind", provider.kind.name());
        self.member("name", provider.name.as_str());
        self.when_true("disabled", provider.disabled);
        let settings = Table::try_from(&provider.settings)
            .map_err(|error| AdministrationError::invalid(format!("{}: {error}", provider.slug)))?;
        for (name, value) in settings {
            self.member(&name, value);
        }
        Ok(())
    }

    fn user(&mut self, found: &Credentials) -> Result<(), AdministrationError> {
        let user = &found.user;
        self.begin(Kind::User);
        self.member("username", user.username.as_str());
        self.member("sub", user.id.to_string());
        self.optional("email", user.email.as_deref());
        self.when_true("email_verified", user.email_verified);
        self.optional(
            "password_hash",
            found
                .password_hash
                .as_ref()
                .map(crate::model::Secret::expose),
        );
        self.member("roles", user.roles.clone());
        if !user.access.business_roles.is_empty() {
            self.member("business_roles", user.access.business_roles.clone());
        }
        self.list("services", &user.access.services)?;
        self.when_true("disabled", user.disabled);
        for (name, value) in &user.profile {
            // What TOML cannot say (null) is not written by anything here.
            if let Ok(value) = Value::try_from(value) {
                self.member(name, value);
            }
        }
        Ok(())
    }
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::Table(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(inline).collect::<Vec<_>>().join(", ")
        ),
        other => other.to_string(),
    }
}
