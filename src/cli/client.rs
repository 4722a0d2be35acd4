//! `vestibule client`.

use std::path::Path;

use clap::{Args, Subcommand};

use crate::administration::clients::{self, Switch};
use crate::app::App;
use crate::model::{
    ApplicationType, AuthMethod, ClientId, ClientMetadata, GrantType, Scope, Secret, TenantId,
};

use super::arguments::TenantOption;
use super::failure::Failure;
use super::open;
use super::output::Output;

/// Applications (OAuth clients).
///
/// Examples:
///   vestibule client create my-app --redirect-uri https://app.example.com/callback
///   vestibule client create my-phone-app --public --native --redirect-uri com.example.app:/callback
///   vestibule client create nightly-job --grant-type client_credentials --scope orders:read
///   vestibule client rotate-secret my-app
///
/// Everything else a client may be told (RFC 7591) is set by `vestibule apply`.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    #[command(flatten)]
    tenant: TenantOption,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Register an application and print its secret, this once
    Create(Create),
    /// Show every application
    List,
    /// Show everything that is registered of an application
    Show(Named),
    /// Make another secret and print it, this once; the old one stops working
    RotateSecret(Named),
    /// Answer the application no longer
    Disable(Named),
    /// Answer a disabled application again
    Enable(Named),
    /// Remove an application and everything people granted it, for good
    Delete(Named),
}

#[derive(Debug, Args)]
struct Named {
    /// The client_id
    #[arg(value_name = "CLIENT_ID")]
    client_id: String,
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct Create {
    /// The client_id: the application's name in the protocol
    #[arg(value_name = "CLIENT_ID")]
    client_id: String,
    /// The name that people read
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Where people come back to after signing in, compared byte for byte; may be given several times
    #[arg(long = "redirect-uri", value_name = "URI")]
    redirect_uris: Vec<String>,
    /// Where people come back to after signing out; may be given several times
    #[arg(long = "post-logout-redirect-uri", value_name = "URI")]
    post_logout_redirect_uris: Vec<String>,
    /// authorization_code, refresh_token or client_credentials; may be given several times.
    /// Without it: authorization_code and refresh_token
    #[arg(long = "grant-type", value_name = "GRANT", value_parser = grant_type)]
    grant_types: Vec<GrantType>,
    /// What it may ask for, separated by spaces. Without it: every scope of OpenID Connect
    #[arg(long, value_name = "SCOPES", value_parser = scope)]
    scope: Option<Scope>,
    /// It cannot keep a secret (an application in a browser or on a phone), and gets none
    #[arg(long)]
    public: bool,
    /// It runs on people's own devices (RFC 8252): redirects to loopback ports and private schemes are allowed
    #[arg(long)]
    native: bool,
    /// It is your own: people are not asked whether they agree
    #[arg(long)]
    first_party: bool,
    /// It sends its secret in the form (client_secret_post) in place of the header
    #[arg(long, conflicts_with = "public")]
    secret_in_form: bool,
}

fn grant_type(name: &str) -> Result<GrantType, String> {
    GrantType::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = GrantType::ALL.iter().map(|grant| grant.name()).collect();
        format!("there are {}", names.join(", "))
    })
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text).map_err(|problem| problem.to_string())
}

impl Create {
    fn metadata(self) -> (ClientId, ClientMetadata) {
        let usual = ClientMetadata::default();
        let grant_types = if self.grant_types.is_empty() {
            vec![GrantType::AuthorizationCode, GrantType::RefreshToken]
        } else {
            self.grant_types
        };
        let metadata = ClientMetadata {
            client_name: self.name,
            redirect_uris: self.redirect_uris,
            post_logout_redirect_uris: self.post_logout_redirect_uris,
            application_type: if self.native {
                ApplicationType::Native
            } else {
                ApplicationType::Web
            },
            grant_types,
            token_endpoint_auth_method: match (self.public, self.secret_in_form) {
                (true, _) => AuthMethod::None,
                (false, true) => AuthMethod::ClientSecretPost,
                (false, false) => AuthMethod::ClientSecretBasic,
            },
            scope: self.scope.unwrap_or(usual.scope.clone()),
            first_party: self.first_party,
            ..usual
        };
        (ClientId(self.client_id), metadata)
    }
}

pub async fn run(config: Option<&Path>, options: Options) -> Result<(), Failure> {
    let (app, tenant) = open::app_and_tenant(config, &options.tenant.tenant).await?;
    let what = options.action.what();
    let done = act(&app, tenant.id, options.action).await;
    if let (Ok(()), Some(what)) = (&done, what) {
        open::record(&app, tenant.id, what).await;
    }
    open::close(&app).await;
    done
}

impl Action {
    /// What it changes, in the audit log.
    fn what(&self) -> Option<String> {
        let (what, client_id) = match self {
            Self::List | Self::Show(_) => return None,
            Self::Create(new) => ("create", new.client_id.as_str()),
            Self::RotateSecret(named) => ("rotate-secret", named.client_id.as_str()),
            Self::Disable(named) => ("disable", named.client_id.as_str()),
            Self::Enable(named) => ("enable", named.client_id.as_str()),
            Self::Delete(named) => ("delete", named.client_id.as_str()),
        };
        Some(format!("client {what} {client_id}"))
    }
}

async fn act(app: &App, tenant: TenantId, action: Action) -> Result<(), Failure> {
    match action {
        Action::Create(new) => {
            let (client_id, metadata) = new.metadata();
            let secret = clients::create(app, tenant, client_id.clone(), metadata).await?;
            show_secret(client_id.as_str(), secret.as_ref())
        }
        Action::List => list(app, tenant).await,
        Action::Show(Named { client_id }) => {
            let client = clients::find(app, tenant, &client_id).await?;
            let metadata = toml::to_string(&client.metadata)
                .map_err(|error| Failure::because(&client_id, error))?;
            let state = if client.disabled {
                "disabled = true\n"
            } else {
                ""
            };
            Output::text(&format!(
                "client_id = {}\n{state}{metadata}",
                toml::Value::from(client_id.as_str())
            ))
        }
        Action::RotateSecret(Named { client_id }) => {
            let secret = clients::rotate_secret(app, tenant, &client_id).await?;
            show_secret(&client_id, Some(&secret))
        }
        Action::Disable(Named { client_id }) => {
            clients::switch(app, tenant, &client_id, Switch::Disabled).await?;
            Output::line(format!("{client_id} is disabled."))
        }
        Action::Enable(Named { client_id }) => {
            clients::switch(app, tenant, &client_id, Switch::Enabled).await?;
            Output::line(format!("{client_id} is enabled."))
        }
        Action::Delete(Named { client_id }) => {
            clients::delete(app, tenant, &client_id).await?;
            Output::line(format!("{client_id} is removed."))
        }
    }
}

fn show_secret(client_id: &str, secret: Option<&Secret>) -> Result<(), Failure> {
    Output::line(format!("client_id      {client_id}"))?;
    let Some(secret) = secret else { return Ok(()) };
    Output::line(format!("client_secret  {}", secret.expose()))?;
    Output::note("The secret is shown this once: only its hash is kept.");
    Ok(())
}

async fn list(app: &App, tenant: TenantId) -> Result<(), Failure> {
    let clients = clients::all(app, tenant).await?;
    let rows: Vec<[String; 4]> = clients
        .into_iter()
        .map(|client| {
            let kind = if client.is_public() {
                "public"
            } else {
                "confidential"
            };
            let state = if client.disabled { "disabled" } else { "" };
            let name = client.metadata.client_name.clone().unwrap_or_default();
            [client.client_id.0, name, kind.to_owned(), state.to_owned()]
        })
        .collect();
    Output::table(["CLIENT_ID", "NAME", "KIND", "STATE"], &rows)
}
