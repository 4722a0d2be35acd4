//! Clients and their secrets.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::model::{
    AuthMethod, Client, ClientId, ClientMetadata, ClientRowId, ClientSecret, Secret, SecretHash,
    TenantId,
};
use crate::storage::StoredClient;

use super::{AdministrationError, Kind};
use crate::accounts::StoredHash;

/// What every secret we make begins with, so that a leaked one is recognised.
const SECRET_PREFIX: &str = "cs_";
/// A secret from elsewhere that is at least as long as 256 bits in base64url is taken for random; any shorter one may be
/// somebody's idea, and is hashed like a password.
const RANDOM_LENGTH: usize = 43;
/// A longer secret is no secret but a mistake.
const LONGEST_SECRET: usize = 512;

/// How a stored SHA-256 of a secret is written in files.
const SHA256_PREFIX: &str = "sha256:";

/// What is wrong with a client's identifier; `None` when nothing is.
pub fn client_id_problem(id: &str) -> Option<&'static str> {
    let good = ClientId(id.to_owned()).is_registrable();
    (!good).then_some("has 1 to 128 visible ASCII characters and no space")
}

/// What is wrong with a client; empty when it may be written.
pub fn problems(app: &App, client_id: &ClientId, metadata: &ClientMetadata) -> Vec<String> {
    let mut problems = metadata.problems();
    if let Some(uri) = &metadata.backchannel_logout_uri
        && let Err(problem) = app.outbound.judge(uri.as_str())
    {
        problems.push(format!("backchannel_logout_uri: {problem}"));
    }
    if let Some(problem) = client_id_problem(client_id.as_str()) {
        problems.push(format!("client_id: {problem}"));
    }
    if let Some(name) = &metadata.client_name
        && (name.trim().is_empty()
            || name.chars().count() > 100
            || name.chars().any(char::is_control))
    {
        problems.push("client_name: has 1 to 100 characters".to_owned());
    }
    problems
}

/// What is wrong with a secret that was brought from elsewhere; `None` when it may be used.
pub fn secret_problem(secret: &Secret) -> Option<&'static str> {
    let text = secret.expose();
    // "client-secret = *VSCHAR"  RFC 6749 appendix A.2
    let good = (1..=LONGEST_SECRET).contains(&text.len())
        && text.bytes().all(|b| (0x20..=0x7e).contains(&b));
    (!good).then_some("has 1 to 512 visible ASCII characters")
}

/// A new secret of 256 bits, to be shown once.
pub fn new_secret(app: &App) -> Secret {
    app.entropy.secret(SECRET_PREFIX)
}

/// What is stored of a secret.
pub async fn hash_secret(app: &App, secret: &Secret) -> Result<ClientSecret, AdministrationError> {
    if let Some(problem) = secret_problem(secret) {
        return Err(AdministrationError::invalid(format!(
            "client_secret: {problem}"
        )));
    }
    if secret.expose().len() >= RANDOM_LENGTH {
        return Ok(ClientSecret::Sha256(secret.digest()));
    }
    Ok(ClientSecret::Argon2(
        app.passwords.hash(secret).await?.expose().to_owned(),
    ))
}

/// Whether what is stored is what would be stored of this secret.
pub(super) async fn keeps(
    app: &App,
    stored: &ClientSecret,
    secret: &Secret,
) -> Result<bool, AdministrationError> {
    let long = secret.expose().len() >= RANDOM_LENGTH;
    Ok(match stored {
        ClientSecret::None => false,
        ClientSecret::Sha256(hash) => long && *hash == secret.digest(),
        ClientSecret::Argon2(phc) => {
            let phc = Secret::new(phc.as_str());
            !long
                && app
                    .passwords
                    .verify(Some(&phc), secret)
                    .await
                    .map_err(crate::accounts::PasswordError::from)?
        }
    })
}

/// A stored secret as files have it: `sha256:` and base64url, or an Argon2id string. `None` for a public client.
pub fn secret_hash_text(secret: &ClientSecret) -> Option<String> {
    match secret {
        ClientSecret::None => None,
        ClientSecret::Sha256(hash) => {
            let mut text = SHA256_PREFIX.to_owned();
            // Writing to a String does not fail.
            let _ = write!(text, "{}", URL_SAFE_NO_PAD.encode(hash.0));
            Some(text)
        }
        ClientSecret::Argon2(phc) => Some(phc.clone()),
    }
}

/// Reads what [`secret_hash_text`] wrote; `None` when it is neither of the two forms.
pub fn secret_from_hash_text(text: &str) -> Option<ClientSecret> {
    if let Some(encoded) = text.strip_prefix(SHA256_PREFIX) {
        let bytes = URL_SAFE_NO_PAD.decode(encoded).ok()?;
        return SecretHash::from_slice(&bytes).map(ClientSecret::Sha256);
    }
    StoredHash::parse(text)
        .is_some_and(|hash| hash.is_argon2id())
        .then(|| ClientSecret::Argon2(text.to_owned()))
}

/// The client of that identifier.
pub async fn find(app: &App, tenant: TenantId, id: &str) -> Result<Client, AdministrationError> {
    let found = app
        .database
        .tenant(tenant)
        .client(&ClientId(id.to_owned()))
        .await?;
    found.ok_or_else(|| AdministrationError::NotFound(Kind::Client, id.to_owned()))
}

/// Every client of a tenant, by identifier.
pub async fn all(app: &App, tenant: TenantId) -> Result<Vec<Client>, AdministrationError> {
    Ok(app.database.tenant(tenant).clients().await?)
}

/// Adds a client; a confidential one gets a secret, which is answered and shown this once.
pub async fn create(
    app: &App,
    tenant: TenantId,
    client_id: ClientId,
    metadata: ClientMetadata,
) -> Result<Option<Secret>, AdministrationError> {
    if app
        .database
        .tenant(tenant)
        .client(&client_id)
        .await?
        .is_some()
    {
        return Err(AdministrationError::Taken(Kind::Client, client_id.0));
    }
    let secret = (metadata.token_endpoint_auth_method != AuthMethod::None).then(|| new_secret(app));
    let client = StoredClient {
        id: ClientRowId(app.entropy.uuid(app.clock.now())),
        client_id,
        secret: secret.as_ref().map_or(ClientSecret::None, |secret| {
            ClientSecret::Sha256(secret.digest())
        }),
        metadata,
        disabled: false,
    };
    put(app, tenant, client).await?;
    Ok(secret)
}

/// Writes a client, over one of the same identifier.
pub async fn put(
    app: &App,
    tenant: TenantId,
    client: StoredClient,
) -> Result<(), AdministrationError> {
    let mut problems = problems(app, &client.client_id, &client.metadata);
    let public = client.metadata.token_endpoint_auth_method == AuthMethod::None;
    if public != (client.secret == ClientSecret::None) {
        problems.push(SECRET_AND_METHOD.to_owned());
    }
    if !problems.is_empty() {
        return Err(AdministrationError::Invalid(problems));
    }
    let id = client.client_id.clone();
    app.database
        .tenant(tenant)
        .put_client(client, app.clock.now())
        .await?;
    tracing::info!(target: "audit", event = "client.written", %tenant, client = %id);
    Ok(app.directory.catch_up().await?)
}

/// Why a secret and a method of authentication do not go together.
const SECRET_AND_METHOD: &str = "client_secret: a client with token_endpoint_auth_method \"none\" has no secret, any other needs one";

/// Replaces a client's secret. The old one stops working at once.
pub async fn rotate_secret(
    app: &App,
    tenant: TenantId,
    id: &str,
) -> Result<Secret, AdministrationError> {
    let client = find(app, tenant, id).await?;
    if client.is_public() {
        return Err(AdministrationError::invalid(format!(
            "the client {id:?} is public and has no secret"
        )));
    }
    let secret = new_secret(app);
    let db = app.database.tenant(tenant);
    let written = db.set_client_secret(&client.client_id, secret.digest(), app.clock.now());
    changed(app, tenant, &client.client_id, written.await?).await?;
    Ok(secret)
}

/// Whether something may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// It may.
    Enabled,
    /// It may not, and what it was given before is worth nothing.
    Disabled,
}

/// Disables a client, or lets it work again.
pub async fn switch(
    app: &App,
    tenant: TenantId,
    id: &str,
    to: Switch,
) -> Result<(), AdministrationError> {
    let client = find(app, tenant, id).await?;
    let disabled = to == Switch::Disabled;
    let db = app.database.tenant(tenant);
    let written = db.set_client_disabled(&client.client_id, disabled, app.clock.now());
    changed(app, tenant, &client.client_id, written.await?).await
}

async fn changed(
    app: &App,
    tenant: TenantId,
    client: &ClientId,
    written: bool,
) -> Result<(), AdministrationError> {
    if !written {
        return Err(AdministrationError::NotFound(
            Kind::Client,
            client.0.clone(),
        ));
    }
    tracing::info!(target: "audit", event = "client.changed", %tenant, %client);
    Ok(app.directory.catch_up().await?)
}

/// Removes a client and everything granted to it.
pub async fn delete(app: &App, tenant: TenantId, id: &str) -> Result<(), AdministrationError> {
    if !app
        .database
        .tenant(tenant)
        .delete_client(&ClientId(id.to_owned()), app.clock.now())
        .await?
    {
        return Err(AdministrationError::NotFound(Kind::Client, id.to_owned()));
    }
    tracing::info!(target: "audit", event = "client.deleted", %tenant, client = id);
    Ok(app.directory.catch_up().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_being_written() {
        let secret = ClientSecret::Sha256(Secret::new("cs_x").digest());
        let text = secret_hash_text(&secret).unwrap_or_default();
        assert!(text.starts_with("sha256:"));
        assert_eq!(secret_from_hash_text(&text), Some(secret));
        assert_eq!(secret_hash_text(&ClientSecret::None), None);
        for bad in [
            "",
            "sha256:",
            "sha256:AAAA",
            "sha256:!",
            "plain text",
            "$2b$10$abc",
        ] {
            assert_eq!(secret_from_hash_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn identifiers_are_visible_ascii() {
        assert_eq!(client_id_problem("https://app.example/client"), None);
        for bad in ["", "a b", "ä", "a\n", &"x".repeat(129)] {
            assert!(client_id_problem(bad).is_some(), "{bad}");
        }
    }
}
